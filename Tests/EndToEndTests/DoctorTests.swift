import Foundation
import Glibc
import TestSupport
import Testing

/// What `doctor` finds, each trouble with its remedy.
struct DoctorTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func findings(
        _ config: String, _ arguments: String...
    ) async throws -> [String: (grade: String, message: String)] {
        let path = try directory.write(config, to: "claimwatch.yaml")
        let output = try await Program.run(
            ["doctor", "--config", path, "--state", "\(directory.path)/state", "--format", "jsonl"] + arguments)
        var found: [String: (grade: String, message: String)] = [:]
        for record in try output.records() {
            guard let check = record["check"] as? String else { continue }
            found[check] = (record["grade"] as? String ?? "", record["message"] as? String ?? "")
        }
        return found
    }

    @Test func whatWasNotReadIsNamedAndGoneOnceItIs() async throws {
        let article = try directory.write("date 2025-08-04\nRussia rejected the ceasefire.\n", to: "news/a.txt")
        let config = "folders: [\"\(directory.path)/news\"]\n"
        let path = try directory.write(config, to: "claimwatch.yaml")
        let run = ["run", "--once", "--no-journal", "--config", path, "--state", "\(directory.path)/state"]
        #expect(try await Program.run(run).status == 0)
        #expect(try await findings(config)["intake"]?.grade == "ok")
        let late = try directory.write("date 2025-08-05\nRussia accepted the ceasefire.\n", to: "news/b.txt")
        // Of what is younger than a minute nothing can be said.
        #expect(try await findings(config)["intake"]?.grade == "ok")
        let old = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -120)]
        try FileManager.default.setAttributes(old, ofItemAtPath: late)
        let finding = try #require(try await findings(config)["intake"])
        #expect(finding.grade == "warning" && finding.message.hasPrefix("1 of 2 files have not been read, the first"))
        #expect(finding.message.contains("b.txt") && !finding.message.contains(article))
    }

    @Test func everyPartIsLookedAt() async throws {
        try directory.write("x", to: "news/.keep")
        let found = try await findings("folders: [\"\(directory.path)/news\"]\n")
        let parts: Set = [
            "configuration", "folder", "file system", "inotify", "journal", "rate limit", "catalog", "state", "disk",
            "clock",
        ]
        #expect(parts.subtracting(found.keys) == [])
        #expect(found["file system"]?.message.contains("the kernel tells of what is written") == true)
        // Whatever is not well says what to do.
        for (check, finding) in found where finding.grade != "ok" {
            #expect(finding.message.contains(";") || finding.message.contains("`"), "\(check): \(finding.message)")
        }
    }

    @Test func theWayToEverySinkIsTriedWithoutAnAlert() async throws {
        try directory.write("x", to: "news/.keep")
        try await AlertReceiver.run { receiver, url in
            let found = try await findings(
                """
                folders: ["\(directory.path)/news"]
                sinks:
                  desk: {webhook: "\(url)"}
                  down: {webhook: "http://127.0.0.1:9/none"}
                  archive: {file: "\(directory.path)/none/alerts.jsonl"}
                  pager: {exec: [/no/such/program]}

                """)
            #expect(found["sink desk"]?.message.hasPrefix("its address answers (status ") == true)
            #expect(receiver.ids.isEmpty)
            for (name, part) in [("down", "does not answer"), ("archive", "make it"), ("pager", "cannot be run")] {
                let finding = try #require(found["sink \(name)"])
                #expect(finding.grade == "problem" && finding.message.contains(part), "\(finding.message)")
            }
        }
    }

    @Test func aTestAlertGoesToEverySinkWhereItIsAskedFor() async throws {
        try directory.write("x", to: "news/.keep")
        let config = """
            folders: ["\(directory.path)/news"]
            sinks:
              archive: {file: "\(directory.path)/alerts.jsonl"}
              picky: {exec: [/bin/sh, -c, "echo not for me; exit 65"]}

            """
        #expect(try await findings(config)["test alert to archive"] == nil)
        #expect(!FileManager.default.fileExists(atPath: "\(directory.path)/alerts.jsonl"))
        let found = try await findings(config, "--send")
        #expect(found["test alert to archive"]?.grade == "ok")
        if ProcessInfo.processInfo.environment["CLAIMWATCH_TEST_JOURNALD"] == "1" {
            #expect(found["test alert to journal"]?.message.contains("can be read back") == true)
        }
        let refused = try #require(found["test alert to picky"])
        #expect(refused.grade == "problem" && refused.message.contains("not for me"))
        let line = try String(contentsOfFile: "\(directory.path)/alerts.jsonl", encoding: .utf8)
        #expect(line.contains("\"rule\":\"doctor\"") && line.contains("nothing has happened"))
    }

    @Test func aStateThatCannotBeReadIsNoMissingOne() async throws {
        try directory.write("x", to: "news/.keep")
        let config = "folders: [\"\(directory.path)/news\"]\n"
        #expect(try await findings(config)["state"]?.message.contains("no state yet") == true)
        try directory.write(String(repeating: "no database ", count: 1_000), to: "state/claimwatch.sqlite")
        let found = try #require(try await findings(config)["state"])
        #expect(found.grade == "problem" && found.message.contains("claimwatch rebuild"), "\(found.message)")
    }

    @Test(.enabled(if: geteuid() == 0, "skipped: only root reads what others may not"))
    func aFolderThatOnlyRootMayReadIsSaid() async throws {
        try directory.write("x", to: "news/.keep")
        let config = "folders: [\"\(directory.path)/news\"]\n"
        // The unit has a /tmp of its own.
        let hidden = try #require(try await findings(config)["folder"])
        #expect(hidden.grade == "warning" && hidden.message.contains("the unit hides /tmp"), "\(hidden.message)")
        let folder = "/opt/claimwatch-test-\(UInt32.random(in: 0 ..< .max))"
        try FileManager.default.createDirectory(
            atPath: "\(folder)/news", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try await findings("folders: [\(folder)/news]\n")["folder"]?.grade == "ok")
        #expect(chmod(folder, 0o700) == 0)
        let closed = try #require(try await findings("folders: [\(folder)/news]\n")["folder"])
        #expect(closed.grade == "warning" && closed.message.contains("\(folder) has mode 700"), "\(closed.message)")
    }
}
