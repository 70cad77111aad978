import Linguistics

/// The words that mean a topic: the user's, those of the family that they belong to, and those that mean the opposite.
struct TopicVocabulary: Sendable {
    private struct Family: Sendable {
        var name: String
        var terms: [String]
        var against: [String]
        var weak: [String]
        /// Words that mean another topic as well: who hands over power also leaves it.
        var also: [String]
        var known: Set<String>
    }

    private let families: [Family]
    private let lexicon: StanceLexicon
    /// For each topic the families that widen it.
    private var owned: [[Int]] = []
    /// Words that a user gave for some topic: no family takes them for another.
    private var taken: Set<String> = []
    /// A list of so many topics has been written with care and is not widened.
    private static let few = 20

    init(lists: (String) -> WordList, topics: [Watchlist.Topic]) {
        lexicon = StanceLexicon(lists: lists)
        families = lists("topic-families").records.map { record in
            Family(
                name: record.name, terms: record.values("terms"), against: record.values("against"),
                weak: record.values("weak"), also: record.values("also"),
                known: Set(record.values("terms").map(Self.normal)))
        }
        owned = Array(repeating: [], count: topics.count)
        taken = Set(topics.flatMap { [$0.name] + $0.terms + $0.favouring + $0.opposing }.map(Self.normal))
        guard topics.count <= Self.few else { return }
        let words = topics.map { Set(([$0.name] + $0.terms).map(Self.normal)) }
        for (number, family) in families.enumerated() {
            let shared = words.map { $0.intersection(family.known).count + ($0.contains(family.name) ? 1 : 0) }
            guard let most = shared.max(), most >= 2 else { continue }
            for (index, count) in shared.enumerated() where count == most { owned[index].append(number) }
        }
    }

    /// The words of one of the topics, by its index.
    func terms(of index: Int, _ topic: Watchlist.Topic) -> [TopicTerm] {
        let opposite = Self.opposite(in: topic.name, lexicon)
        // What the user put on a side stays there.
        let sided = Set((topic.favouring + topic.opposing).map(Self.normal))
        let given = ([topic.name] + topic.terms).filter { !sided.contains(Self.normal($0)) }
        let plain = Set(given.map(Self.normal))
        /// "arms embargo" beside "arms": the end of what the topic is about.
        func isBan(_ term: String) -> Bool {
            let words = term.lowercased().split(separator: " ").map(String.init)
            guard words.count == 2, let last = words.last, Self.bans.contains(last) else { return false }
            return plain.contains(Self.normal(words[0]))
        }
        func isOpposite(_ term: String) -> Bool {
            if isBan(term) { return true }
            guard let opposite else { return false }
            let term = term.lowercased()
            return term == opposite || WordForms.verbBases(term).contains(opposite)
        }
        func isNew(_ term: String) -> Bool { !isOpposite(term) && !taken.contains(Self.normal(term)) }
        var terms = (topic.favouring + given.filter { !isOpposite($0) && !Self.general.contains($0) })
            .map { TopicTerm(text: $0, side: .for) }
        terms += (topic.opposing + given.filter(isOpposite)).map { TopicTerm(text: $0, side: .against) }
        terms += given.filter { Self.general.contains($0) }.map { TopicTerm(text: $0, side: .weak) }
        for number in owned[index] {
            let family = families[number]
            // "additional duty" is the user's own "duty".
            func isKindred(_ term: String) -> Bool {
                !term.split(separator: " ").contains { plain.contains(Self.normal(String($0))) }
            }
            terms += (family.terms.filter(isNew) + family.also).map {
                TopicTerm(text: $0, side: .for, isKindred: isKindred($0))
            }
            terms += family.against.filter(isNew).map {
                TopicTerm(text: $0, side: .against, isKindred: isKindred($0))
            }
            terms += family.weak.filter(isNew).map { TopicTerm(text: $0, side: .weak, isKindred: isKindred($0)) }
        }
        return terms
    }

    private static let bans: Set<String> = ["embargo", "ban", "moratorium", "freeze", "halt", "boycott"]

    /// Verbs too general to mean a topic by themselves.
    private static let general: Set<String> = ["go", "leave", "fall", "act", "move", "stay", "remain", "meet"]

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
