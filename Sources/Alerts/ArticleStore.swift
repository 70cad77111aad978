import Articles
import Claims
import Positions

/// What an article came to: written in one transaction, or not at all.
public struct Verdict: Sendable {
    public var observations: [Observation]
    public var shifts: [Shift]
    public var alerts: [Alert]
    /// Observations of earlier articles that a correction or a withdrawal puts right.
    public var amendments: [Amendment]
    /// What the article is known again by.
    public var print: StoryPrint?
    /// The earlier article whose story it tells; nil where it is the first.
    public var story: ArticleID?
    /// The earlier articles that it supersedes.
    public var supersedes: [ArticleID] = []
    /// Why each shift became an alert or not, beside `shifts`.
    public var reasons: [String] = []
    /// How the alerts of each rule are sent; a rule that is not there sends at once.
    public var dispatch: [String: DispatchPolicy] = [:]
    /// What more sources make of alerts, by the alert's id.
    public var steps: [String: [SeverityStep]] = [:]

    public init(
        observations: [Observation] = [], shifts: [Shift] = [], alerts: [Alert] = [], amendments: [Amendment] = []
    ) {
        (self.observations, self.shifts, self.alerts) = (observations, shifts, alerts)
        self.amendments = amendments
    }
}

/// How an article came to us, as far as it matters to what follows from it.
public struct ArticleArrival: Sendable, Equatable {
    /// It lay in a folder long before we first looked there: positions are built of it, and nobody is told.
    public var isHistory: Bool

    public init(isHistory: Bool = false) { self.isHistory = isHistory }
}

/// Keeps articles with all that follows from them.
public protocol ArticleStore: Sendable {
    /// Writes an article, its claims, its observations, shifts, alerts and the outbox rows for their sinks, in one
    /// transaction. `decide` is called inside it with the positions held and the stories told so far.
    ///
    /// Alerts of history are kept and wait for no sink.
    ///
    /// - Returns: the alerts that were written; nil where the article had been taken in before.
    func take(
        _ article: Article, claims: [Claim], arrival: ArticleArrival, now: Double,
        decide: @Sendable (any ArticleHistory) throws -> Verdict
    ) async throws -> [Alert]?

    /// Writes what follows from time alone (a deadline that has passed), in one transaction.
    ///
    /// - Returns: the alerts that are new: one that was raised before is not raised again.
    func tick(
        now: Double, decide: @Sendable (any PositionHistory) throws -> Verdict
    ) async throws -> [Alert]
}

extension ArticleStore {
    /// An article of which nothing is known but itself.
    public func take(
        _ article: Article, claims: [Claim], now: Double,
        decide: @Sendable (any ArticleHistory) throws -> Verdict
    ) async throws -> [Alert]? {
        try await take(article, claims: claims, arrival: ArticleArrival(), now: now, decide: decide)
    }
}
