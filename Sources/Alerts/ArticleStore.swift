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
    /// Where it lies, noted with the article; nil where it lies nowhere.
    public var place: ArticlePlace?

    public init(isHistory: Bool = false, place: ArticlePlace? = nil) {
        (self.isHistory, self.place) = (isHistory, place)
    }
}

/// An article that has been read, on its way into the store.
public struct ReadArticle: Sendable {
    public var article: Article
    public var claims: [Claim]
    public var arrival: ArticleArrival
    /// Called inside the transaction, with the positions held and the stories told so far.
    public var decide: @Sendable (any ArticleHistory) throws -> Verdict

    public init(
        article: Article, claims: [Claim], arrival: ArticleArrival = ArticleArrival(),
        decide: @escaping @Sendable (any ArticleHistory) throws -> Verdict
    ) {
        (self.article, self.claims, self.arrival, self.decide) = (article, claims, arrival, decide)
    }
}

/// Keeps articles with all that follows from them.
public protocol ArticleStore: Sendable {
    /// Writes articles, their claims, observations, shifts, alerts and the outbox rows for their sinks, and where they lie,
    /// in one transaction: one after the other, so that each sees what those before it came to; all, or none.
    ///
    /// Alerts of history are kept and wait for no sink.
    ///
    /// - Returns: for each the alerts that were written; nil where the article had been taken in before.
    func take(_ articles: [ReadArticle], now: Double) async throws -> [[Alert]?]

    /// Writes what follows from time alone (a deadline that has passed), in one transaction.
    ///
    /// - Returns: the alerts that are new: one that was raised before is not raised again.
    func tick(
        now: Double, decide: @Sendable (any PositionHistory) throws -> Verdict
    ) async throws -> [Alert]
}

extension ArticleStore {
    /// The same for one article.
    public func take(
        _ article: Article, claims: [Claim], arrival: ArticleArrival = ArticleArrival(), now: Double,
        decide: @escaping @Sendable (any ArticleHistory) throws -> Verdict
    ) async throws -> [Alert]? {
        try await take([ReadArticle(article: article, claims: claims, arrival: arrival, decide: decide)], now: now)[0]
    }
}
