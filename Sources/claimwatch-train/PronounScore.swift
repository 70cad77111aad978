import Linguistics

/// How many pronouns are linked to the right antecedent: over the gold pronouns of the third person that have an earlier
/// phrase in their group, those for which a mention before the pronoun, in the entity that it was put into, is a phrase
/// of its gold group. Of the entity's mentions the nearest before the pronoun counts.
struct PronounScore {
    private var right: [String: Int] = [:]
    private var all: [String: Int] = [:]

    mutating func add(_ text: AnnotatedText, _ document: Document, _ lexicon: NameLexicon) {
        let gold = GoldMentions(text)
        let matched = gold.matches(document)
        var mentionAt: [Int32: Int] = [:]
        for (index, mention) in document.mentions.enumerated() where mention.kind == .pronoun {
            mentionAt[document.tokens[mention.head].start] = index
        }
        for phrase in gold.pronouns(text, lexicon) {
            let token = text.document.tokens[phrase.head]
            let form = text.document.word(phrase.head).lowercased()
            all[form, default: 0] += 1
            guard let mention = mentionAt[token.start], document.mentions[mention].entity >= 0 else { continue }
            let chain = document.entities[document.mentions[mention].entity].mentions
            guard let place = chain.firstIndex(of: mention) else { continue }
            // A relative pronoun behind it may come first in the chain's order; the nearest before counts.
            guard place > 0, let group = matched[chain[place - 1]] else { continue }
            if group == phrase.group { right[form, default: 0] += 1 }
        }
    }

    var percent: Double { 100 * Double(right.values.reduce(0, +)) / Double(max(all.values.reduce(0, +), 1)) }

    var table: String {
        var lines = ["| pronoun | gold | right | % |", "| --- | --- | --- | --- |"]
        func row(_ label: String, _ right: Int, _ all: Int) {
            lines.append("| \(label) | \(all) | \(right) | \(Double(1000 * right / max(all, 1)) / 10) |")
        }
        for (form, count) in all.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) where count >= 5 {
            row(form, right[form] ?? 0, count)
        }
        row("all", right.values.reduce(0, +), all.values.reduce(0, +))
        return lines.joined(separator: "\n")
    }
}

/// The gold groups of a text, found by the place of a phrase's head.
struct GoldMentions {
    private var byHead: [Int32: [(end: Int32, length: Int, group: String)]] = [:]

    init(_ text: AnnotatedText) {
        for phrase in text.phrases {
            let start = text.document.tokens[phrase.head].start
            let end = text.document.tokens[phrase.tokens.upperBound - 1].end
            byHead[start, default: []].append((end, phrase.tokens.count, phrase.group))
        }
    }

    /// The group of a phrase that hangs from the word at `head`. Where several do ("X", "X and Y"), the one that ends
    /// where the phrase ends, else the shortest.
    func group(head: Int32, end: Int32) -> String? {
        guard let found = byHead[head] else { return nil }
        if let same = found.first(where: { $0.end == end }) { return same.group }
        return found.min { $0.length < $1.length }?.group
    }

    /// For each mention of a document its gold group.
    func matches(_ document: Document) -> [String?] {
        document.mentions.map { mention in
            group(
                head: document.tokens[mention.head].start,
                end: document.tokens[mention.tokens.upperBound - 1].end
            )
                ?? names(document, mention)
        }
    }

    /// Heads of names are a matter of taste: any word of the name will do.
    private func names(_ document: Document, _ mention: Mention) -> String? {
        guard mention.kind == .name else { return nil }
        for index in mention.tokens {
            if let found = byHead[document.tokens[index].start]?.min(by: { $0.length < $1.length }) {
                return found.group
            }
        }
        return nil
    }

    /// Third-person pronouns with an earlier phrase of their group.
    func pronouns(_ text: AnnotatedText, _ lexicon: NameLexicon) -> [AnnotatedText.Phrase] {
        var seen: [String: Int] = [:]
        for phrase in text.phrases where seen[phrase.group] == nil { seen[phrase.group] = phrase.head }
        return text.phrases.filter { phrase in
            guard phrase.tokens.count == 1, let first = seen[phrase.group], first < phrase.head else { return false }
            guard let pronoun = lexicon.pronoun(text.document.tokens[phrase.head].form) else { return false }
            return pronoun.person == 3 && pronoun.kind != .relative
        }
    }
}
