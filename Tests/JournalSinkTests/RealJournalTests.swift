import Alerts
import Foundation
import Testing

@testable import JournalSink
import NewsFixtures

/// With a real journald and the real journalctl: `deploy/with-journald.sh swift test`, as `make test` runs it.
@Suite(
    "A real journal",
    .enabled(
        if: ProcessInfo.processInfo.environment["CLAIMWATCH_TEST_JOURNALD"] == "1",
        "skipped: no private journald; run the tests by deploy/with-journald.sh, as root"
    ),
    .timeLimit(.minutes(5))
)
struct RealJournalTests {
    private func deliver(_ alert: Alert, raisedAt: Double = 0) async throws {
        let sink = try JournalSink(writer: try JournalWriter())
        #expect(await sink.deliver(SampleAlert.delivery(alert, raisedAt: raisedAt)) == .delivered)
    }

    @Test("journalctl finds an alert by its actor and topic")
    func findsByActor() async throws {
        try await deliver(try SampleAlert.make(id: "find-1", actor: "Utopia"))
        let entries = try journalctl(
            "-t",
            "claimwatch",
            "CLAIMWATCH_ACTOR=Utopia",
            "CLAIMWATCH_TOPIC=ceasefire",
            "-o",
            "cat"
        )
        #expect(entries == "Russia on ceasefire: rejects -> open to it: \"It may stop.\"\n")
    }

    @Test("The catalog explains the alert, with its own words in it")
    func explains() async throws {
        try await deliver(try SampleAlert.make(id: "explain-1", actor: "Atlantis"))
        let shown = try journalctl("-x", "CLAIMWATCH_ALERT_ID=explain-1")
        #expect(shown.contains("Subject: Atlantis has shifted on ceasefire"))
        #expect(shown.contains("before    rejects"))
        #expect(shown.contains("now       open to it"))
        #expect(shown.contains("claimwatch explain explain-1"))
        // Each field that the catalog names is filled in.
        #expect(!shown.contains("CLAIMWATCH_") && !shown.contains("@"))
    }

    @Test("The catalog explains every id", arguments: MessageID.allCases)
    func explainsAll(id: MessageID) async throws {
        var entry = JournalEntry(id, priority: 5, message: "One of each kind")
        entry.add("CLAIMWATCH_ALERT_ID", "all-\(id.rawValue)")
        #expect(await (try JournalWriter()).write(entry) == .written)
        #expect(try journalctl("-x", "CLAIMWATCH_ALERT_ID=all-\(id.rawValue)").contains("Defined-By: Claimwatch"))
    }

    @Test(
        "A diagnostic is explained, with every field that its explanation names",
        arguments: [
            Diagnostic.overflowRescan(folder: "/srv/news-1"),
            .folderDegraded(folder: "/srv/news-2", reason: "it is gone"),
            .articleRefused(article: "/srv/news-3/a.txt", reason: "it is empty"),
            .deliveryFailing(sink: "desk-4", reason: "no answer in time"),
            .sinkDisabled(sink: "desk-9", reason: "the receiver answered 410"),
            .deadLetter(sink: "desk-5", alert: "5-5", reason: "the receiver answered 404"),
            .configurationKept(path: "/etc/claimwatch/6.yaml", reason: "line 3: what is that?"),
            .configurationLoaded(path: "/etc/claimwatch/7.yaml", changes: ["limits.rescan_seconds: 300 -> 60"]),
            .alertsMissing(count: 8, mark: "8"),
        ]
    )
    func diagnostics(diagnostic: Diagnostic) async throws {
        #expect(await (try JournalWriter()).report(diagnostic))
        let shown = try journalctl("-x", "MESSAGE=\(diagnostic.message)")
        #expect(shown.contains("Defined-By: Claimwatch"))
        #expect(!shown.contains("CLAIMWATCH_") && !shown.contains("@"), "\(shown)")
    }

    @Test(
        "Priorities select as in any log",
        arguments: [("critical", "2"), ("warning", "4"), ("notice", "5"), ("info", "6")]
    )
    func priorities(severity: String, priority: String) async throws {
        try await deliver(try SampleAlert.make(id: "priority-\(severity)", severity: severity))
        let found = try journalctl(
            "-p",
            "\(priority)..\(priority)",
            "CLAIMWATCH_ALERT_ID=priority-\(severity)",
            "-o",
            "cat"
        )
        #expect(!found.isEmpty)
    }

