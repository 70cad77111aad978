import Alerts
import Articles
import Claims
import Positions
import StateStore
import Synchronization

/// A store in memory that keeps hold of what passes through it, for measuring; it can be made to forget stories.
final class WitnessStore: ArticleStore {
    /// What one article came to.
    struct Taken: Sendable {
        var claims: [Claim] = []
        var verdict = Verdict()
        /// The earlier tellings of its story.
        var tellings: [Telling] = []
    }

    private let store: StateStore
    private let knowsStories: Bool
    private let last = Mutex(Taken())

    init(knowsStories: Bool = true) throws {
        store = try StateStore(inMemory: ())
        self.knowsStories = knowsStories
    }

    /// The article taken last.
    var taken: Taken { last.withLock { $0 } }

    func take(_ articles: [ReadArticle], now: Double) async throws -> [[Alert]?] {
        let witnessed = articles.map { read in
            var witnessed = read
            witnessed.decide = { [self] history in
                let tellings = try history.tellings(of: read.article, print: StoryPrint(of: read.article))
                let verdict = try read.decide(knowsStories ? history : ForgetfulHistory(base: history))
                last.withLock { $0 = Taken(claims: read.claims, verdict: verdict, tellings: tellings) }
                return verdict
            }
            return witnessed
        }
        last.withLock { $0 = Taken(claims: articles.last?.claims ?? []) }
        return try await store.take(witnessed, now: now)
    }

    func tick(now: Double, decide: @Sendable (any PositionHistory) throws -> Verdict) async throws -> [Alert] {
        try await store.tick(now: now, decide: decide)
    }
}

/// The positions, but no story that was told before: each article stands for itself.
private struct ForgetfulHistory: ArticleHistory {
    let base: any ArticleHistory

    func tellings(of article: Article, print: StoryPrint) -> [Telling] { [] }
    func lastVersion(of article: Article) -> Telling? { nil }
    func telling(named article: Article) -> Telling? { nil }
    func alerts(from article: ArticleID, on key: PositionKey) -> [Alert] { [] }
    func history(of key: PositionKey, upTo date: CalendarDate) throws -> KeyHistory {
        try base.history(of: key, upTo: date)
    }
    func latestDeadlines(in days: Range<CalendarDate>) throws -> [Observation] {
        try base.latestDeadlines(in: days)
    }
    func next(of key: PositionKey, after date: CalendarDate) throws -> Observation? {
        try base.next(of: key, after: date)
    }
    func stances(on topic: String, in days: Range<CalendarDate>) throws -> [Observation] {
        try base.stances(on: topic, in: days)
    }
}
