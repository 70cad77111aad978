import Alerts
import Testing

@testable import JournalSink
import NewsFixtures

@Suite("Fields of a journal entry")
struct JournalEntryTests {
    @Test(
        "Line breaks, control characters and marks that turn or hide text are escaped",
        arguments: [
            ("plain", "plain"),
            ("two\nlines", "two\\nlines"),
            ("a\r\nb\tc", "a\\r\\nb\\tc"),
            ("bell\u{07}", "bell\\u{7}"),
            ("escape \u{1B}[31mred", "escape \\u{1B}[31mred"),
            ("next line\u{85}x", "next line\\u{85}x"),
            ("separator\u{2028}x", "separator\\u{2028}x"),
            ("turned \u{202E}txet", "turned \\u{202E}txet"),
            ("Zürich – “quoted” 東京 🕊️", "Zürich – “quoted” 東京 🕊️"),
        ]
    )
    func escapes(text: String, expected: String) {
        #expect(JournalEntry.escaped(text, limit: 1_000) == expected)
    }

    @Test(
        "A text is cut at a character, with room for the mark of the cut",
        arguments: [
            ("1234567890", 10, "1234567890"),
            ("12345678901", 10, "1234567…"),
            ("äöüäöü", 10, "äöü…"),
            ("🕊🕊🕊", 10, "🕊…"),
            ("1234567\n\n", 10, "1234567…"),
            ("", 10, ""),
        ]
    )
    func cuts(text: String, limit: Int, expected: String) {
        let cut = JournalEntry.escaped(text, limit: limit)
        #expect(cut == expected)
        #expect(cut.utf8.count <= limit)
    }

    @Test("No field is longer than journalctl shows, not even a letter with a million accents")
    func bounded() {
        var entry = JournalEntry(.firstPosition, priority: 5, message: String(repeating: "long ", count: 100_000))
        entry.add("CLAIMWATCH_ACTOR", "e" + String(repeating: "\u{301}", count: 1_000_000))
        for field in entry.fields { #expect(field.utf8.count <= 4_095) }
        #expect(entry.fields[0].hasSuffix("…"))
    }

    @Test("A priority outside syslog's is brought into it")
    func priority() {
        #expect(JournalEntry(.firstPosition, priority: 12, message: "").fields.contains("PRIORITY=7"))
        #expect(JournalEntry(.firstPosition, priority: -1, message: "").fields.contains("PRIORITY=0"))
    }

    @Test("An alert has every field that programs outside rely on")
    func alertFields() throws {
        let entry = JournalEntry(try SampleAlert.make())
        #expect(
            entry.fields == [
                "MESSAGE=Russia on ceasefire: rejects -> open to it: \"It may stop.\"",
                "MESSAGE_ID=79cf447ef92a4fc59103a6decba02e24",
                "PRIORITY=4",
                "SYSLOG_IDENTIFIER=claimwatch",
                "CLAIMWATCH_ALERT_ID=0123456789abcdef-0123456789ab",
                "CLAIMWATCH_RULE=any-shift",
                "CLAIMWATCH_KIND=stance",
                "CLAIMWATCH_CHANGE=shift",
                "CLAIMWATCH_REASON=softened",
                "CLAIMWATCH_SEVERITY=warning",
                "CLAIMWATCH_ACTOR=Russia",
                "CLAIMWATCH_TOPIC=ceasefire",
                "CLAIMWATCH_DIRECTION=up",
                "CLAIMWATCH_FROM=rejects",
                "CLAIMWATCH_TO=open to it",
                "CLAIMWATCH_DATE=2025-08-06",
                "CLAIMWATCH_ARTICLE=news/a.txt",
                "CLAIMWATCH_EVIDENCE=2025-08-06 news/a.txt: It may stop.",
                "CLAIMWATCH_VIA=Volodymyr Zelensky",
            ]
        )
    }
}
