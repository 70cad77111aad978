import Linguistics

/// "A deadline of Friday", "an ultimatum that expires on Friday".
struct NamedDeadlineRule: DeadlineRule {
    let id = "deadline.word"
    let reason = "a date beside a word for a deadline is that deadline"
    let fires = [
        FactExample("Trump set a deadline of Friday for a ceasefire.", "ceasefire", "2025-08-08"),
        FactExample("The deadline for the evacuation is August 15.", "evacuation", "2025-08-15"),
    ]
    let silent = [
        FactExample("Must Russia accept a ceasefire by Friday?", "ceasefire", "2025-08-08"),
        FactExample("The deadline for a ceasefire passed on Wednesday.", "ceasefire", "2025-08-13"),
    ]
    let kind = DeadlineVocabulary.Kind.word

    func binds(_ date: DeadlineDate, to signal: DeadlineSignal, in document: Document) -> Bool {
        !date.isSpan && date.gap(signal) <= 10 && (date.follows(signal) || date.gap(signal) <= 2)
    }

    func looksAhead(_ date: DeadlineDate, in document: Document) -> Bool {
        date.preposition == "of" || date.preposition == "by" || date.preposition == "for" || date.preposition == "to"
            || date.preposition == "until" || date.preposition == "till"
    }
}
