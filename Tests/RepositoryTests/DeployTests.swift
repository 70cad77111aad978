import Foundation
import TestSupport
import Testing

/// The scripts of `deploy/`, as far as they can be tested without a systemd that runs; `make deploy-test` does the rest.
@Suite("Deployment", .timeLimit(.minutes(5)))
struct DeployTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let hasSystemd = FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")

    @Test(
        "The unit is without fault and its exposure at most 1.5",
        .enabled(if: hasSystemd, "skipped: systemd-analyze is missing; apt-get install systemd")
    )
    func unit() throws {
        let (status, output) = try run("deploy/verify-units.sh")
        #expect(status == 0, "\(output)")
        #expect(output.contains("no complaints"))
    }

    @Test("Every script is one that bash reads")
    func scripts() throws {
        let scripts = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "deploy").path)
            .filter { $0.hasSuffix(".sh") }
        #expect(scripts.count >= 6)
        for script in scripts {
            let path = Self.root.appending(path: "deploy/\(script)").path
            let (status, output) = try run("/bin/bash", ["-n", path])
            #expect(status == 0, "\(script): \(output)")
            #expect(FileManager.default.isExecutableFile(atPath: path), "\(script) is not executable")
        }
    }

    @Test("Installing puts everything in its place, keeps a configuration that is there, and can be undone")
    func installing() throws {
        let directory = try TemporaryDirectory()
        // It says of itself what it was asked.
        let binary = try directory.write("#!/bin/sh\necho \"said: $*\"\n", to: "claimwatch")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: binary)
        let tree = "\(directory.path)/tree"
        let environment = ["DESTDIR": tree, "PREFIX": "/usr/local"]
        func install() throws -> Int32 { try run("deploy/install.sh", ["--binary", binary], environment).status }
        func text(_ path: String) throws -> String { try String(contentsOfFile: tree + path, encoding: .utf8) }

        #expect(try install() == 0)
        let unit = try text("/usr/local/lib/systemd/system/claimwatch.service")
        #expect(unit.contains("ExecStart=/usr/local/bin/claimwatch run --config /etc/claimwatch/claimwatch.yaml\n"))
        #expect(try text("/usr/local/lib/systemd/catalog/claimwatch.catalog").contains("Defined-By: Claimwatch"))
        #expect(try text("/etc/claimwatch/claimwatch.yaml").contains("folders: [/var/lib/claimwatch/news]"))
        #expect(FileManager.default.isExecutableFile(atPath: tree + "/usr/local/bin/claimwatch"))

        let share = "/usr/local/share/"
        #expect(try text(share + "man/man1/claimwatch.1") == "said: manual\n")
        #expect(try text(share + "man/man5/claimwatch.yaml.5") == "said: manual claimwatch.yaml\n")
        #expect(
            try text(share + "bash-completion/completions/claimwatch") == "said: --generate-completion-script bash\n")
        #expect(try text(share + "zsh/site-functions/_claimwatch") == "said: --generate-completion-script zsh\n")
        #expect(
            try text(share + "fish/vendor_completions.d/claimwatch.fish")
                == "said: --generate-completion-script fish\n")

        try directory.write("folders: [/mine]\n", to: "tree/etc/claimwatch/claimwatch.yaml")
        #expect(try install() == 0)
        #expect(try text("/etc/claimwatch/claimwatch.yaml") == "folders: [/mine]\n")

        #expect(try run("deploy/uninstall.sh", [], environment).status == 0)
        #expect(try files(tree) == ["/etc/claimwatch/claimwatch.yaml"])
        #expect(try run("deploy/uninstall.sh", ["--purge"], environment).status == 0)
        #expect(try files(tree) == [])
    }

    @Test("Installing without an executable says how to build one")
    func missingExecutable() throws {
        let (status, output) = try run("deploy/install.sh", ["--binary", "/nonexistent"], ["DESTDIR": "/nonexistent"])
        #expect(status == 1)
        #expect(output.contains("swift build -c release"))
    }

    /// Paths of the files below a folder.
    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().map { "/" + $0 }.filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + $0, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    private func run(
        _ program: String,
        _ arguments: [String] = [],
        _ environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = program.hasPrefix("/") ? URL(filePath: program) : Self.root.appending(path: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}
