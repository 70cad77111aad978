import Alerts
import Claims
import Positions

/// An alert as a person wants to read it: who, on what, from what to what, both sentences, both articles, who said it.
enum AlertText {
    static func lines(_ alert: Alert) -> [String] {
        let subject = alert.actor.map { "\($0) on \(alert.topic)" } ?? alert.topic
        var change: String
        switch alert.change {
        case .quiet: change = "quiet since \(alert.to.date): \(alert.to.label)"
        case .missed: change = "deadline of \(alert.to.label) has passed"
        case .met: change = "deadline of \(alert.from?.label ?? "?") is met: \(alert.to.label)"
        case .contradicted: change = "sources differ: \(alert.from?.label ?? "?") or \(alert.to.label)"
        case .retracted: change = "retracted: \(alert.from?.label ?? alert.to.label)"
        case .first: change = "first position: \(alert.to.label)"
        case .shift: change = "\(alert.from?.label ?? "?") -> \(alert.to.label)"
        }
        if alert.to.certainty == .hedged || alert.to.certainty == .conditional {
            change += " (\(alert.to.certainty.rawValue))"
        }
        var lines = ["\(alert.date)  \(alert.severity.rawValue.uppercased())  \(Plain.text(subject)): \(change)"]
        for (index, evidence) in alert.evidence.enumerated() {
            let side = index == 0 ? "now   " : "before"
            lines.append("    \(side)  \(evidence.date)  \"\(Plain.text(evidence.text))\"")
            lines.append("            \(Plain.text(evidence.article)), \(speaker(evidence, of: alert))")
        }
        for id in alert.retracts ?? [] { lines.append("    puts right  alert \(id), by \(Plain.text(alert.article))") }
        lines.append("    why     \(alert.reason.rawValue), rule \(Plain.text(alert.rule)), alert \(alert.id)")
        return lines
    }

    /// Who said it.
    static func speaker(_ evidence: Alert.Evidence, of alert: Alert) -> String {
        if !evidence.via.isEmpty { return "said by \(Plain.text(evidence.via.joined(separator: ", citing ")))" }
        if alert.kind == "stance", let actor = alert.actor { return "\(Plain.text(actor))'s own word or deed" }
        return "said by the article itself" + (evidence.publisher.map { " (\(Plain.text($0)))" } ?? "")
    }
}
