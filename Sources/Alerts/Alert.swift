import Articles
import Claims
import Positions

/// A shift that a rule asks for, as programs outside read it (CONTRACT, "Alert") and as it is stored.
public struct Alert: Sendable, Codable, Equatable, Identifiable {
    /// What is held, on one side of the change.
    public struct Side: Sendable, Codable, Equatable {
        /// In words: "rejects", "25 %", "imposed".
        public var label: String
        public var level: Int?
        public var value: Double?
        public var upper: Double?
        public var unit: String?
        public var bound: Claim.Bound?
        public var status: String?
        public var deadline: CalendarDate?
        public var certainty: Claim.Certainty
        public var date: CalendarDate
    }

    /// One sentence that shows a side of the change.
    public struct Evidence: Sendable, Codable, Equatable {
        public var article: String
        public var articleID: ArticleID
        public var date: CalendarDate
        public var text: String
        /// `[start, end)` in code points of the article's text.
        public var start: Int
        public var end: Int
        public var via: [String]
        public var publisher: String?
        /// The rule that read the claim out of the sentence.
        public var claimRule: String
    }

    /// A function of the content alone.
    public var id: String
    public var article: String
    public var date: CalendarDate
    public var kind: String
    public var change: Shift.Change
    /// Why it is a change: `softened`, `number up` …
    public var reason: Shift.Reason
    public var actor: String?
    public var topic: String
    public var direction: Shift.Direction?
    public var from: Side?
    public var to: Side
    public var rule: String
    public var severity: Severity
    /// One line that a person understands.
    public var message: String
    /// The new side first, then the old one.
    public var evidence: [Evidence]
    /// What was weighed, in words.
    public var weighed: [String]
    /// Sinks that the rule names.
    public var send: [String]
    /// The earlier alerts that this one puts right; absent for others.
    public var retracts: [String]?
}
