import Articles

/// A claim as programs outside read it: one JSON object a line (keys that do not apply are absent).
public struct ClaimRecord: Sendable, Codable, Equatable {
    public var article: String
    public var date: CalendarDate
    public var kind: Claim.Kind
    public var actor: String?
    public var topic: String?
    public var level: Int?
    public var value: Double?
    public var upper: Double?
    public var unit: String?
    public var bound: Claim.Bound?
    public var increment: Bool?
    public var status: String?
    public var deadline: CalendarDate?
    public var via: [String]?
    public var certainty: Claim.Certainty
    public var history: Bool?
    public var rule: String
    /// What was concluded beyond the words of the sentence; absent where nothing was.
    public var leaps: [String]?
    public var evidence: Evidence

    public init(_ claim: Claim, article: String, date: CalendarDate) {
        (self.article, self.date, kind) = (article, date, claim.kind)
        (actor, topic, level, value) = (claim.actor, claim.topic, claim.level, claim.value)
        (upper, unit, bound) = (claim.upperValue, claim.unit, claim.bound)
        (status, deadline) = (claim.status?.rawValue, claim.deadline)
        via = claim.via.isEmpty ? nil : claim.via
        certainty = claim.certainty
        increment = claim.isIncrement ? true : nil
        history = claim.isHistory ? true : nil
        (rule, evidence) = (claim.rule, claim.evidence)
        leaps = claim.leaps.isEmpty ? nil : claim.leaps.words
    }
}
