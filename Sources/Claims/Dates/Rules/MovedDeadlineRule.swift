import Linguistics

/// "Extended the truce to September 1", "put off until Friday", "suspended the tariff for 60 days".
struct MovedDeadlineRule: DeadlineRule {
    let id = "deadline.moved"
    let reason = "what is put off, extended or suspended until a date has that date as its new end"
    let fires = [
        FactExample("Washington extended the truce to September 1.", "ceasefire", "2025-09-01"),
        FactExample("Washington suspended the sanctions for 30 days.", "sanctions", "2025-09-06"),
    ]
    let silent = [
        FactExample("Washington extended the truce on Wednesday.", "ceasefire", "2025-08-13"),
        FactExample("Washington did not extend the truce to September 1.", "ceasefire", "2025-09-01"),
    ]
    let kind = DeadlineVocabulary.Kind.move

    func binds(_ date: DeadlineDate, to signal: DeadlineSignal, in document: Document) -> Bool {
        guard date.follows(signal), date.gap(signal) <= 12 else { return false }
        if StatusClause.isNegated(signal.tokens.lowerBound, in: document) { return false }
        if date.isSpan { return date.preposition == "for" && date.gap(signal) <= 8 }
        return date.preposition == "to" || date.preposition == "until" || date.preposition == "till"
            || date.preposition == "by" || date.preposition == "through"
    }

    func looksAhead(_ date: DeadlineDate, in document: Document) -> Bool { true }
}
