import Foundation
import Glibc
import TestSupport
import Testing

/// More happens in a folder than the kernel's queue holds, while the real daemon is busy.
@Suite struct OverflowTests {
    static let actors = ["Russia", "Ukraine", "India", "China", "Turkey"]

    @Test func anOverflowIsARescanWithANameAMetricAndAnEntryAndNothingIsLostOrToldTwice() async throws {
        let setting = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let limit = try #require(Int(setting.trimmingCharacters(in: .whitespacesAndNewlines)))
        try #require(limit <= 65_536, "the kernel's queue here is too long to fill in a test")
        let directory = try TemporaryDirectory()
        let folder = "\(directory.path)/news"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let names = Self.actors.map { "  \($0): [\($0)]\n" }.joined()
        try await AlertReceiver.run { receiver, url in
            let config = try directory.write(
                "folders: [\"\(folder)\"]\nactors:\n\(names)topics:\n  ceasefire: [ceasefire]\n"
                    + "sinks:\n  desk: {webhook: \"\(url)\"}\n", to: "claimwatch.yaml")
            let state = "\(directory.path)/state"
            let hasJournal = ProcessInfo.processInfo.environment["CLAIMWATCH_TEST_JOURNALD"] == "1"
            let daemon = try RunningDaemon(
                ["--config", config, "--state", state] + (hasJournal ? [] : ["--no-journal"]), in: directory)
            #expect(await daemon.ready(), "\(daemon.said)")
            func story(_ verb: String, on date: String) throws {
                for actor in Self.actors {
                    let text = "date \(date)\n\(actor) \(verb) the ceasefire on Monday.\n"
                    let made = try directory.write(text, to: "making/\(date)-\(actor).txt")
                    rename(made, "\(folder)/\(date)-\(actor).txt")
                }
            }
            try story("rejected", on: "2025-08-04")
            try story("accepted", on: "2025-08-11")
            let sync = try await Program.run("sync", "--state", state, folder)
            #expect(sync.status == 0, "\(sync.error)")

            daemon.send(SIGSTOP)
            #expect(await isStopped(daemon.identifier))
            // Of two files by turns: the kernel merges events only of the same.
            let pair = Self.actors.prefix(2).map { "\(folder)/2025-08-04-\($0).txt" }
            for round in 0..<limit + 100 { chmod(pair[round % 2], round % 4 < 2 ? 0o600 : 0o644) }
            try story("rejected", on: "2025-08-18")
            daemon.send(SIGCONT)

            let replay = try await Program.run("replay", "--config", config, "--format", "jsonl", folder)
            let expected = Set(try replay.records().compactMap { $0["id"] as? String })
            #expect(expected.count == 2 * Self.actors.count)
            #expect(await receiver.await(expected) == [], "\(daemon.said)")
            let metrics = "\(state)/metrics.prom"
            let again = try await Program.run("sync", "--state", state, folder)
            #expect(again.status == 0, "\(again.error)")
            if hasJournal {
                #expect(try await journalHoldsTheOverflow(of: daemon.identifier, folder))
            } else {
                #expect(await daemon.says("\(folder): too many changes at once; it is read again"), "\(daemon.said)")
            }
            daemon.send(SIGTERM)
            #expect(await daemon.end() == 0)
            #expect(receiver.ids.count == expected.count, "no alert comes twice")
            #expect(Set(receiver.ids) == expected)
            let figures = try String(contentsOfFile: metrics, encoding: .utf8)
            #expect(figures.contains("claimwatch_intake_total{event=\"rescan_overflow\"} 1\n"), "\(figures)")
            #expect(figures.contains("claimwatch_intake_total{event=\"taken\"} 15\n"), "\(figures)")
        }
    }

    /// A stop takes a moment to reach all threads; until then they read on.
    private func isStopped(_ process: pid_t) async -> Bool {
        for _ in 0..<2_000 {
            let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
            let states = tasks.map { task in
                let stat = (try? String(contentsOfFile: "/proc/\(process)/task/\(task)/stat", encoding: .utf8)) ?? ""
                // PID (name) STATE …: the name may hold anything.
                return stat.split(separator: ")").last?.split(separator: " ").first.map(String.init)
            }
            if !states.isEmpty, states.allSatisfy({ $0 == "T" }) { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    /// The entry has the id that the catalog explains, and names the folder.
    private func journalHoldsTheOverflow(of process: pid_t, _ folder: String) async throws -> Bool {
        let output = try PrivatePipe()
        let journal = try ChildProcess(
            "/bin/sh",
            [
                "-c",
                "journalctl --sync; exec journalctl -q -o json MESSAGE_ID=5cc6ffaf8d4b4391a6c32996de24617a _PID=\(process)",
            ], out: output.input)
        let text = await output.text()
        #expect(await journal.end() == 0)
        return text.contains("\"CLAIMWATCH_FOLDER\":\"\(folder)\"")
    }
}
