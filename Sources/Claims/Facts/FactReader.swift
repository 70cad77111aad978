import Articles
import Linguistics

/// Reads numbers, statuses and deadlines out of an analysed article. Compiled once for a watch list.
struct FactReader: Sendable {
    private let numbers: NumberVocabulary
    private let figures: FigureVocabulary
    private let dateReader: DateReader
    private let quantityReader: QuantityReader
    private let measures: MeasureReader
    private let statuses: StatusReader
    private let deadlines: DeadlineReader

    init(watchlist: Watchlist, lists: (String) -> WordList) {
        numbers = NumberVocabulary(lists: lists)
        figures = FigureVocabulary(lists: lists)
        dateReader = DateReader(lists: lists)
        quantityReader = QuantityReader(vocabulary: numbers)
        measures = MeasureReader(watchlist: watchlist, numbers: numbers, figures: figures, lists: lists)
        statuses = StatusReader(watchlist: watchlist, lists: lists)
        deadlines = DeadlineReader(watchlist: watchlist, lists: lists)
    }

    /// The claims of kind number, status and deadline, each kind in the order of the text, after the stances. Stances
    /// that their sentence dates to long before the article are marked as retold.
    func claims(
        in article: Article,
        document: Document,
        attributions: [Attribution],
        matches: WatchMatches,
        stances: [Claim]
    ) -> [Claim] {
        let dates = dateReader.expressions(in: document)
        let facts = FactContext(
            article: article,
            document: document,
            matches: matches,
            attributions: attributions,
            dates: dates,
            quantities: quantityReader.quantities(in: document, dates: dates)
        )
        var claims = stances
        if !dates.isEmpty {
            for index in claims.indices where !claims[index].isHistory {
                guard let scalar = claims[index].evidence.focusStart, let token = document.token(atScalar: scalar)
                else { continue }
                claims[index].isHistory = facts.isHistory(token)
            }
        }
        return claims + measures.claims(in: facts) + statuses.claims(in: facts) + deadlines.claims(in: facts)
    }
}
