import Foundation
import Glibc
import Pipeline
import Synchronization
import TestSupport
import Testing

/// The real daemon, killed at every named point and at random times, against an undisturbed run.
@Suite(.serialized, .timeLimit(.minutes(5 + Repeats.kills / 10))) final class CrashTests: Sendable {
    static let actors = ["Russia", "Ukraine", "India", "China", "Turkey"]
    /// A journal of the tests' own is there, and is compared as well.
    static let hasJournal = ProcessInfo.processInfo.environment["CLAIMWATCH_TEST_JOURNALD"] == "1"

    let directory: TemporaryDirectory
    /// Of the daemons that were started, by which their journal entries are known.
    let identifiers = Mutex<[pid_t]>([])
    var folder: String { "\(directory.path)/news" }

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: "\(directory.path)/news", withIntermediateDirectories: true)
    }

    private func configuration(_ url: String?) throws -> String {
        let names = Self.actors.map { "  \($0): [\($0)]\n" }.joined()
        return try directory.write(
            """
            folders: ["\(folder)"]
            actors:
            \(names)topics:
              ceasefire: [ceasefire]
            \(url.map { "sinks:\n  desk: {webhook: \"\($0)\"}\n" } ?? "")
            """, to: url == nil ? "quiet.yaml" : "claimwatch.yaml")
    }

    private func drop(_ name: String, _ text: String) throws {
        let made = try directory.write(text, to: "making/\(name)")
        guard rename(made, "\(folder)/\(name)") == 0 else { throw POSIXError(.EIO) }
    }

    private func dropStory(_ round: Int = 0) throws {
        for (verb, day) in [("rejected", 2 * round), ("accepted", 2 * round + 1)] {
            let parts = [2020 + day / 336, 1 + day / 28 % 12, 1 + day % 28]
            let date = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
            for actor in Self.actors {
                try drop("\(date)-\(actor).txt", "date \(date)\n\(actor) \(verb) the ceasefire on Monday.\n")
            }
        }
    }

    private func start(_ config: String, _ state: String, at point: String? = nil) throws -> RunningDaemon {
        let daemon = try RunningDaemon(
            ["--config", config, "--state", "\(directory.path)/\(state)"] + (Self.hasJournal ? [] : ["--no-journal"]),
            in: directory, environment: point.map { ["CLAIMWATCH_FAILPOINT": $0] } ?? [:])
        identifiers.withLock { $0.append(daemon.identifier) }
        return daemon
    }

    /// The ids of the alerts in the journal, one for each entry; nil where there is no journal.
    private func journal() async throws -> [String]? {
        guard Self.hasJournal else { return nil }
        let output = try PrivatePipe()
        let ours = identifiers.withLock { $0 }.map { "_PID=\($0)" }
        let process = try ChildProcess(
            "/bin/sh",
            ["-c", "journalctl --sync; exec journalctl -q -o json --output-fields=CLAIMWATCH_ALERT_ID \"$@\"", "sh"]
                + ours, out: output.input)
        let text = await output.text()
        #expect(await process.end() == 0)
        return try text.split(separator: "\n").compactMap { line in
            let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return entry?["CLAIMWATCH_ALERT_ID"] as? String
        }
    }

    /// Waits, at most 30 s, until each of these alerts has its entry; true where there is no journal.
    private func journal(holds ids: Set<String>) async throws -> Bool {
        for _ in 0..<60 {
            guard let journal = try await journal() else { return true }
            if ids.isSubset(of: journal) { return true }
            try await Task.sleep(for: .milliseconds(500))
        }
        return false
    }

    /// Positions with their histories, and the ids of the alerts, as a state holds them.
    private func account(_ state: String) async throws -> (positions: [String], alerts: [String]) {
        let path = "\(directory.path)/\(state)"
        let positions = try await Program.run("positions", "--state", path, "--history", "--format", "jsonl")
        let alerts = try await Program.run("alerts", "--state", path, "--format", "jsonl")
        return (positions.lines.sorted(), try alerts.records().compactMap { $0["id"] as? String }.sorted())
    }

    /// What an undisturbed run on the folder comes to.
    private func undisturbed() async throws -> (positions: [String], alerts: [String]) {
        let quiet = try configuration(nil)
        let run = try await Program.run(
            "run", "--once", "--no-journal", "--config", quiet, "--state", "\(directory.path)/undisturbed")
        #expect(run.status == 0, "\(run.error)")
        return try await account("undisturbed")
    }

    /// Runs to the end without a kill, and compares.
    private func finish(_ config: String, _ state: String, _ receiver: AlertReceiver, extra: Int) async throws {
        let expected = try await undisturbed()
        #expect(!expected.alerts.isEmpty)
        let daemon = try start(config, state)
        #expect(await daemon.ready(), "\(daemon.said)")
        // Most of what many kills left is delivered now.
        let patience = 120 + 2 * Repeats.kills
        #expect(await receiver.await(Set(expected.alerts), within: patience) == [])
        let isJournalled = try await journal(holds: Set(expected.alerts))
        #expect(isJournalled, "\(daemon.said)")
        let sync = try await Program.run("sync", "--state", "\(directory.path)/\(state)", folder)
        #expect(sync.status == 0, "\(sync.error)")
        daemon.send(SIGTERM)
        #expect(await daemon.end() == 0)
        let found = try await account(state)
        #expect(found.positions == expected.positions)
        #expect(found.alerts == expected.alerts)
        #expect(Set(receiver.ids) == Set(expected.alerts), "nothing was sent that is not there")
        // Only what was killed between the receiver's answer and our note of it comes twice.
        #expect(receiver.ids.count <= expected.alerts.count + extra)
        if let journal = try await journal() {
            #expect(Set(journal) == Set(expected.alerts), "nothing is in the journal that is not there")
            #expect(journal.count <= expected.alerts.count + extra)
        }
    }

    @Test(arguments: Failpoint.allCases)
    func killedAt(_ point: Failpoint) async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url)
            // What waits at a start is committed, and noted, as one.
            let once: [Failpoint] = [.committed, .noting, .noted]
            let counts = once.contains(point) ? [1, 1, 1] : [1, 2, 5]
            for (round, count) in counts.enumerated() {
                try dropStory(round)
                // The same content again: it is noted and not taken in.
                try drop("copy-\(round).txt", "date 2020-01-01\nRussia rejected the ceasefire on Monday.\n")
                let daemon = try start(config, "state", at: "\(point.rawValue):\(count)")
                #expect(await daemon.end() == -SIGKILL, "\(daemon.said)")
            }
            try await finish(config, "state", receiver, extra: 3)
        }
    }

    @Test func killedAtRandomTimes() async throws {
        let seed = Repeats.seed ?? UInt64.random(in: 0 ... .max)
        let waits = SplitMix.numbers(Repeats.kills, seed: seed).map { Int($0 % 400_000) }
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url)
            for kill in 0..<Repeats.kills {
                let daemon = try start(config, "state")
                if kill % 2 == 0 {
                    try dropStory(kill)
                    #expect(await daemon.ready(), "seed \(seed): \(daemon.said)")
                } else {
                    try dropStory(kill)
                }
                try await Task.sleep(for: .microseconds(waits[kill]))
                daemon.send(SIGKILL)
                #expect(await daemon.end() == -SIGKILL, "seed \(seed)")
            }
            try await finish(config, "state", receiver, extra: Repeats.kills)
            print("crash-test: \(Repeats.kills) kills at random times, seed \(seed), nothing lost")
        }
    }

    @Test func aDamagedStateIsRefusedAndMadeAnewAndNothingIsDeliveredTwice() async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url)
            let state = "\(directory.path)/state"
            try dropStory()
            let first = try await Program.run("run", "--once", "--no-journal", "--config", config, "--state", state)
            #expect(first.status == 0, "\(first.error)")
            let before = try await account("state")
            #expect(Set(receiver.ids) == Set(before.alerts))
            let handle = try #require(FileHandle(forUpdatingAtPath: "\(state)/claimwatch.sqlite"))
            let end = try handle.seekToEnd()
            for page in 1..<(end / 4_096) where page % 2 == 1 {
                try handle.seek(toOffset: page * 4_096)
                try handle.write(contentsOf: Data(repeating: 0xA5, count: 2_048))
            }
            try handle.close()
            let refused = try await Program.run("run", "--once", "--no-journal", "--config", config, "--state", state)
            #expect(refused.status == 1)
            #expect(refused.error.contains("run `claimwatch rebuild`"), "\(refused.error)")
            let rebuilt = try await Program.run("rebuild", "--no-journal", "--config", config, "--state", state)
            #expect(rebuilt.status == 0, "\(rebuilt.error)")
            let after = try await account("state")
            #expect(after.alerts == before.alerts)
            #expect(after.positions == before.positions)
            let count = receiver.ids.count
            let again = try await Program.run("run", "--once", "--no-journal", "--config", config, "--state", state)
            #expect(again.status == 0, "\(again.error)")
            #expect(receiver.ids.count == count, "delivered alerts are not delivered again")
            let kept = try FileManager.default.contentsOfDirectory(atPath: state)
            #expect(kept.contains { $0.hasPrefix("claimwatch.sqlite.damaged-") })
            let well = try await Program.run("rebuild", "--no-journal", "--config", config, "--state", state)
            #expect(well.status == 0)
            #expect(well.error.contains("is well"))
        }
    }

    @Test func syncWaitsForAllThatLiesInTheFolder() async throws {
        let config = try configuration("http://127.0.0.1:9/none")
        let state = "\(directory.path)/state"
        let none = try await Program.run("sync", "--state", state, folder)
        #expect(none.status == 1)
        #expect(none.error.contains("no daemon is running"), "\(none.error)")
        let daemon = try start(config, "state")
        #expect(await daemon.ready(), "\(daemon.said)")
        for round in 0..<3 {
            try dropStory(round)
            try directory.write("date 2019-12-0\(round + 1)\nFrance spoke of the weather.\n", to: "news/s/\(round).txt")
            let sync = try await Program.run("sync", "--state", state, folder)
            #expect(sync.status == 0, "\(sync.error)")
            let expected = try await Program.run("replay", "--config", config, "--format", "jsonl", folder)
            #expect(try await account("state").alerts.count == expected.lines.count)
        }
        let stranger = try await Program.run("sync", "--timeout", "1", "--state", state, directory.path)
        #expect(stranger.status == 1)
        #expect(stranger.error.contains("no answer"), "\(stranger.error)")
        daemon.send(SIGTERM)
        #expect(await daemon.end() == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!names.contains { $0.hasPrefix(".claimwatch") }, "the cookies are gone")
    }
}

/// A small generator whose seed can be printed.
private struct SplitMix {
    private var state: UInt64

    static func numbers(_ count: Int, seed: UInt64) -> [UInt64] {
        var generator = SplitMix(state: seed)
        return (0..<count).map { _ in generator.next() }
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
