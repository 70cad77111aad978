import Linguistics

/// One way in which a text makes a date to come a deadline of a topic.
protocol DeadlineRule: FactRule {
    /// The words that make it one.
    var kind: DeadlineVocabulary.Kind { get }
    /// Whether a date is the deadline that a word before or after it speaks of.
    func binds(_ date: DeadlineDate, to signal: DeadlineSignal, in document: Document) -> Bool
    /// Whether the date lies ahead although the verb above it is past ("extended it to Friday").
    func looksAhead(_ date: DeadlineDate, in document: Document) -> Bool
    /// Whether the topic must stand in the same sentence; else the topic that the text is about will do.
    var needsTopic: Bool { get }
    /// Whether the clause names who set the deadline; else it names who must keep it.
    var namesSetter: Bool { get }
}

extension DeadlineRule {
    func looksAhead(_ date: DeadlineDate, in document: Document) -> Bool { false }
    var needsTopic: Bool { false }
    var namesSetter: Bool { true }
}

/// A word that sets, moves or ends a date.
struct DeadlineSignal {
    var kind: DeadlineVocabulary.Kind
    var tokens: Range<Int>
}

/// A date, or a stretch of time from now, as deadlines ask of it.
struct DeadlineDate {
    /// The words of the date, without its preposition.
    var tokens: Range<Int>
    var preposition: WordKey?
    var sentence: Range<Int>
    /// A stretch ("60 days") and no day.
    var isSpan = false

    var isLimit: Bool {
        preposition == "by" || preposition == "until" || preposition == "till" || preposition == "before"
            || preposition == "within"
    }

    /// Whether the word stands before the date.
    func follows(_ signal: DeadlineSignal) -> Bool { signal.tokens.upperBound <= tokens.lowerBound }

    /// Words between them.
    func gap(_ signal: DeadlineSignal) -> Int {
        follows(signal)
            ? tokens.lowerBound - signal.tokens.upperBound : signal.tokens.lowerBound - tokens.upperBound
    }
}
