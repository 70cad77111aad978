import Alerts
import Articles
import Positions

extension JournalEntry {
    /// Sentences of evidence that an entry holds at most; the store has all of them.
    private static let evidenceLimit = 8

    /// The entry of an alert, with the fields that CONTRACT names. A field that does not apply is `none`, so that the
    /// catalog's sentences stay whole.
    public init(_ alert: Alert) {
        self.init(MessageID(alert), priority: alert.severity.priority, message: alert.message)
        add("CLAIMWATCH_ALERT_ID", alert.id)
        add("CLAIMWATCH_RULE", alert.rule)
        add("CLAIMWATCH_KIND", alert.kind)
        add("CLAIMWATCH_CHANGE", alert.change.rawValue)
        add("CLAIMWATCH_REASON", alert.reason.rawValue)
        add("CLAIMWATCH_SEVERITY", alert.severity.rawValue)
        add("CLAIMWATCH_ACTOR", alert.actor ?? "none")
        add("CLAIMWATCH_TOPIC", alert.topic)
        add("CLAIMWATCH_DIRECTION", alert.direction?.rawValue ?? "none")
        add("CLAIMWATCH_FROM", alert.from?.label ?? "none")
        add("CLAIMWATCH_TO", alert.to.label)
        add("CLAIMWATCH_DATE", alert.date.description)
        add("CLAIMWATCH_ARTICLE", alert.article)
        for evidence in alert.evidence.prefix(Self.evidenceLimit) {
            add("CLAIMWATCH_EVIDENCE", "\(evidence.date) \(evidence.article): \(evidence.text)")
        }
        for via in alert.evidence.first?.via ?? [] { add("CLAIMWATCH_VIA", via) }
    }
}
