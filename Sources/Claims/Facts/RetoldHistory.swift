import Articles
import Linguistics

/// Retold history: what a text dates to well before its own day is background and no news, however it is told.
extension FactContext {
    /// Days after which what is dated exactly is retold: a weekly paper still reports the week.
    private static let recent = 10
    /// Before a date they leave what is said to the present: "more willing than a month ago", "since May".
    private static let comparisons: Set<WordKey> = ["than", "since", "from", "until", "with", "like", "as"]
    private static let within: Set<WordKey> = ["in", "during"]

    /// Whether the clause of a token dates it to another year or well before the article.
    func isHistory(_ token: Int) -> Bool {
        let clause = clause(around: token)
        for date in dates(inSentence: sentence(of: token)) {
            if let preposition = date.preposition, Self.comparisons.contains(preposition) { continue }
            if let before = word(before: date), Self.comparisons.contains(before) { continue }
            if isHistory(date, isNear: clause.overlaps(date.tokens)) { return true }
        }
        return false
    }

    private func isHistory(_ date: DateExpression, isNear: Bool) -> Bool {
        switch date.form {
        case .year(let year), .month(let year?, _, _), .day(let year?, _, _):
            guard year < article.date.parts.year, isNear || date.preposition == "in" else { return false }
            return isPast(date, days: 60)
        case .day(nil, _, _):
            // "On Aug 14", said two weeks later: retold. A figure "since" then is of today.
            guard isNear, date.preposition == "on" || date.preposition == nil else { return false }
            return looksBack(date) && isPast(date, days: Self.recent, before: 300)
        case .month(nil, _, let turn):
            // "In March", said in August; "the March deal" is one of today.
            guard isNear, turn == .last || date.preposition.map(Self.within.contains) == true else { return false }
            return looksBack(date) && isPast(date, days: Self.recent)
        case .season(_, let turn):
            guard isNear, turn == .last || turn == .this || date.preposition != nil else { return false }
            return looksBack(date) && isPast(date, days: Self.recent)
        case .offset(let count, _):
            return count < 0 && isNear && isPast(date, days: Self.recent)
        case .period(.year, .this):
            return isNear && word(before: date) == "earlier" && looksBack(date)
        case .period(.year, .last), .period(.decade, .last):
            return isNear && date.preposition != "over"
        case .period(.month, .last), .period(.quarter, .last):
            // Over the last month: up to now.
            return isNear && date.preposition == nil && isPast(date, days: Self.recent)
        default: return false
        }
    }

    private func looksBack(_ date: DateExpression) -> Bool {
        DateDirection(document: document).direction(of: date) != .future
    }

    /// Whether the last day that the words can mean lies more than some days before the article's.
    private func isPast(_ date: DateExpression, days: Int, before limit: Int = .max) -> Bool {
        guard let day = resolver.day(of: date, looking: .past) else { return false }
        return article.date - day > days && article.date - day < limit
    }

    private func word(before date: DateExpression) -> WordKey? {
        let index = date.tokens.lowerBound - 1
        return index >= 0 ? document.tokens[index].form : nil
    }
}
