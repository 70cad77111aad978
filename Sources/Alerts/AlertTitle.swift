import Positions

/// What changed, in a few words: for titles and subjects.
public enum AlertTitle {
    /// "Russia on ceasefire: rejects -> open to it", at most `limit` characters, on one line.
    public static func text(_ alert: Alert, limit: Int = 200) -> String {
        let subject = alert.actor.map { "\($0) on \(alert.topic)" } ?? alert.topic
        let from = alert.from?.label ?? "?"
        let change =
            switch alert.change {
            case .met: "\(from) is met: \(alert.to.label)"
            case .quiet: "quiet since \(alert.to.date): \(alert.to.label)"
            case .missed: "deadline of \(alert.to.label) has passed"
            case .retracted: "retracted: \(alert.from?.label ?? alert.to.label)"
            case .contradicted: "sources differ: \(from) or \(alert.to.label)"
            case .first: "first position: \(alert.to.label)"
            case .shift: "\(from) -> \(alert.to.label)"
            }
        return OneLine.text("\(subject): \(change)", limit: limit)
    }
}
