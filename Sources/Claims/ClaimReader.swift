import Articles
import Linguistics

/// Reads claims out of an analysed article: the one door to this target.
///
/// A reader is made once for a watch list and used for every article; it holds no state between articles.
public struct ClaimReader: Sendable {
    public let watchlist: Watchlist
    let matcher: WatchMatcher

    /// - Parameters:
    ///   - watchlist: whom and what to match.
    ///   - lists: the word lists by name (`"stance-predicates"`, `"attribution-cues"` …).
    ///   - models: the bytes of the trained parts by name (`"attributions"`); empty where there is none.
    public init(
        watchlist: Watchlist,
        lists: (String) -> WordList,
        models: (String) -> UnsafeRawBufferPointer
    ) {
        self.watchlist = watchlist
        matcher = WatchMatcher(watchlist, lists: lists)
    }

    /// The attributions of a document, in the order of their cues.
    public func attributions(in document: Document) -> [Attribution] { [] }

    /// The claims of an article, in the order of the text.
    public func claims(in article: Article, document: Document) -> [Claim] {
        let attributions = attributions(in: document)
        return attributions.isEmpty ? [] : []
    }
}
