import Articles

/// The difference between what was held and what is held now, with its reason.
public struct Shift: Sendable, Equatable {
    public enum Reason: String, Sendable, Codable, CaseIterable {
        case first, softened, hardened, reversed
        case numberUp = "number up"
        case numberDown = "number down"
        case statusAdvanced = "status advanced"
        case statusFellBack = "status fell back"
        case deadlineSet = "deadline set"
        case deadlineMoved = "deadline moved"
        case deadlineMissed = "deadline missed"
        case deadlineMet = "deadline met"
        case contradicted
        case quiet
        case corrected
        /// What an alert said has been corrected or withdrawn.
        case retracted
    }

    public enum Direction: String, Sendable, Codable { case up, down }

    /// What kind of change it is to programs outside (CONTRACT: `change`).
    public enum Change: String, Sendable, Codable { case first, shift, missed, met, quiet, contradicted, retracted }

    /// The article by which an earlier one is corrected or withdrawn.
    public struct Notice: Sendable, Equatable {
        public var article: ArticleID
        public var path: String
        public var date: CalendarDate
        /// The alerts that followed from what is put right; each gets this follow-up, whatever its rule asks for.
        public var alerts: [String]
    }

    public var key: PositionKey
    public var change: Change
    public var reason: Reason
    public var direction: Direction?
    /// Nil where this is the first position known.
    public var from: Observation?
    public var to: Observation
    /// What was weighed, in words: shown by `explain`.
    public var weighed: [String]
    /// For so many days nothing has been heard of the position; nil for what was heard.
    public var quietDays: Int?
    /// What put it right, for a correction or a retraction.
    public var notice: Notice?
    /// It weighs too little to be believed alone: worth a word of lower severity.
    public var isHint: Bool

    public init(
        key: PositionKey, change: Change, reason: Reason, direction: Direction? = nil, from: Observation?,
        to: Observation, weighed: [String] = [], isHint: Bool = false
    ) {
        (self.key, self.change, self.reason, self.direction) = (key, change, reason, direction)
        (self.from, self.to, self.weighed, self.isHint) = (from, to, weighed, isHint)
    }
}
