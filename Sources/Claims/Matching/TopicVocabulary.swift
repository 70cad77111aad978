import Linguistics

/// The words that mean a topic: the user's, those of the family that they belong to, and those that mean the opposite.
struct TopicVocabulary: Sendable {
    private struct Family: Sendable {
        var name: String
        var terms: [String]
        var against: [String]
        var weak: [String]
        var known: Set<String>
    }

    private let families: [Family]
    private let lexicon: StanceLexicon

    init(lists: (String) -> WordList) {
        lexicon = StanceLexicon(lists: lists)
        families = lists("topic-families").records.map { record in
            let terms = record.values("terms")
            return Family(
                name: record.name, terms: terms, against: record.values("against"), weak: record.values("weak"),
                known: Set(terms.map(Self.normal)))
        }
    }

    func terms(of topic: Watchlist.Topic) -> (for: [String], against: [String], weak: [String]) {
        let opposite = Self.opposite(in: topic.name, lexicon)
        let given = [topic.name] + topic.terms
        func isOpposite(_ term: String) -> Bool {
            guard let opposite else { return false }
            let term = term.lowercased()
            return term == opposite || WordForms.verbBases(term).contains(opposite)
        }
        var terms = given.filter { !isOpposite($0) }
        var against = given.filter(isOpposite)
        var weak: [String] = []
        let words = Set(given.map(Self.normal))
        for family in families {
            guard words.intersection(family.known).count >= 2 || words.contains(family.name) else { continue }
            terms += family.terms.filter { $0 != opposite && !given.contains($0) }
            against += family.against.filter { !given.contains($0) }
            weak += family.weak.filter { !given.contains($0) }
        }
        return (terms, against, weak)
    }

    private static func normal(_ term: String) -> String {
        let term = term.lowercased()
        return WordForms.singular(term) ?? term
    }

    /// "stopping the leak" is for what ends the leak: the word "leak" by itself is its opposite.
    private static func opposite(in name: String, _ lexicon: StanceLexicon) -> String? {
        let words = name.lowercased().split(separator: " ").map(String.init)
        guard words.count > 1, let first = words.first, let last = words.last else { return nil }
        for base in WordForms.verbBases(first) {
            if let verb = lexicon.verb(WordKey(base)), verb.omits || verb.attitude ?? 0 < -1 { return last }
        }
        if let noun = lexicon.noun(WordKey(first)), noun.effect == .omits, words[1] == "of" || words[1] == "to" {
            return last
        }
        return nil
    }
}
