import Linguistics

/// "The truce expires on Sunday". What ends by itself is missed by nobody when the day has passed.
struct ExpiryRule: DeadlineRule {
    let id = "deadline.expiry"
    let reason = "the day on which a truce, a law or a mandate runs out is its end"
    let fires = [
        FactExample("The truce expires on Sunday.", "ceasefire", "2025-08-10"),
        FactExample("The sanctions will lapse at the end of the month.", "sanctions", "2025-08-31"),
    ]
    let silent = [
        FactExample("The truce expired on Sunday.", "ceasefire", "2025-08-10"),
        FactExample("Shops close on Sunday.", "ceasefire", "2025-08-10"),
    ]
    let kind = DeadlineVocabulary.Kind.expire

    func binds(_ date: DeadlineDate, to signal: DeadlineSignal, in document: Document) -> Bool {
        // "finish the evacuation by Sunday": who finishes it sets himself a deadline, it does not run out.
        !date.isSpan && date.gap(signal) <= (date.follows(signal) ? 6 : 4)
            && document.child(signal.tokens.lowerBound, .object) == nil
    }

    var needsTopic: Bool { true }
    var namesSetter: Bool { false }
}
