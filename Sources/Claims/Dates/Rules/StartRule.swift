import Linguistics

/// "The sanctions will take effect on Aug 27".
struct StartRule: DeadlineRule {
    let id = "deadline.start"
    let reason = "the day on which a measure begins is the day until which it can be averted"
    let fires = [
        FactExample("The sanctions will take effect on Aug 27.", "sanctions", "2025-08-27"),
        FactExample("Washington will impose sanctions on August 15.", "sanctions", "2025-08-15"),
    ]
    let silent = [
        FactExample("The sanctions took effect on Wednesday.", "sanctions", "2025-08-13"),
        FactExample("The talks will be held on Friday.", "talks", "2025-08-08"),
        FactExample("Envoys discussed the sanctions that take effect on Aug 27.", "sanctions", "2025-08-27"),
    ]
    let kind = DeadlineVocabulary.Kind.start

    func binds(_ date: DeadlineDate, to signal: DeadlineSignal, in document: Document) -> Bool {
        guard !date.isSpan, date.follows(signal), date.gap(signal) <= 14, !date.isLimit || date.preposition == "by"
        else { return false }
        // "The tariff that takes effect on Friday" says which of several is meant, and tells nothing of it.
        let verb = signal.tokens.lowerBound
        guard document.tokens[verb].relation == .relativeClause else { return true }
        return document.child(verb, where: { $0.relation.isSubject && $0.form == "that" }) == nil
    }

    var needsTopic: Bool { true }
}
