import Articles

/// One normalised assertion of an article: who holds what, who says so, how certainly, and where it stands.
public struct Claim: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable { case stance, number, status, deadline, statement }
    public enum Certainty: String, Sendable, Codable, CaseIterable { case asserted, hedged, conditional, denied }
    public enum Bound: String, Sendable, Codable {
        case exact
        case atLeast = "at least"
        case atMost = "at most"
        case about
    }

    public var kind: Kind
    /// Whose position: the configured name where one matches, else the text's own normalised words.
    public var actor: String?
    /// Whether ``actor`` is a configured name.
    public var actorIsWatched: Bool
    /// On what: the configured name of a topic (of a number, for numbers), else the text's own normalised words.
    public var topic: String?
    public var topicIsWatched: Bool
    /// Position on the topic happening, -2 (rejects) to 2 (commits); for stances.
    public var level: Int?
    public var value: Double?
    /// Upper end of a range ("between 20 and 30"), where one is given.
    public var upperValue: Double?
    public var unit: String?
    public var bound: Bound?
    /// The value is what is added or taken ("another 12", "an additional 25 %"), not how much there is: no position.
    public var isIncrement: Bool
    public var status: ActionStatus?
    public var deadline: CalendarDate?
    /// Who says so, nearest to the article first; empty where the article itself or the actor's own words say it.
    public var via: [String]
    public var certainty: Certainty
    /// The article retells the past ("in 2014 it had agreed"): kept as a claim, no news.
    public var isHistory: Bool
    public var evidence: Evidence
    /// The rule that made it.
    public var rule: String
    /// What was concluded beyond the words of the sentence; for stances.
    public var leaps: Leaps
    /// Of which of all the matters of a topic it is, nobody can tell: it is kept, and moves no position.
    public var isOfAnyMatter = false

    public init(
        kind: Kind,
        actor: String? = nil,
        actorIsWatched: Bool = false,
        topic: String? = nil,
        topicIsWatched: Bool = false,
        level: Int? = nil,
        value: Double? = nil,
        upperValue: Double? = nil,
        unit: String? = nil,
        bound: Bound? = nil,
        isIncrement: Bool = false,
        status: ActionStatus? = nil,
        deadline: CalendarDate? = nil,
        via: [String] = [],
        certainty: Certainty = .asserted,
        isHistory: Bool = false,
        evidence: Evidence,
        rule: String,
        leaps: Leaps = []
    ) {
        (self.kind, self.actor, self.actorIsWatched) = (kind, actor, actorIsWatched)
        (self.topic, self.topicIsWatched, self.level) = (topic, topicIsWatched, level)
        (self.value, self.upperValue, self.unit, self.bound) = (value, upperValue, unit, bound)
        (self.status, self.deadline, self.via, self.certainty) = (status, deadline, via, certainty)
        self.isIncrement = isIncrement
        (self.isHistory, self.evidence, self.rule) = (isHistory, evidence, rule)
        self.leaps = leaps
    }
}

/// The words that show a claim.
public struct Evidence: Sendable, Equatable, Codable {
    /// `[start, end)` in code points of the article's text: the sentence.
    public var start: Int
    public var end: Int
    /// The sentence as written.
    public var text: String
    /// `[start, end)` in code points: the words within it that carry the claim (the predicate, the figure).
    public var focusStart: Int?
    public var focusEnd: Int?

    public init(start: Int, end: Int, text: String, focusStart: Int? = nil, focusEnd: Int? = nil) {
        (self.start, self.end, self.text) = (start, end, text)
        (self.focusStart, self.focusEnd) = (focusStart, focusEnd)
    }
}

/// How far an action is. Raw values are what records show.
public enum ActionStatus: String, Sendable, Codable, CaseIterable {
    case denied, considered, threatened, planned, announced, agreed, ordered, signed, imposed
    case inEffect = "in effect"
    case extended, completed, suspended, hampered, failed, violated, collapsed, lifted, ended, rejected, postponed
    case cancelled
}
