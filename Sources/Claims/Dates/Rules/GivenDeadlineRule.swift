import Linguistics

/// "Moscow has until Aug 22 to accept", "gave Israel 48 hours to sign".
struct GivenDeadlineRule: DeadlineRule {
    let id = "deadline.given"
    let reason = "who has or is given until a date, or so many days, must act by then"
    let fires = [
        FactExample("Moscow has until Aug 22 to accept a ceasefire.", "ceasefire", "2025-08-22"),
        FactExample("Trump gave Moscow ten days to accept a ceasefire.", "ceasefire", "2025-08-17"),
    ]
    let silent = [
        FactExample("Moscow has had talks since Wednesday.", "talks", "2025-08-13"),
        FactExample("The talks gave Moscow ten days of quiet.", "talks", "2025-08-17"),
    ]
    let kind = DeadlineVocabulary.Kind.give

    func binds(_ date: DeadlineDate, to signal: DeadlineSignal, in document: Document) -> Bool {
        guard date.follows(signal), date.gap(signal) <= 8 else { return false }
        if date.isSpan {
            // "48 hours to agree": an infinitive must follow.
            let next = date.tokens.upperBound
            return date.preposition == nil && next + 1 < date.sentence.upperBound && date.gap(signal) <= 5
                && document.tokens[next].form == "to" && document.tokens[next + 1].partOfSpeech == .verb
        }
        return date.preposition == "until" || date.preposition == "till"
    }

    func looksAhead(_ date: DeadlineDate, in document: Document) -> Bool { true }
}
