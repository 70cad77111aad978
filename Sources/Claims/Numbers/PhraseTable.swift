import Linguistics

/// Finds phrases of one or more words at a place of a text; the longest wins. Words are compared by form or lemma.
struct PhraseTable<Value: Sendable>: Sendable {
    private struct Phrase: Sendable {
        var words: [WordKey]
        var value: Value
    }

    private var byFirst: [WordKey: [Phrase]] = [:]
    private var byLast: [WordKey: [Phrase]] = [:]

    init() {}

    mutating func insert(_ text: String, _ value: Value) {
        let words = text.split(separator: " ").map { WordKey($0) }
        guard let first = words.first, let last = words.last else { return }
        let phrase = Phrase(words: words, value: value)
        byFirst[first, default: []].append(phrase)
        byFirst[first]?.sort { $0.words.count > $1.words.count }
        byLast[last, default: []].append(phrase)
        byLast[last]?.sort { $0.words.count > $1.words.count }
    }

    /// The longest phrase that begins at `start` and ends before `limit`.
    func match(at start: Int, before limit: Int, in document: Document) -> (value: Value, tokens: Range<Int>)? {
        guard start < limit else { return nil }
        let token = document.tokens[start]
        return look(byFirst[token.form], start, limit, document)
            ?? (token.lemma == token.form ? nil : look(byFirst[token.lemma], start, limit, document))
    }

    /// The longest phrase that ends just before `end` and begins at or after `floor`.
    func match(endingAt end: Int, from floor: Int, in document: Document) -> (value: Value, tokens: Range<Int>)? {
        guard end > floor, let phrases = byLast[document.tokens[end - 1].form] else { return nil }
        for phrase in phrases where end - phrase.words.count >= floor {
            let start = end - phrase.words.count
            if fits(phrase, at: start, document) { return (phrase.value, start..<end) }
        }
        return nil
    }

    private func look(
        _ phrases: [Phrase]?,
        _ start: Int,
        _ limit: Int,
        _ document: Document
    ) -> (value: Value, tokens: Range<Int>)? {
        guard let phrases else { return nil }
        for phrase in phrases where start + phrase.words.count <= limit {
            if fits(phrase, at: start, document) { return (phrase.value, start..<start + phrase.words.count) }
        }
        return nil
    }

    private func fits(_ phrase: Phrase, at start: Int, _ document: Document) -> Bool {
        for (offset, word) in phrase.words.enumerated() {
            let token = document.tokens[start + offset]
            guard token.form == word || token.lemma == word else { return false }
        }
        return true
    }
}
