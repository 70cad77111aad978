import Linguistics

/// Set phrases that take a position on what follows them ("turned its back on the talks") or on what stands within them
/// ("put the talks on ice"), by their last word or by their verb.
struct StanceIdioms: Sendable {
    struct Idiom: Sendable {
        /// Lemmas, the verb first; those after the topic are in ``after``.
        var words: [WordKey]
        /// What follows the topic ("on ice"); empty where the topic ends the phrase.
        var after: [WordKey]
        var level: Int
        /// Of "it": "it is too early to speak of a truce" is the speaker's.
        var isImpersonal = false
        /// Only of a noun: "stopped short of a recall".
        var onlyNoun = false
        /// Only where the clause denies it: "would not hear of a truce".
        var onlyNegated: Bool
    }

    /// Idioms that the topic ends, by their last word.
    private var byLast: [WordKey: [Idiom]] = [:]
    /// Idioms around the topic, by their verb.
    private var byVerb: [WordKey: [Idiom]] = [:]

    init(list: WordList) {
        for record in list.records {
            guard let level = record.value("level").flatMap({ Int($0) }) else { continue }
            let parts = record.name.split(separator: " ", omittingEmptySubsequences: true)
            let gap = parts.firstIndex(of: "_") ?? parts.count
            let words = parts[..<gap].map { WordKey($0) }
            let after = parts[min(gap + 1, parts.count)...].map { WordKey($0) }
            guard let first = words.first, let last = words.last else { continue }
            let when = record.value("when")
            let idiom = Idiom(
                words: words, after: after, level: level, isImpersonal: when == "impersonal", onlyNoun: when == "noun",
                onlyNegated: when == "negated")
            if after.isEmpty {
                byLast[last, default: []].append(idiom)
            } else {
                byVerb[first, default: []].append(idiom)
            }
        }
    }

    /// Idioms whose last word this is.
    func ending(in word: WordKey) -> [Idiom] { byLast[word] ?? [] }

    /// Idioms around an object of this verb.
    func around(verb: WordKey) -> [Idiom] { byVerb[verb] ?? [] }
}
