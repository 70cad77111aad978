import ArgumentParser
import Foundation
import Glibc
import JournalSink
import Settings
import StateStore

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check what the daemon needs on this machine; each trouble with its remedy.",
        discussion: """
            Exits with status 1 where something is wrong. Webhooks are asked for the head of their address, which posts \
            nothing; alerts are sent with --send alone.
            """)

    @OptionGroup var stateOptions: StateOptions
    @Option(help: "Configuration file (default: that of the service, where it is there).")
    var config: String?
    @Option(help: "Output format.")
    var format = OutputFormat.text
    @Flag(help: "Hand a test alert to the journal and to every sink.")
    var send = false
    @Argument(help: "Folders to look at instead of the configured ones.")
    var folders: [String] = []

    /// One thing looked at: what is well about it, or what is wrong and what to do.
    struct Finding: Encodable {
        enum Grade: String, Encodable { case ok, warning, problem }
        var check: String
        var grade: Grade
        var message: String
    }

    func run() async throws {
        let config = self.config ?? serviceConfiguration
        let settings = try ConfigurationFile.load(config)
        var findings: [Finding] = []
        if let config { findings.append(Finding(check: "configuration", grade: .ok, message: "\(config) is correct")) }
        let watched = folders.isEmpty ? settings.folders : folders
        if watched.isEmpty {
            findings.append(
                Finding(check: "folders", grade: .problem, message: "none is named; name one under `folders:`"))
        }
        findings += watched.map(folder)
        findings += watched.compactMap { fileSystem($0, settings) }
        findings.append(watches(watched))
        findings += journal()
        findings += [rateLimit(), catalog()]
        findings += state(settings)
        if let finding = await belief(watched, settings) { findings.append(finding) }
        findings.append(clock(settings))
        for one in settings.sinks { findings.append(await sink(one)) }
        if send { findings += await sendTest(settings) }
        for finding in findings {
            switch format {
            case .jsonl: try Terminal.record(finding)
            case .text: Terminal.line("\(finding.grade.rawValue)  \(finding.check): \(Plain.text(finding.message))")
            }
        }
        if findings.contains(where: { $0.grade == .problem }) { throw ExitCode(1) }
    }

    private func folder(_ path: String) -> Finding {
        var about = stat()
        guard stat(path, &about) == 0 else {
            return Finding(
                check: "folder", grade: .problem,
                message: "\(path): \(String(cString: strerror(errno))); make it, or mend the path: "
                    + "the daemon waits for it until then")
        }
        guard about.st_mode & S_IFMT == S_IFDIR else {
            return Finding(check: "folder", grade: .problem, message: "\(path): is no folder; name the folder it is in")
        }
        guard access(path, R_OK | X_OK) == 0 else {
            return Finding(
                check: "folder", grade: .problem,
                message:
                    "\(path): may not be read by this user; give the right (chmod o+rx, or a group that the service "
                    + "has by SupplementaryGroups=)")
        }
        if geteuid() == 0, let closed = Self.closed(path) {
            return Finding(
                check: "folder", grade: .warning,
                message:
                    "\(path): root may read it, others may not (\(closed)); the service runs as a user of its own: give it "
                    + "a group that may by SupplementaryGroups=, or show it the folder by BindReadOnlyPaths=")
        }
        return Finding(check: "folder", grade: .ok, message: "\(path) can be read")
    }

    /// The configuration of the service, where it is there and nothing else is named.
    private var serviceConfiguration: String? {
        let path = "/etc/claimwatch/claimwatch.yaml"
        return folders.isEmpty && access(path, F_OK) == 0 ? path : nil
    }

    /// What keeps others than its owner and its group from a folder: the first folder on the way that is closed to them,
    /// or that the unit hides (ProtectHome=, PrivateTmp=).
    private static func closed(_ path: String) -> String? {
        let whole = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        for hidden in ["/home", "/root", "/run/user", "/tmp", "/var/tmp"] where (whole + "/").hasPrefix(hidden + "/") {
            return "the unit hides \(hidden)"
        }
        // Its own state is the service's, whatever its mode.
        guard !(whole + "/").hasPrefix("/var/lib/private/") else { return nil }
        var part = whole
        var needed: mode_t = 0o5
        while part != "/", !part.isEmpty {
            var about = stat()
            if stat(part, &about) == 0, about.st_mode & needed != needed {
                return "\(part) has mode \(String(about.st_mode & 0o7777, radix: 8))"
            }
            part = (part as NSString).deletingLastPathComponent
            needed = 0o1
        }
        return nil
    }

    /// Every folder needs a watch of the kernel's.
    private func watches(_ roots: [String]) -> Finding {
        let path = "/proc/sys/fs/inotify/max_user_watches"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let most = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else {
            return Finding(check: "inotify", grade: .warning, message: "\(path) cannot be read; is /proc mounted?")
        }
        var needed = roots.count
        for root in roots {
            let entries = FileManager.default.enumerator(
                at: URL(fileURLWithPath: root), includingPropertiesForKeys: [.isDirectoryKey])
            while let entry = entries?.nextObject() as? URL {
                if (try? entry.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true { needed += 1 }
            }
        }
        guard needed < most else {
            return Finding(
                check: "inotify", grade: .problem,
                message: "\(needed) folders need a watch and \(most) are allowed; raise it with "
                    + "`sysctl fs.inotify.max_user_watches=\(needed * 2)`")
        }
        return Finding(check: "inotify", grade: .ok, message: "\(needed) of \(most) watches are needed")
    }

    private func journal() -> [Finding] {
        if let trouble = JournalSocket.trouble() {
            return [Finding(check: "journal", grade: .problem, message: trouble)]
        }
        var findings = [Finding(check: "journal", grade: .ok, message: "journald listens")]
        if let trouble = JournalReader().trouble() {
            findings.append(Finding(check: "journal", grade: .warning, message: trouble))
        } else if (try? JournalReader().isPersistent()) != true {
            findings.append(
                Finding(
                    check: "journal", grade: .warning,
                    message:
                        "entries are kept in memory and end with the machine; `mkdir /var/log/journal` and restart "
                        + "systemd-journald to keep them"))
        }
        return findings
    }

    private func sink(_ sink: SinkSettings) async -> Finding {
        let check = "sink \(sink.name)"
        let found: String
        do {
            try Sinks.check(sink)
            found = try await Sinks.reach(sink)
        } catch let failure as CommandFailure {
            return Finding(check: check, grade: .problem, message: failure.message)
        } catch {
            return Finding(check: check, grade: .problem, message: "\(error)")
        }
        return sink.isSigned
            ? Finding(check: check, grade: .ok, message: "what it needs can be read, and \(found)")
            : Finding(
                check: check, grade: .warning,
                message: "\(found); it has no secret: receivers cannot tell our alerts from forged ones")
    }
}
