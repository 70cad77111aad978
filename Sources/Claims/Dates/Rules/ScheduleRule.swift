import Linguistics

/// "The election has been set for September 14", "the talks are due to resume on Monday".
struct ScheduleRule: DeadlineRule {
    let id = "deadline.schedule"
    let reason = "the day for which something is set is its appointed day; it can be moved, and nobody misses it"
    let fires = [
        FactExample("The summit has been set for August 15.", "summit", "2025-08-15"),
        FactExample("The talks are due to resume on Monday.", "talks", "2025-08-11"),
    ]
    let silent = [
        FactExample("The talks were held on Monday.", "talks", "2025-08-11"),
        FactExample("The summit has been set up.", "summit", "2025-08-07"),
        FactExample("No date has been set for the summit, aides said on Monday.", "summit", "2025-08-11"),
    ]
    let kind = DeadlineVocabulary.Kind.schedule

    func binds(_ date: DeadlineDate, to signal: DeadlineSignal, in document: Document) -> Bool {
        guard !date.isSpan, date.follows(signal), date.gap(signal) <= 5,
            !StatusClause.isNegated(signal.tokens.lowerBound, in: document)
        else { return false }
        switch date.preposition {
        case "for", "on", nil: return true
        default: return false
        }
    }

    func looksAhead(_ date: DeadlineDate, in document: Document) -> Bool { true }

    var needsTopic: Bool { true }
    var namesSetter: Bool { false }
}
