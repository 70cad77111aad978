import Alerts
import Articles
import Claims
import Glibc
import Linguistics
import Positions

/// An article, and how it came.
public struct ArrivedArticle: Sendable {
    public var article: Article
    public var arrival: ArticleArrival

    public init(_ article: Article, _ arrival: ArticleArrival = ArticleArrival()) {
        (self.article, self.arrival) = (article, arrival)
    }
}

/// The path of an article from its text to its alerts, the same for the daemon, `run --once` and `replay`.
///
/// A value: a reload makes a new one, and the article in hand is finished with the old.
public struct ArticleProcessor: Sendable {
    public let analyser: any LanguageAnalyser
    public let reader: ClaimReader
    public let keeper: PositionKeeper
    public let decider: AlertDecider
    public let store: any ArticleStore
    /// Told what every article came to, inside the transaction that stores it; must come back at once.
    public var onVerdict: (@Sendable (Verdict) -> Void)?

    public init(
        analyser: any LanguageAnalyser,
        reader: ClaimReader,
        keeper: PositionKeeper = PositionKeeper(),
        decider: AlertDecider,
        store: any ArticleStore
    ) {
        (self.analyser, self.reader, self.keeper) = (analyser, reader, keeper)
        (self.decider, self.store) = (decider, store)
    }

    /// What `body` finds in an article, part by part (see ``Article/parts()``): most articles are one part.
    ///
    /// - Parameter body: given what the linguistic layers make of a part; offsets count from the start of the article.
    public static func read<Found>(
        _ article: Article, by analyser: any LanguageAnalyser, _ body: (Document) throws -> [Found]
    ) rethrows -> [Found] {
        var found: [Found] = []
        for part in article.parts() {
            let regions = part.map { TextRegion(bytes: $0.bytes, kind: $0.kind == .heading ? .heading : .body) }
            found += try body(analyser.analyse(article.text, regions: regions))
        }
        return found
    }

    /// Reads an article, compares it with what was held, and stores all that follows from it in one transaction.
    ///
    /// - Parameter now: seconds since 1970, for the record of when it was read.
    /// - Returns: the alerts raised; nil where the same content had been taken in before.
    public func process(
        _ article: Article, arrival: ArticleArrival = ArticleArrival(), now: Double
    ) async throws -> [Alert]? {
        try await process([ArrivedArticle(article, arrival)], now: now)[0]
    }

    /// The same for several: they are read beside one another, then compared and stored one after the other, in one
    /// transaction.
    public func process(_ articles: [ArrivedArticle], now: Double) async throws -> [[Alert]?] {
        let claims = await claims(in: articles.map(\.article))
        return try await take(zip(articles, claims).map(read), now: now)
    }

    /// The same for an article whose claims have been read.
    public func take(
        _ article: Article, claims: [Claim], arrival: ArticleArrival = ArticleArrival(), now: Double
    ) async throws -> [Alert]? {
        try await take([read(ArrivedArticle(article, arrival), claims)], now: now)[0]
    }

    private func take(_ articles: [ReadArticle], now: Double) async throws -> [[Alert]?] {
        let alerts = try await store.take(articles, now: now)
        Failpoint.reach(.committed)
        return alerts
    }

    private func read(_ arrived: ArrivedArticle, _ claims: [Claim]) -> ReadArticle {
        let article = arrived.article
        let print = StoryPrint(of: article)
        let judge = ArticleJudge(keeper: keeper, decider: decider)
        return ReadArticle(article: article, claims: claims, arrival: arrived.arrival) { history in
            let verdict = try judge.verdict(on: article, print, claims: claims, history: history)
            onVerdict?(verdict)
            Failpoint.reach(.decided)
            return verdict
        }
    }

    /// What each of the articles says: as many are read at a time as there are processors.
    private func claims(in articles: [Article]) async -> [[Claim]] {
        let read: @Sendable (Article) -> [Claim] = { article in
            let claims = Self.read(article, by: analyser) { reader.claims(in: article, document: $0) }
            Failpoint.reach(.analysed)
            return claims
        }
        if articles.count == 1 { return articles.map(read) }
        return await withTaskGroup(of: (place: Int, claims: [Claim]).self) { group in
            var claims = articles.map { _ in [Claim]() }
            for (place, article) in articles.enumerated() {
                if place >= Self.width, let done = await group.next() { claims[done.place] = done.claims }
                group.addTask { (place, read(article)) }
            }
            for await done in group { claims[done.place] = done.claims }
            return claims
        }
    }

    private static let width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// Raises what follows from the day alone: deadlines that have passed, actors that have been quiet.
    public func tick(today: CalendarDate, now: Double) async throws -> [Alert] {
        try await store.tick(now: now) { history in
            let missed = try keeper.missedDeadlines(asOf: today, history: history)
            let quiet = try keeper.quiet(for: decider.quietSpans, asOf: today, history: history)
            return decider.verdict(on: missed + quiet)
        }
    }
}
