import Linguistics

/// The list of words that introduce attributions, ready for look-up by lemma.
package struct CueLexicon: Sendable {
    /// What a word tells of its subject (speech, thought, demand …): one bit a kind, in the order of ``kinds``.
    typealias Kinds = UInt32

    static let kinds = [
        "speech", "write", "report", "claim", "deny", "admit", "think", "know", "want", "plan", "demand", "support",
        "oppose", "refuse", "agree", "decide", "ask", "show", "seem", "feel", "perceive", "discuss", "threaten",
        "express", "attribution",
    ]

    private struct Entry {
        var verb: Kinds = 0
        var noun: Kinds = 0
        var adjective: Kinds = 0
        var adverb: Kinds = 0
        var phrases: [(rest: [WordKey], kinds: Kinds)] = []

        var any: Kinds { verb | noun | adjective | adverb }
    }

    private var entries: [WordKey: Entry] = [:]

    /// Classes of words learnt without annotation.
    let clusters: WordClusters

    /// - Parameters:
    ///   - list: the list `attribution-cues`.
    ///   - tokens: the bytes of the model's part `tokens`, which holds the classes of words.
    package init(_ list: WordList, tokens: UnsafeRawBufferPointer) {
        clusters = WordClusters(ModelArchive(tokens).part(3))
        var bits: [String: Kinds] = [:]
        for (index, kind) in Self.kinds.enumerated() { bits[kind] = 1 << Kinds(index) }
        for record in list.records {
            let kinds = record.values("kind").reduce(0) { $0 | (bits[$1] ?? 0) }
            let words = record.name.split(separator: " ").map { WordKey($0) }
            guard let first = words.first else { continue }
            if words.count > 1 {
                entries[first, default: Entry()].phrases.append((Array(words.dropFirst()), kinds))
                continue
            }
            switch record.value("part") {
            case "verb": entries[first, default: Entry()].verb |= kinds
            case "noun": entries[first, default: Entry()].noun |= kinds
            case "adjective": entries[first, default: Entry()].adjective |= kinds
            default: entries[first, default: Entry()].adverb |= kinds
            }
        }
    }

    /// For each token the kinds of the cue that it is, or that a phrase beginning there is (all its words then).
    func kinds(of document: Document) -> [Kinds] {
        var result = [Kinds](repeating: 0, count: document.tokens.count)
        for (index, token) in document.tokens.enumerated() {
            guard let entry = entries[token.lemma] ?? entries[token.form] else { continue }
            switch token.partOfSpeech {
            case .verb, .auxiliary: result[index] |= entry.verb
            case .noun, .properNoun: result[index] |= entry.noun
            case .adjective: result[index] |= entry.adjective | entry.verb
            case .adverb: result[index] |= entry.adverb
            case .other: result[index] |= entry.any
            default: break
            }
            for phrase in entry.phrases {
                let end = index + 1 + phrase.rest.count
                guard end <= document.tokens.count else { continue }
                var matches = true
                for (offset, word) in phrase.rest.enumerated() {
                    let token = document.tokens[index + 1 + offset]
                    if token.form != word && token.lemma != word { matches = false }
                }
                if matches { for token in index..<end { result[token] |= phrase.kinds } }
            }
        }
        return result
    }
}
