import Linguistics

/// "Russia must agree to a ceasefire by the end of next week", "sanctions unless it agrees by Friday".
struct DemandedDeadlineRule: DeadlineRule {
    let id = "deadline.demand"
    let reason = "what must be done, or is promised, by a date has that date as its deadline"
    let fires = [
        FactExample("Russia must agree to a ceasefire by the end of next week.", "ceasefire", "2025-08-17"),
        FactExample("Israel promised to finish the evacuation by Sunday.", "evacuation", "2025-08-10"),
    ]
    let silent = [
        FactExample("The shop must close by Friday.", "ceasefire", "2025-08-08"),
        FactExample("Sanctions were discussed in May.", "sanctions", "2026-05-31"),
    ]
    let kind = DeadlineVocabulary.Kind.owe

    func binds(_ date: DeadlineDate, to signal: DeadlineSignal, in document: Document) -> Bool {
        !date.isSpan && date.follows(signal) && date.isLimit && date.gap(signal) <= 18
    }

    func looksAhead(_ date: DeadlineDate, in document: Document) -> Bool {
        date.sentence.contains { index in
            let form = document.tokens[index].form
            return form == "unless" || form == "if" || form == "or"
        }
    }

    var needsTopic: Bool { true }
    var namesSetter: Bool { false }
}
