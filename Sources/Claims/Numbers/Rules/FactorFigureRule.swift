import Linguistics

/// "The tariff on India was doubled": by how many times, where no level is given.
struct FactorFigureRule: FactRule {
    let id = "number.factor"
    let reason = "a measure that doubles or halves has changed by that factor, which is no level"
    let fires = [
        FactExample("Washington doubled the tariff on Indian goods.", "tariff on India", "2 times more"),
        FactExample("The tariff on Indian goods was halved.", "tariff on India", "0.5 times more"),
    ]
    let silent = [
        FactExample("Washington doubled the tariff on Indian goods to 50%.", "tariff on India", "2 times more"),
        FactExample("Washington doubled the tariff on goods from Brazil.", "tariff on India", "2 times more"),
        FactExample("Washington may double the tariff on Indian goods.", "tariff on India", "2 times more"),
    ]

    /// The factor by which the verb at `index` changes the measure that `term` names, as its subject or object.
    func factor(_ verb: Int, term: WatchMatches.Match, numbers: NumberVocabulary, in document: Document) -> Double? {
        let token = document.tokens[verb]
        guard token.partOfSpeech == .verb, let factor = numbers.factor(token.form),
            document.head(term.head) == verb,
            StatusClause.reality(of: verb, in: document, isReported: false) == .fact,
            !StatusClause.isInfinitive(verb, in: document)
        else { return nil }
        let relation = document.tokens[term.head].relation
        return relation.isSubject || relation == .object ? factor : nil
    }
}
