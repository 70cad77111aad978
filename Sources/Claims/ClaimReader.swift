import Articles
import Linguistics

/// Reads claims out of an analysed article: the one door to this target.
///
/// A reader is made once for a watch list and used for every article; it holds no state between articles.
public struct ClaimReader: Sendable {
    /// As given, with the names that the shipped lists know of its actors.
    public let watchlist: Watchlist
    let matcher: WatchMatcher
    private let stances: StanceReader
    private let facts: FactReader
    let attributionReader: AttributionReader

    /// - Parameters:
    ///   - watchlist: whom and what to match.
    ///   - lists: the word lists by name (`"stance-predicates"`, `"attribution-cues"` …).
    ///   - models: the bytes of the trained parts by name (`"attributions"`); empty where there is none.
    public init(
        watchlist: Watchlist,
        lists: (String) -> WordList,
        models: (String) -> UnsafeRawBufferPointer
    ) {
        let watchlist = watchlist.completed(lists: lists)
        self.watchlist = watchlist
        matcher = WatchMatcher(watchlist, lists: lists)
        stances = StanceReader(watchlist: watchlist, lists: lists)
        facts = FactReader(watchlist: watchlist, lists: lists)
        attributionReader = AttributionReader(
            list: lists("attribution-cues"),
            model: models("attributions"),
            tokens: models("tokens")
        )
    }

    /// The attributions of a document, in the order of their cues.
    public func attributions(in document: Document) -> [Attribution] { attributionReader.attributions(in: document) }

    /// The claims of an article, in the order of the text.
    public func claims(in article: Article, document: Document) -> [Claim] {
        let attributions = attributions(in: document)
        var document = document
        TreeMends.mend(&document, stances.grammar.lexicon)
        let matches = matcher.matches(in: document, year: article.date.parts.year)
        let claims = facts.claims(
            in: article, document: document, attributions: attributions, matches: matches,
            stances: stances.claims(in: article, document: document, matches: matches, attributions: attributions))
        // A stable sort: of one sentence the stances come first.
        let order = claims.indices.sorted {
            (claims[$0].evidence.start, $0) < (claims[$1].evidence.start, $1)
        }
        return order.map { claims[$0] }
    }
}
