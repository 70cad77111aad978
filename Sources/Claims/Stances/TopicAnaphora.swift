import Linguistics

/// Finds words that take up a topic named before: "Hamas proposed a truce. Israel rejected the proposal."
///
/// Only a definite general noun without a complement of its own, and only where the sentence so far, or the one before,
/// speaks of one topic alone: a guess between two would be a false alarm.
struct TopicAnaphora: Sendable {
    private let nouns: Set<WordKey>
    private static let definite: Set<WordKey> = ["the", "this", "that", "such", "these", "those"]

    init(lists: (String) -> WordList) {
        nouns = Set(lists("topic-anaphors").records.map { WordKey($0.name) })
    }

    func matches(in document: Document, topics: [WatchMatches.Match]) -> [WatchMatches.Match] {
        guard !topics.isEmpty else { return [] }
        var found: [WatchMatches.Match] = []
        var taken = Set<Int>()
        for topic in topics { for token in topic.tokens { taken.insert(token) } }
        var next = 0
        var lastSentence: [WatchMatches.Match] = []
        for (number, sentence) in document.sentences.enumerated() {
            var here: [WatchMatches.Match] = []
            for token in sentence.tokens {
                while next < topics.count, topics[next].tokens.lowerBound <= token {
                    here.append(topics[next])
                    next += 1
                }
                guard !taken.contains(token), isAnaphor(token, document) else { continue }
                guard let antecedent = only(here) ?? (here.isEmpty ? only(lastSentence) : nil) else { continue }
                found.append(
                    WatchMatches.Match(
                        index: antecedent.index, tokens: token..<token + 1, head: token,
                        isOpposite: antecedent.isOpposite))
            }
            if !here.isEmpty || number > 0, !sentence.isHeading { lastSentence = here }
        }
        return found + pronouns(in: document, topics: topics, taken: taken)
    }

    private static let things: Set<WordKey> = ["it", "that", "this", "them", "these", "those"]

    /// "Russia offered a truce. Israel rejected it.", where coreference says what "it" is.
    private func pronouns(
        in document: Document,
        topics: [WatchMatches.Match],
        taken: Set<Int>
    ) -> [WatchMatches.Match] {
        var topicOfEntity: [Int: WatchMatches.Match] = [:]
        var topicAt: [Int: WatchMatches.Match] = [:]
        for topic in topics { topicAt[topic.head] = topic }
        for mention in document.mentions where mention.entity >= 0 && topicOfEntity[mention.entity] == nil {
            topicOfEntity[mention.entity] = topicAt[mention.head]
        }
        return document.mentions.compactMap { mention in
            guard mention.kind == .pronoun, let topic = topicOfEntity[mention.entity],
                document.tokens.indices.contains(mention.head), !taken.contains(mention.head),
                Self.things.contains(document.tokens[mention.head].form)
            else { return nil }
            return WatchMatches.Match(
                index: topic.index,
                tokens: mention.head..<mention.head + 1,
                head: mention.head,
                isOpposite: topic.isOpposite
            )
        }
    }

    private func isAnaphor(_ token: Int, _ document: Document) -> Bool {
        guard nouns.contains(document.tokens[token].lemma), document.tokens[token].partOfSpeech == .noun else {
            return false
        }
        var isDefinite = false
        for child in document.children(token) {
            let word = document.tokens[child]
            switch word.relation {
            case .determiner: isDefinite = isDefinite || Self.definite.contains(word.form)
            case .adjectivalClause where child > 0 && document.tokens[child - 1].form == ",": break
            case .nominalModifier, .compound, .adjectivalClause, .relativeClause, .possessive, .clausalComplement:
                return false
            default: break
            }
        }
        return isDefinite
    }

    private func only(_ topics: [WatchMatches.Match]) -> WatchMatches.Match? {
        guard let first = topics.first,
            topics.allSatisfy({ $0.index == first.index && $0.isOpposite == first.isOpposite })
        else { return nil }
        return first
    }
}
