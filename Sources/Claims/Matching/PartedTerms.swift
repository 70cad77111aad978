import Linguistics

/// Terms of a name and a noun ("NATO membership") that a text takes apart: "NATO's chief said their membership was near".
///
/// The noun alone is the term where the name stands elsewhere in its sentence and the noun is not of anything else.
struct PartedTerms: Sendable {
    private struct Term: Sendable {
        var name: WordKey
        var topic: Int
    }

    private var byNoun: [WordKey: [Term]] = [:]

    /// - Parameter peoples: names of peoples, which say whose a thing is and are met in every sentence.
    init(topics: [Watchlist.Topic], peoples: Set<String>) {
        for (index, topic) in topics.enumerated() {
            for term in [topic.name] + topic.terms {
                let words = term.split(separator: " ").map(String.init)
                guard words.count == 2, words[0].first?.isUppercase == true, !peoples.contains(words[0]),
                    words[1].first?.isLowercase == true
                else { continue }
                let term = Term(name: WordKey(words[0].lowercased()), topic: index)
                byNoun[WordKey(words[1]), default: []].append(term)
            }
        }
    }

    func matches(in document: Document, topics: [WatchMatches.Match]) -> [WatchMatches.Match] {
        guard !byNoun.isEmpty else { return [] }
        var taken: Set<Int> = []
        for topic in topics { taken.formUnion(topic.tokens) }
        var found: [WatchMatches.Match] = []
        for word in document.tokens.indices
        where document.tokens[word].partOfSpeech == .noun && !taken.contains(word) {
            guard let terms = byNoun[document.tokens[word].lemma], isFree(word, document) else { continue }
            let sentence = document.sentences[Int(document.tokens[word].sentence)].tokens
            let named = terms.filter { term in
                sentence.contains {
                    document.tokens[$0].form == term.name && document.tokens[$0].partOfSpeech == .properNoun
                }
            }
            guard let term = named.first, named.allSatisfy({ $0.topic == term.topic }) else { continue }
            var match = WatchMatches.Match(index: term.topic, tokens: word..<word + 1, head: word)
            match.leaps = .takenUpTopic
            found.append(match)
        }
        return found
    }

    /// Neither "club membership" nor "membership of the club".
    private func isFree(_ word: Int, _ document: Document) -> Bool {
        if document.tokens[word].relation == .compound { return false }
        return !document.children(word).contains { child in
            switch document.tokens[child].relation {
            case .compound: return true
            case .nominalModifier:
                return document.child(child, .caseMarker).map {
                    ["of", "in"].contains(document.tokens[$0].form)
                } == true
            case .adjectivalModifier: return document.tokens[child].shape.contains(.capitalised)
            default: return false
            }
        }
    }
}
