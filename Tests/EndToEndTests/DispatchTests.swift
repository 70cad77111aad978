import Foundation
import TestSupport
import Testing

/// Rules that hold alerts back, and what people say about alerts.
struct DispatchTests {
    private let directory: TemporaryDirectory
    private var state: String { "\(directory.path)/state" }
    private var archive: String { "\(directory.path)/alerts.jsonl" }

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("date 2025-08-04\nRussia rejected the ceasefire on Monday.\n", to: "news/a.txt")
        try directory.write("date 2025-08-11\nRussia accepted the ceasefire on Monday.\n", to: "news/b.txt")
    }

    private func config(_ rule: String, more: String = "") throws -> String {
        try directory.write(
            """
            folders: ["\(directory.path)/news"]
            rules:
              - {name: turns, when: [shift], send: [archive], \(rule)}
              - {name: firsts, when: [first]}
              - {name: spare, when: [shift, first], topics: [ceasefire], if: {to: [2]}, severity: info}
            actors: {Russia: [Moscow]}
            topics: {ceasefire: [truce]}
            sinks:
              archive: {file: "\(archive)"}
            \(more)

            """,
            to: "claimwatch.yaml")
    }

    private func run(_ config: String) async throws -> Program.Output {
        try await Program.run(["run", "--once", "--no-journal", "--config", config, "--state", state])
    }

    private func command(_ arguments: String...) async throws -> Program.Output {
        try await Program.run(arguments + ["--state", state])
    }

    private var archived: Int {
        (try? String(contentsOfFile: archive, encoding: .utf8))?.split(separator: "\n").count ?? 0
    }

    private func shiftID() async throws -> String {
        let records = try await command("alerts", "--format", "jsonl").records()
        return try #require(records.first { $0["change"] as? String == "shift" }?["id"] as? String)
    }

    @Test func aSilencedAlertIsKeptAndExplained() async throws {
        let config = try config("severity: warning")
        // The state is made by the first run.
        try FileManager.default.moveItem(atPath: "\(directory.path)/news/b.txt", toPath: "\(directory.path)/b.txt")
        #expect(try await run(config).status == 0)
        let added = try await command(
            "silence", "add", "--actor", "Russia", "--for", "2h", "--reason", "talks", "--by", "ann")
        #expect(added.status == 0 && added.out.hasPrefix("1  actor Russia  until "), "\(added.out)\(added.error)")
        let listed = try await command("silence", "list", "--format", "jsonl").records()
        #expect(listed.first?["reason"] as? String == "talks")
        try FileManager.default.moveItem(atPath: "\(directory.path)/b.txt", toPath: "\(directory.path)/news/b.txt")
        #expect(try await run(config).status == 0)
        #expect(archived == 0)
        let explained = try await command("explain", try await shiftID())
        #expect(explained.out.contains("quiet: silence 1 of ann: talks"), "\(explained.out)")
        #expect(try await command("silence", "expire", "1").status == 0)
        #expect(try await command("silence", "list").out.isEmpty)
        #expect(try await command("silence", "list", "--all").out.contains("ended"))
        #expect(try await command("silence", "expire", "1").status == 1)
        #expect(try await command("silence", "add", "--for", "2h", "--reason", "x").status == 64)
        // A silence without an end would be forgotten, and one of a name that nobody has keeps nothing quiet.
        let endless = try await command("silence", "add", "--actor", "Russia", "--for", "9999d", "--reason", "x")
        #expect(endless.status == 1 && endless.error.contains("366 days"))
        let misspelt = try await command("silence", "add", "--actor", "Rusia", "--for", "2h", "--reason", "x")
        #expect(misspelt.status == 0 && misspelt.error.contains("no actor Rusia is known so far"))
        #expect(!added.error.contains("is known so far"))
        #expect(try await command("silence", "add", "--rule", "r", "--reason", "x").status == 64)
    }

    @Test func anArticleSaysWhatItChangedAndWhyItWasToldOfOrNot() async throws {
        let config = try config("severity: warning")
        #expect(try await run(config).status == 0)
        let told = try await command("explain", "--article", "b.txt").out
        for part in ["Heard: ", "Russia on ceasefire: ", "rejects -> ", ", reversed", "asks for it", "sent: new"] {
            #expect(told.contains(part), "\(part) in \(told)")
        }
        // One that changes what no rule asks for says so.
        let narrow = try directory.write(
            try String(contentsOfFile: config, encoding: .utf8).replacing("when: [shift]", with: "when: [hardened]")
                .replacing("when: [shift, first]", with: "when: [softened]"), to: "narrow.yaml")
        try directory.write("date 2025-11-04\nRussia rejected the ceasefire on Monday.\n", to: "news/c.txt")
        #expect(try await run(narrow).status == 0)
        let quiet = try await command("explain", "--article", "c.txt").out
        #expect(quiet.contains("it does not ask for reversed") && quiet.contains("    none"), "\(quiet)")
        let unknown = try await command("explain", "--article", "no-such.txt")
        #expect(unknown.status == 1 && unknown.error.contains("no article with a path that ends with no-such.txt"))
        #expect(try await command("explain", "--article", "b.txt", "--text", "x").status == 64)
    }

    @Test func aHeldAlertWaitsAndTheRunIsNoFailure() async throws {
        let output = try await run(try config("hold_minutes: 60"))
        #expect(output.status == 0, "\(output.error)")
        #expect(archived == 0)
        let record = try #require(
            try await command("explain", try await shiftID(), "--format", "jsonl").records().first)
        let decisions = try #require(record["decisions"] as? [[String: Any]])
        #expect(decisions.first?["word"] as? String == "later")
        #expect(try await command("deliveries", "list").out.contains("waiting  archive"))
    }

    @Test func anAlertIsAcknowledgedByTheBeginningOfItsId() async throws {
        let output = try await run(try config("repeat_hours: 1"))
        #expect(output.status == 0, "\(output.error)")
        #expect(archived == 1)
        let id = try await shiftID()
        #expect(try await command("deliveries", "list").out.contains("waiting  archive"))
        #expect(try await command("ack", id, "--by", "ann", "--note", "on it").error.contains("is acknowledged"))
        #expect(try await command("ack", id).error.contains("before"))
        #expect(try await command("deliveries", "list").out.isEmpty)
        #expect(try await command("explain", id).out.contains("acknowledged: by ann: on it"))
        #expect(try await command("ack", "zzz").status == 1)
    }

    @Test func everyRuleSaysWhatItWouldDo() async throws {
        let config = try config("hold_minutes: 10")
        let text = try await Program.run(["rules", "test", config, "\(directory.path)/news"])
        let expected = """
            2025-08-04  Russia on ceasefire: rejects (first)
                quiet  turns: it does not ask for first
                speaks  firsts: warning, sent to the journal
                quiet  spare: what is held is rejects
            2025-08-11  Russia on ceasefire: rejects -> commits to it (reversed)
                speaks  turns: warning, later, held for 10 minutes, for what confirms or retracts it
                quiet  firsts: it does not ask for reversed
                second  spare: turns has it

            """
        #expect(text.out == expected, "\(text.error)")
        let records = try await Program.run(["rules", "test", config, "\(directory.path)/news", "--format", "jsonl"])
            .records()
        #expect(records.count == 2 && (records.last?["rules"] as? [[String: Any]])?.count == 3)
        #expect(try await Program.run(["rules", "test", "\(directory.path)/none.yaml", "x"]).status == 78)
    }
}
