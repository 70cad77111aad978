import Foundation
import TestSupport
import Testing

/// Sinks of one's own, and what became of alerts at them.
struct DeliveriesTests {
    private let directory: TemporaryDirectory
    private let config: String
    private var state: String { "\(directory.path)/state" }

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("date 2025-08-04\nRussia rejected the ceasefire on Monday.\n", to: "news/a.txt")
        try directory.write("date 2025-08-11\nRussia accepted the ceasefire on Monday.\n", to: "news/b.txt")
        config = try directory.write(
            """
            folders: ["\(directory.path)/news"]
            sinks:
              archive: {file: "\(directory.path)/alerts.jsonl"}
              picky: {exec: [/bin/sh, -c, "echo not for me; exit 65"]}

            """,
            to: "claimwatch.yaml"
        )
    }

    private func deliveries(_ arguments: String...) async throws -> Program.Output {
        try await Program.run(["deliveries"] + arguments + ["--state", state])
    }

    @Test func aDeadLetterIsListedShownSentAgainAndDropped() async throws {
        let run = ["run", "--once", "--no-journal", "--config", config, "--state", state]
        let first = try await Program.run(run)
        #expect(first.status == 0, "\(first.error)")
        let lines = try String(contentsOfFile: "\(directory.path)/alerts.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 1)

        let dead = try await deliveries("list", "--format", "jsonl").records()
        #expect(dead.count == 1 && dead.first?["sink"] as? String == "picky")
        let number = "\(dead.first?["id"] as? Int ?? 0)"
        let shown = try await deliveries("show", number)
        #expect(shown.out.contains("state     dead after 1 attempts") && shown.out.contains("not for me"))

        #expect(try await deliveries("resend", "--all", "--sink", "picky").error.contains("1 to be tried again"))
        #expect(try await Program.run(run).status == 0)
        #expect(try await deliveries("drop", number).error.contains("1 dropped"))
        #expect(try await deliveries("list").out.isEmpty)
        #expect(try await deliveries("list", "--only", "dropped").lines.count == 2)
        #expect(try await deliveries("drop").status == 64)
        #expect(try await deliveries("show", "99").status == 1)
    }
}
