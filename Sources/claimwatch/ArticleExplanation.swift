import Alerts
import Articles
import Claims
import Foundation
import Positions
import StateStore

/// What became of an article, in lines for a person: what was heard in it, what that changed, and why it was told of or
/// not.
struct ArticleExplanation {
    let store: StateStore

    func lines(_ account: ArticleAccount) throws -> [String] {
        var lines = ["\(account.path), \(account.date)" + (account.publisher.map { ", \($0)" } ?? "")]
        if let path = account.supersededBy { lines.append("    superseded by \(path)") }
        if let path = account.retells, path != account.path { lines.append("    tells again the story of \(path)") }
        lines.append("Heard: \(account.claims == 1 ? "1 claim" : "\(account.claims) claims")")
        if account.observations.isEmpty { lines.append("    nothing about an actor or a topic that is followed") }
        for observation in account.observations { lines += try heard(observation) }
        lines.append("Changed")
        if account.changes.isEmpty { lines.append("    nothing") }
        for change in account.changes {
            lines.append("    \(subject(change.key)): \(words(change)), \(change.reason.rawValue)")
            lines.append("        \(change.decision)")
        }
        lines.append("Alerts")
        if account.alerts.isEmpty { lines.append("    none") }
        for alert in account.alerts {
            lines.append("    \(alert.id)  \(alert.message)")
            for decision in try store.decisions(on: alert.id) {
                lines.append("        \(decision.word.rawValue): \(decision.reason)")
            }
        }
        // What is not ours is made harmless, and the indent is kept.
        return lines.map { $0.prefix { $0 == " " } + Plain.text($0) }
    }

    private func subject(_ key: PositionKey) -> String {
        let subject = key.actor.map { "\($0) on \(key.topic)" } ?? key.topic
        return key.kind == .stance ? subject : "\(subject) (\(key.kind.rawValue))"
    }

    private func words(_ change: ArticleAccount.Change) -> String {
        (change.from.map { "\(PositionWords.label($0)) -> " } ?? "") + PositionWords.label(change.to)
    }

    /// What one word did to what was held, by the history of its key.
    private func heard(_ observation: Observation) throws -> [String] {
        let key = observation.key
        let via = observation.via.isEmpty ? "" : ", via \(observation.via.joined(separator: ", via "))"
        let said = "\(PositionWords.label(observation)), \(observation.certainty.rawValue)\(via)"
        var lines = ["    \(subject(key)): \(said)"]
        lines.append("        \"\(observation.evidence.text)\"")
        let history = try store.histories(actor: key.actor, topic: key.topic, asOf: nil).first { $0.key == key }
        guard
            let entry = Chronicle(history?.observations ?? []).entries.first(where: {
                $0.observation.article == observation.article && $0.observation.evidence == observation.evidence
            })
        else { return lines }
        var effect = WeighedWords.label(entry.effect)
        if let balance = entry.judgement.flatMap({ WeighedWords.balance($0, new: observation) }) {
            effect += ": \(balance)"
        }
        lines.append("        \(effect)")
        return lines
    }
}