    @Test("A headline cannot forge an entry, a field or a colour")
    func forgery() async throws {
        let forged =
            "Peace\nMESSAGE=forged\nCLAIMWATCH_ACTOR=Forged\n\u{1B}[2JAug 06 12:00:00 host claimwatch[1]: forged"
        try await deliver(try SampleAlert.make(id: "forged-1", actor: forged, message: forged, text: forged))
        #expect(try journalctl("CLAIMWATCH_ACTOR=Forged").isEmpty)
        #expect(try journalctl("MESSAGE=forged").isEmpty)
        let lines = try journalctl("CLAIMWATCH_ALERT_ID=forged-1", "-o", "short").split(separator: "\n")
        #expect(lines.count == 1)
        let record = try #require(try entry("CLAIMWATCH_ALERT_ID=forged-1"))
        #expect(
            (record["MESSAGE"] as? String)?.hasPrefix("Peace\\nMESSAGE=forged\\nCLAIMWATCH_ACTOR=Forged\\n\\u{1B}[2J")
                == true
        )
    }

    @Test("Long fields are cut, not lost")
    func longFields() async throws {
        let long = String(repeating: "Zürich 東京 ", count: 10_000)
        try await deliver(try SampleAlert.make(id: "long-1", message: long, text: long))
        let record = try #require(try entry("CLAIMWATCH_ALERT_ID=long-1"))
        for name in ["MESSAGE", "CLAIMWATCH_EVIDENCE"] {
            let text = try #require(record[name] as? String, "\(name) shows as null")
            #expect(text.hasSuffix("…"))
            #expect(text.utf8.count > 4_000)
        }
    }

    @Test("An alert that an earlier run wrote is found and not written again")
    func exactlyOnce() async throws {
        let alert = try SampleAlert.make(id: "once-1")
        let raisedAt = Date().timeIntervalSince1970
        try await deliver(alert, raisedAt: raisedAt)
        _ = try journalctl("CLAIMWATCH_ALERT_ID=once-1")
        // As after a kill between writing and noting it.
        try await deliver(alert, raisedAt: raisedAt)
        #expect(try journalctl("CLAIMWATCH_ALERT_ID=once-1", "-o", "cat").split(separator: "\n").count == 1)

        let reader = JournalReader()
        #expect(try reader.holds(alert: "once-1", since: raisedAt))
        #expect(try !reader.holds(alert: "once-1", since: raisedAt + 3_600))
        #expect(try !reader.holds(alert: "once-2", since: 0))
        #expect(reader.trouble() == nil)
    }

    @Test("A dead letter names an alert and is not taken for it")
    func deadLetterIsNoAlert() async throws {
        let letter = Diagnostic.deadLetter(sink: "desk", alert: "letter-1", reason: "404")
        #expect(await (try JournalWriter()).report(letter))
        #expect(try !journalctl("CLAIMWATCH_LETTER=letter-1", "-o", "cat").isEmpty)
        #expect(try !JournalReader().holds(alert: "letter-1", since: 0))
    }

    @Test("What the journal has lost is found by reading back, and nothing else is")
    func readBack() async throws {
        let sink = try JournalSink(writer: try JournalWriter())
        let raisedAt = Date().timeIntervalSince1970
        for id in ["back-1", "back-3"] {
            #expect(await sink.deliver(SampleAlert.delivery(try SampleAlert.make(id: id))) == .delivered)
        }
        // So that our oldest entry is there to be compared with.
        _ = try journalctl("CLAIMWATCH_ALERT_ID=back-1")
        let now = Date().timeIntervalSince1970
        let taken = ["back-1", "back-2", "back-3"].map { TakenAlert(alert: $0, raisedAt: raisedAt, takenAt: now) }
        #expect(await sink.readBack(taken) == .lost(["back-2"]))
        // It said so before.
        let said = try journalctl("MESSAGE_ID=\(MessageID.alertsMissing.rawValue)", "CLAIMWATCH_COUNT=1", "-o", "cat")
        #expect(said == Diagnostic.alertsMissing(count: 1, mark: "").message + "\n")
        // What is older than all that the journal keeps is over, and not lost.
        let old = TakenAlert(alert: "back-4", raisedAt: 1_000, takenAt: 1_000)
        #expect(await sink.readBack([old]) == .lost([]))
    }

    @Test("1,000 alerts at once all arrive")
    func many() async throws {
        let sink = try JournalSink(writer: try JournalWriter())
        for index in 0..<1_000 {
            let alert = try SampleAlert.make(id: "many-\(index)", actor: "Many")
            #expect(await sink.deliver(SampleAlert.delivery(alert)) == .delivered)
        }
        #expect(try journalctl("CLAIMWATCH_ACTOR=Many", "-o", "cat").split(separator: "\n").count == 1_000)
        // As many are read back as the start after a busy day asks for at once.
        let now = Date().timeIntervalSince1970
        let taken = (0..<1_000).map { TakenAlert(alert: "many-\($0)", raisedAt: now - 30, takenAt: now) }
        let start = ContinuousClock.now
        #expect(await sink.readBack(taken) == .lost([]))
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    private func entry(_ match: String) throws -> [String: Any]? {
        let line = try journalctl(match, "-o", "json")
        return try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }

    private func journalctl(_ arguments: String...) throws -> String {
        _ = try run(["--sync"])
        return try run(["--no-pager", "--quiet"] + arguments)
    }

    private func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/journalctl")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}
