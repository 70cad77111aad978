import Alerts
import Articles
import Claims

/// A claim as a person reads it.
enum ClaimText {
    static func lines(_ claim: Claim, of article: Article) -> [String] {
        var head = [claim.kind.rawValue]
        if let actor = claim.actor { head.append(Plain.text(actor)) }
        if let topic = claim.topic { head.append("on \(Plain.text(topic))") }
        var what: [String] = []
        if let level = claim.level { what.append("\(PositionWords.level(level)) (\(level))") }
        if let value = claim.value {
            let upper = claim.upperValue.map { " to \(PositionWords.number($0))" } ?? ""
            let unit = claim.unit.map { " \($0)" } ?? ""
            let bound = claim.bound.map { $0 == .exact ? "" : "\($0.rawValue) " } ?? ""
            what.append("\(bound)\(PositionWords.number(value))\(upper)\(unit)")
        }
        if let status = claim.status { what.append(status.rawValue) }
        if let deadline = claim.deadline { what.append("by \(deadline)") }
        if !claim.via.isEmpty { what.append("via \(Plain.text(claim.via.joined(separator: ", via ")))") }
        if claim.certainty != .asserted { what.append(claim.certainty.rawValue) }
        if claim.isHistory { what.append("history") }
        return [
            "\(Plain.text(article.path)) \(article.date): \(head.joined(separator: " ")): \(what.joined(separator: ", "))",
            "    \"\(Plain.text(claim.evidence.text))\"  [\(claim.rule)]",
        ]
    }
}

/// Text of an article or a path made fit for a terminal: no control characters, one line.
enum Plain {
    static func text(_ text: String) -> String { OneLine.text(text, limit: 4_000) }
}
