import Articles
import Claims

/// One article's word on one position: what it was, as of the article's date, and what shows it.
///
/// The observations of a key, in the order of their dates, are the position's history; the last is the position.
public struct Observation: Sendable, Equatable {
    public var key: PositionKey
    public var article: ArticleID
    /// The name under which the article was read.
    public var path: String
    /// The date of the article: as of when the position holds.
    public var date: CalendarDate
    public var publisher: String?
    public var level: Int?
    public var value: Double?
    public var upperValue: Double?
    public var unit: String?
    public var bound: Claim.Bound?
    public var status: ActionStatus?
    public var deadline: CalendarDate?
    /// Who says so, nearest to the article first; empty for the actor's own word or deed.
    public var via: [String]
    public var certainty: Claim.Certainty
    public var evidence: Evidence
    /// The claim rule that made it.
    public var rule: String
    /// Who does it, for a status, and who set it, for a deadline; nil where nobody is named.
    public var doer: String?
    /// How much it counts, 0…1 (see ``ObservationWeight``).
    public var weight: Double
    /// How surely it was read, 0…1: the part of ``weight`` that has nothing to do with who says it.
    public var reliability: Double
    /// It corrects what an earlier article said.
    public var isCorrection: Bool

    public init(claim: Claim, key: PositionKey, article: Article) {
        self.key = key
        (self.article, path, date, publisher) = (article.id, article.path, article.date, article.publisher)
        (level, value, upperValue, unit) = (claim.level, claim.value, claim.upperValue, claim.unit)
        (bound, status, deadline, via) = (claim.bound, claim.status, claim.deadline, claim.via)
        (certainty, evidence, rule) = (claim.certainty, claim.evidence, claim.rule)
        doer = claim.kind == .status || claim.kind == .deadline ? claim.actor : nil
        weight = ObservationWeight.weight(of: claim)
        reliability = ObservationWeight.reliability(of: claim)
        isCorrection = article.role == .correction
    }

    public init(
        key: PositionKey, article: ArticleID, path: String, date: CalendarDate, publisher: String?, level: Int?,
        value: Double?, upperValue: Double?, unit: String?, bound: Claim.Bound?, status: ActionStatus?,
        deadline: CalendarDate?, via: [String], certainty: Claim.Certainty, evidence: Evidence, rule: String,
        weight: Double, doer: String? = nil, reliability: Double = 1, isCorrection: Bool = false
    ) {
        (self.key, self.article, self.path, self.date) = (key, article, path, date)
        self.doer = doer
        (self.publisher, self.level, self.value, self.upperValue) = (publisher, level, value, upperValue)
        (self.unit, self.bound, self.status, self.deadline) = (unit, bound, status, deadline)
        (self.via, self.certainty, self.evidence, self.rule) = (via, certainty, evidence, rule)
        (self.weight, self.reliability, self.isCorrection) = (weight, reliability, isCorrection)
    }

    /// For, against or neither: the sign of the level.
    public var side: Int { (level ?? 0).signum() }
}
