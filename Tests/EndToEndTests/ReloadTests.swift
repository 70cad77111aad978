import Foundation
import Glibc
import TestSupport
import Testing

/// SIGHUP while the daemon is at work.
@Suite(.serialized) struct ReloadTests {
    private let directory: TemporaryDirectory
    private let actors = ["Russia", "Ukraine", "India", "China", "Turkey"]

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: "\(directory.path)/news", withIntermediateDirectories: true)
    }

    private func configuration(_ url: String, rescan: Int, severity: String = "warning") throws -> String {
        try directory.write(
            """
            folders: ["\(directory.path)/news"]
            actors: {\(actors.map { "\($0): [\($0)]" }.joined(separator: ", "))}
            topics: {ceasefire: [ceasefire]}
            rules: [{name: any, when: [shift], severity: \(severity), send: [desk]}]
            sinks: {desk: {webhook: "\(url)", concurrency: 4}}
            limits: {rescan_seconds: \(rescan)}

            """, to: "claimwatch.yaml")
    }

    @Test func reloadsWhileArticlesComeLoseNoArticleAndNoAlertAndTellNoneTwice() async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url, rescan: 100)
            let state = "\(directory.path)/state"
            let daemon = try RunningDaemon(["--config", config, "--state", state, "--no-journal"], in: directory)
            #expect(await daemon.ready(), "\(daemon.said)")
            for day in 10..<20 {
                for actor in actors {
                    let verb = day % 2 == 0 ? "rejected" : "accepted"
                    let made = try directory.write(
                        "date 2025-08-\(day)\n\(actor) \(verb) the ceasefire on Monday.\n",
                        to: "making/\(day)-\(actor).txt")
                    #expect(rename(made, "\(directory.path)/news/\(day)-\(actor).txt") == 0)
                }
                // Every other one is wrong, and keeps what is in force.
                if day % 2 == 0 {
                    _ = try configuration(url, rescan: 100 + day)
                } else {
                    try directory.write("folder: x\n", to: "claimwatch.yaml")
                }
                daemon.send(SIGHUP)
                #expect(await daemon.notify.message(containing: "READY=1") != nil)
            }
            _ = try configuration(url, rescan: 200)
            let replayed = try await Program.run(
                "replay", "--config", config, "--format", "jsonl", "\(directory.path)/news")
            let expected = Set(try replayed.records().compactMap { $0["id"] as? String })
            #expect(expected.count == 9 * actors.count)
            #expect(await receiver.await(expected) == [], "\(daemon.said)")
            #expect(daemon.said.contains("loaded again: limits.rescan_seconds: 110 -> 112"), "\(daemon.said)")
            #expect(daemon.said.contains("is wrong, the old configuration stays"))
            daemon.send(SIGTERM)
            #expect(await daemon.end() == 0)
            #expect(receiver.ids.count == expected.count, "some came twice")
        }
    }

    @Test func anotherSeverityHoldsForWhatComesAfterAndTheHistoryStays() async throws {
        try await AlertReceiver.run { receiver, url in
            let config = try configuration(url, rescan: 100)
            let state = "\(directory.path)/state"
            let daemon = try RunningDaemon(["--config", config, "--state", state, "--no-journal"], in: directory)
            #expect(await daemon.ready(), "\(daemon.said)")
            try directory.write("date 2025-08-04\nRussia rejected the ceasefire.\n", to: "news/1.txt")
            #expect(await daemon.says("1.txt: taken in"), "\(daemon.said)")
            _ = try configuration(url, rescan: 100, severity: "critical")
            daemon.send(SIGHUP)
            #expect(await daemon.says("loaded again: rules.any.severity: warning -> critical"), "\(daemon.said)")
            // It is compared with what was read before.
            try directory.write("date 2025-08-11\nRussia accepted the ceasefire.\n", to: "news/2.txt")
            #expect(await daemon.says("2.txt: taken in, 1 alert"), "\(daemon.said)")
            let alerts = try await Program.run("alerts", "--state", state, "--format", "jsonl").records()
            #expect(alerts.map { $0["severity"] as? String } == ["critical"])
            daemon.send(SIGTERM)
            #expect(await daemon.end() == 0)
            #expect(receiver.ids.count == 1)
        }
    }
}
