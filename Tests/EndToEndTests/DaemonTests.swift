import Foundation
import Glibc
import TestSupport
import Testing

/// The daemon as a service manager runs it: real folder, real state, real receiver.
@Suite(.serialized) struct DaemonTests {
    let directory: TemporaryDirectory
    var folder: String { "\(directory.path)/news" }
    var state: String { "\(directory.path)/state" }

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: "\(directory.path)/news", withIntermediateDirectories: true)
    }

    /// Ten actors that reject a ceasefire on one day and accept it on another: ten alerts.
    static let actors = ["Russia", "Ukraine", "India", "China", "Turkey", "Iran", "Israel", "Egypt", "France", "Japan"]

    private func configuration(_ url: String? = nil, extra: String = "") throws -> String {
        let sinks = url.map { "sinks:\n  desk: {webhook: \"\($0)\"}\n" } ?? ""
        let names = Self.actors.map { "  \($0): [\($0)]\n" }.joined()
        return try directory.write(
            "folders: [\"\(folder)\"]\nactors:\n\(names)topics:\n  ceasefire: [ceasefire]\n\(sinks)\(extra)",
            to: "claimwatch.yaml")
    }

    /// Writes an article beside the folder and moves it in, as a careful supplier does.
    private func drop(_ actor: String, accepts: Bool, on date: String) throws {
        let verb = accepts ? "accepted" : "rejected"
        let text = "date \(date)\n\(actor) \(verb) the ceasefire on Monday.\n"
        let made = try directory.write(text, to: "making/\(date)-\(actor).txt")
        guard rename(made, "\(folder)/\(date)-\(actor).txt") == 0 else { throw POSIXError(.EIO) }
    }

    private func daemon(_ config: String, _ extra: [String] = []) throws -> RunningDaemon {
        try RunningDaemon(["--config", config, "--state", state, "--no-journal"] + extra, in: directory)
    }

    private func alertIDs() async throws -> [String] {
        let output = try await Program.run("alerts", "--state", state, "--format", "jsonl")
        return try output.records().compactMap { $0["id"] as? String }
    }

    /// What an undisturbed run raises.
    private func expectedIDs(_ config: String) async throws -> Set<String> {
        let output = try await Program.run("replay", "--config", config, "--format", "jsonl", folder)
        return Set(try output.records().compactMap { $0["id"] as? String })
    }

    @Test func anArticleMovedIntoTheFolderBecomesAnAlertAtTheWebhook() async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url)
            let daemon = try daemon(config)
            #expect(await daemon.ready(), "\(daemon.said)")
            try drop("Russia", accepts: false, on: "2025-08-04")
            try drop("Russia", accepts: true, on: "2025-08-11")
            let expected = try await expectedIDs(config)
            #expect(expected.count == 1)
            #expect(await receiver.await(expected) == [])
            daemon.send(SIGTERM)
            #expect(await daemon.end() == 0)
            #expect(try await alertIDs() == Array(expected))
        }
    }

    @Test func killedAtAnyMomentItRaisesEveryAlertOnce() async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url)
            for actor in Self.actors { try drop(actor, accepts: false, on: "2025-08-04") }
            // Taken in first: what a look finds freshly written waits until it has kept still, and would come late.
            let before = try await Program.run("run", "--once", "--config", config, "--state", state, "--no-journal")
            #expect(before.status == 0, "\(before.error)")
            for (round, actor) in Self.actors.enumerated() {
                let daemon = try daemon(config)
                #expect(await daemon.ready(), "\(daemon.said)")
                try drop(actor, accepts: true, on: "2025-08-11")
                // Killed while it reads, while it stores, while it delivers, or while it waits.
                usleep(UInt32(round * 7_000))
                daemon.send(SIGKILL)
                #expect(await daemon.end() == -SIGKILL)
            }
            let expected = try await expectedIDs(config)
            #expect(expected.count == Self.actors.count)
            let daemon = try daemon(config)
            #expect(await daemon.ready())
            #expect(await receiver.await(expected) == [])
            #expect(Set(receiver.ids) == expected)
            daemon.send(SIGTERM)
            #expect(await daemon.end() == 0)
            let stored = try await alertIDs()
            #expect(stored.count == expected.count)
            #expect(Set(stored) == expected)
        }
    }

    @Test func whatAReceiverThatIsDownDoesNotTakeIsKeptOverARestart() async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url)
            receiver.setDown(true)
            try drop("Russia", accepts: false, on: "2025-08-04")
            try drop("Russia", accepts: true, on: "2025-08-11")
            let first = try daemon(config)
            #expect(await first.ready())
            first.send(SIGTERM)
            #expect(await first.end() == 0)
            receiver.setDown(false)
            let expected = try await expectedIDs(config)
            let second = try daemon(config)
            #expect(await receiver.await(expected) == [])
            second.send(SIGTERM)
            #expect(await second.end() == 0)
            #expect(receiver.ids == Array(expected))
        }
    }

    @Test func aReloadTakesACorrectConfigurationAndRefusesAWrongOne() async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url)
            let daemon = try daemon(config)
            #expect(await daemon.ready())
            try Data("folder: [x]\n".utf8).write(to: URL(fileURLWithPath: config))
            daemon.send(SIGHUP)
            #expect(await daemon.notify.message(containing: "RELOADING=1") != nil)
            #expect(await daemon.notify.message(containing: "READY=1") != nil)
            #expect(await daemon.says("unknown key `folder`"), "\(daemon.said)")
            // The old one is still in force.
            try drop("India", accepts: false, on: "2025-08-04")
            try drop("India", accepts: true, on: "2025-08-11")
            _ = try configuration(url)
            #expect(await receiver.await(try await expectedIDs(config)) == [])
            // A new folder is watched after a reload.
            try FileManager.default.createDirectory(atPath: "\(directory.path)/more", withIntermediateDirectories: true)
            let text = try String(contentsOfFile: config, encoding: .utf8)
            try Data(
                text.replacing("folders: [\"\(folder)\"]", with: "folders: [\"\(folder)\", \"\(directory.path)/more\"]")
                    .utf8
            )
            .write(to: URL(fileURLWithPath: config))
            daemon.send(SIGHUP)
            #expect(await daemon.notify.message(containing: "RELOADING=1") != nil)
            #expect(await daemon.notify.message(containing: "READY=1") != nil)
            #expect(await daemon.says("loaded again: folders: [\(folder)] -> [\(folder), \(directory.path)/more]"))
            try directory.write("date 2025-08-20\nIndia rejected the ceasefire on Monday.\n", to: "more/3.txt")
            try directory.write("date 2025-08-21\nChina spoke of the weather on Monday.\n", to: "more/4.txt")
            let all = Set(
                try await Program.run(
                    "replay", "--config", config, "--format", "jsonl", folder, "\(directory.path)/more"
                )
                .records().compactMap { $0["id"] as? String })
            #expect(all.count == 2)
            #expect(await receiver.await(all) == [])
            daemon.send(SIGTERM)
            #expect(await daemon.end() == 0)
        }
    }

    @Test func termEndsItWithinFiveSecondsAlsoUnderLoad() async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url)
            for day in 1...28 {
                for actor in Self.actors {
                    try drop(actor, accepts: day % 2 == 0, on: "2025-07-\(day < 10 ? "0" : "")\(day)")
                }
            }
            let daemon = try daemon(config)
            #expect(await daemon.ready())
            let clock = ContinuousClock()
            let start = clock.now
            daemon.send(SIGTERM)
            #expect(await daemon.end() == 0)
            #expect(clock.now - start < .seconds(5))
            // The next start goes on where it ended.
            let expected = try await expectedIDs(config)
            #expect(expected.count == 27 * Self.actors.count)
            let second = try self.daemon(config)
            #expect(await receiver.await(expected, within: 120) == [])
            second.send(SIGTERM)
            #expect(await second.end() == 0)
            #expect(Set(try await alertIDs()) == expected)
        }
    }

    @Test func aSecondDaemonOnTheSameStateIsRefusedByName() async throws {
        let config = try configuration()
        let first = try daemon(config)
        #expect(await first.ready())
        let second = try await Program.run("run", "--config", config, "--state", state, "--no-journal")
        #expect(second.status == 1)
        #expect(second.error.contains("process \(first.identifier) is using this state"))
        first.send(SIGTERM)
        #expect(await first.end() == 0)
    }

    @Test func badFilesAreNamedAndTheDaemonGoesOn() async throws {
        try await AlertReceiver.run { receiver, url in
            try await badFiles(receiver, try configuration(url, extra: "limits: {article_bytes: 100000}\n"))
        }
    }

    private func badFiles(_ receiver: AlertReceiver, _ config: String) async throws {
        try directory.write("", to: "news/empty.txt")
        _ = FileManager.default.createFile(
            atPath: "\(folder)/junk.txt", contents: Data((0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 37) }))
        _ = FileManager.default.createFile(atPath: "\(folder)/huge.txt", contents: nil)
        #expect(truncate("\(folder)/huge.txt", 1 << 30) == 0)
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/link.txt", withDestinationPath: "/etc/passwd")
        #expect(mkfifo("\(folder)/pipe.txt", 0o600) == 0)
        let latin = Data(
            "date 2025-08-04\nThe caf\u{E9} was open on Monday.\n".unicodeScalars.map {
                UInt8(truncatingIfNeeded: $0.value)
            })
        _ = FileManager.default.createFile(atPath: "\(folder)/latin.txt", contents: latin)
        let daemon = try daemon(config)
        #expect(await daemon.ready(), "\(daemon.said)")
        try drop("Russia", accepts: false, on: "2025-08-04")
        try drop("Russia", accepts: true, on: "2025-08-11")
        #expect(await receiver.await(try await expectedIDs(config)) == [])
        for complaint in [
            "empty.txt was not taken in: the file is empty", "junk.txt was not taken in: the file is binary",
            "huge.txt was not taken in: it has 1073741824 bytes", "link.txt: passed over: it is a symbolic link",
            "pipe.txt: passed over: it is a device, a pipe or a socket",
        ] {
            #expect(await daemon.says(complaint), "\(daemon.said)")
        }
        daemon.send(SIGTERM)
        #expect(await daemon.end() == 0)
        #expect(try await alertIDs().count == 1)
    }

    /// A namespace of users has limits of its own for inotify, so that no other program is disturbed.
    private static func limiting(_ limit: String, to number: Int) -> [String] {
        [
            "/usr/bin/unshare", "--user", "--map-root-user", "/bin/sh", "-c",
            "echo \(number) > /proc/sys/user/\(limit) && exec \"$0\" \"$@\"",
        ]
    }

    static let canLimit: Bool = {
        guard
            let process = try? ChildProcess(
                limiting("max_inotify_watches", to: 9)[0], ["--user", "--map-root-user", "/bin/true"])
        else { return false }
        return process.waitForEnd() == 0
    }()

    @Test(
        .enabled(if: canLimit, "skipped: this machine allows no namespaces of users"),
        arguments: [("max_inotify_watches", 3), ("max_inotify_instances", 0)])
    func withoutWatchesTheFoldersAreLookedThrough(limit: String, number: Int) async throws {
        for name in ["a/b", "c", "d"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        let config = try configuration()
        let daemon = try RunningDaemon(
            ["--config", config, "--state", state, "--no-journal"], in: directory,
            under: Self.limiting(limit, to: number))
        #expect(await daemon.ready(), "\(daemon.said)")
        let sysctl = limit.replacing("max_inotify", with: "max_user")
        #expect(await daemon.says("sysctl fs.inotify.\(sysctl)="), "\(daemon.said)")
        for name in ["a/b/1.txt", "c/2.txt", "d/3.txt", "4.txt", "e/5.txt"] {
            try directory.write("date 2025-08-04\nRussia rejected \(name).\n", to: "news/\(name)")
            #expect(await daemon.says("\(name): taken in"), "\(daemon.said)")
        }
        daemon.send(SIGTERM)
        #expect(await daemon.end() == 0)
    }

    /// The state on a small file system of its own, that the daemon and its children alone see.
    private func onSmallDisk(_ options: String) throws -> [String] {
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        return [
            "/usr/bin/unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c",
            "mount -t tmpfs -o \(options) tmpfs '\(state)' && exec \"$0\" \"$@\"",
        ]
    }

    @Test(.enabled(if: canLimit, "skipped: this machine allows no namespaces of users"))
    func aFullDiskDelaysAndLosesNothing() async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url)
            let daemon = try RunningDaemon(
                ["--config", config, "--state", state, "--no-journal"], in: directory,
                under: try onSmallDisk("size=4m"))
            #expect(await daemon.ready(), "\(daemon.said)")
            for actor in Self.actors { try drop(actor, accepts: false, on: "2025-08-04") }
            #expect(await daemon.says("\(Self.actors[9]).txt: taken in"), "\(daemon.said)")
            // All that is left is used up, by the byte.
            let filler = "/proc/\(daemon.identifier)/root\(state)/filler"
            let file = open(filler, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            try #require(file >= 0)
            let zeros = [UInt8](repeating: 0, count: 4_096)
            while write(file, zeros, zeros.count) > 0 {}
            close(file)
            for actor in Self.actors { try drop(actor, accepts: true, on: "2025-08-11") }
            #expect(await daemon.says("full"), "\(daemon.said)")
            #expect(unlink(filler) == 0)
            #expect(await receiver.await(try await expectedIDs(config), within: 60) == [], "\(daemon.said)")
            #expect(Set(receiver.ids).count == receiver.ids.count)
            daemon.send(SIGTERM)
            #expect(await daemon.end() == 0)
        }
    }

    @Test(.enabled(if: canLimit, "skipped: this machine allows no namespaces of users"))
    func aReadOnlyDiskIsNamedAtTheStart() async throws {
        let daemon = try RunningDaemon(
            ["--config", try configuration(), "--state", state, "--no-journal"], in: directory,
            under: try onSmallDisk("ro"))
        #expect(await daemon.end() == 1)
        #expect(daemon.said.contains(state) && daemon.said.contains("Read-only file system"), "\(daemon.said)")
    }

    @Test func aMissingFolderIsNamedAndTakenUpWhenItComes() async throws {
        try await AlertReceiver.run { receiver, url in
            try FileManager.default.removeItem(atPath: folder)
            let config = try configuration(url)
            let daemon = try daemon(config)
            #expect(await daemon.ready(), "\(daemon.said)")
            #expect(await daemon.says("\(folder) cannot be watched fully"), "\(daemon.said)")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try drop("Russia", accepts: false, on: "2025-08-04")
            try drop("Russia", accepts: true, on: "2025-08-11")
            #expect(await receiver.await(try await expectedIDs(config)) == [])
            daemon.send(SIGTERM)
            #expect(await daemon.end() == 0)
        }
    }
}
