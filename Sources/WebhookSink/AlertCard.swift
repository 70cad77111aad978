import Alerts
import Articles
import Positions

/// An alert as chats show it. All texts are plain and on one line; each form escapes them as its reader needs.
struct AlertCard {
    struct Quote {
        var label: String
        var text: String
        /// Article, date and who said it.
        var source: String
    }

    var title: String
    /// One line with the sentence in it, for readers that show no more.
    var message: String
    var severity: Severity
    var facts: [(name: String, value: String)]
    var quotes: [Quote]

    init(_ delivery: Delivery) {
        let alert = delivery.alert
        title = AlertTitle.text(alert, limit: 140)
        message = OneLine.text(alert.message, limit: 1_000)
        severity = alert.severity
        facts = [
            ("Severity", alert.severity.rawValue), ("Date", alert.date.description),
            ("Why", OneLine.text(alert.reason.rawValue, limit: 100)), ("Rule", OneLine.text(alert.rule, limit: 100)),
            ("Alert", alert.id),
        ]
        facts += delivery.also.prefix(5).map { (name: "Also", value: AlertTitle.text($0, limit: 140)) }
        quotes = alert.evidence.prefix(4).enumerated().map { index, evidence in
            let via = evidence.via.isEmpty ? "" : ", said by " + evidence.via.joined(separator: ", citing ")
            return Quote(
                label: index == 0 ? "Now" : "Before", text: OneLine.text(evidence.text, limit: 700),
                source: OneLine.text("\(evidence.article), \(evidence.date)\(via)", limit: 250))
        }
    }
}

/// Ways to write text that its reader would else take for more than text.
enum ChatEscape {
    /// Slack: the three signs that its links and mentions are made of.
    static func slack(_ text: String) -> String {
        text.map { ["&": "&amp;", "<": "&lt;", ">": "&gt;"][$0] ?? String($0) }.joined()
    }

    /// Markdown: every sign that begins something, and no mention: an `@` is followed by a space of no width.
    static func markdown(_ text: String) -> String {
        let signs: Set<Character> = [
            "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", "!", "|", "~", ">", "<", "=", ":",
        ]
        return text.map { signs.contains($0) ? "\\\($0)" : $0 == "@" ? "@\u{200B}" : String($0) }.joined()
    }
}

extension Severity {
    /// Red, green, blue.
    var color: Int {
        switch self {
        case .critical: 0xC0392B
        case .warning: 0xE67E22
        case .notice: 0x2980B9
        case .info: 0x7F8C8D
        }
    }

    var hexColor: String {
        let digits = String(color, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
