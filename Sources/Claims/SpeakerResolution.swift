import Linguistics

/// Resolves the source of an attribution to the one who speaks.
struct SpeakerResolution {
    let document: Document
    /// For each token 1 + the index of the narrowest mention that hangs from it; 0 without.
    private let mentionOf: [Int32]
    /// For each token 1 + the index of the name that it is part of; 0 without.
    private let nameOf: [Int32]

    init(_ document: Document) {
        self.document = document
        var mentionOf = [Int32](repeating: 0, count: document.tokens.count)
        for (index, mention) in document.mentions.enumerated() where mentionOf.indices.contains(mention.head) {
            let old = Int(mentionOf[mention.head]) - 1
            if old < 0 || document.mentions[old].tokens.count < mention.tokens.count {
                mentionOf[mention.head] = Int32(index + 1)
            }
        }
        var nameOf = [Int32](repeating: 0, count: document.tokens.count)
        for (index, name) in document.names.enumerated() {
            for token in name.tokens where token < nameOf.count { nameOf[token] = Int32(index + 1) }
        }
        (self.mentionOf, self.nameOf) = (mentionOf, nameOf)
    }

    /// The speaker's name and entity; nil and -1 without a source.
    func speaker(of source: [Range<Int>]) -> (name: String?, entity: Int) {
        guard let first = source.first, !first.isEmpty else { return (nil, -1) }
        let head = head(of: first)
        guard let entity = entity(at: head, in: first) else { return (phrase(head, in: first), -1) }
        if isNamed(entity) { return (clean(document.entities[entity].canonical), entity) }
        if document.tokens[head].partOfSpeech != .pronoun { return (phrase(head, in: first), entity) }
        // A pronoun for somebody without a name: the phrase that it stands for.
        let described = document.entities[entity].mentions.lazy.map { document.mentions[$0] }
        guard let mention = described.first(where: { $0.kind != .pronoun }) else {
            return (clean(document.entities[entity].canonical), entity)
        }
        return (phrase(mention.head, in: mention.tokens), entity)
    }

    /// Whether "he" or "she" as a source goes on with the speaker of the attribution before: that one stands in the
    /// sentence before, has a person for its speaker, and nothing speaks against it.
    ///
    /// Who has just been quoted goes on speaking; the nearest person named in what was said does not.
    func goesOn(_ source: [Range<Int>], after previous: Attribution?, until sentence: Int) -> Bool {
        guard let previous, previous.entity >= 0, source.count == 1, let range = source.first, range.count == 1,
            let end = (previous.content + previous.cue + previous.source).map(\.upperBound).max(), end > 0,
            let start = (previous.cue + previous.source).map(\.lowerBound).min(), start < range.lowerBound
        else { return false }
        let gap = sentence - Int(document.tokens[end - 1].sentence)
        guard gap == 0 || gap == 1 else { return false }
        let entity = document.entities[previous.entity]
        guard entity.kind == nil || entity.kind == .person else { return false }
        switch document.tokens[range.lowerBound].form {
        case "he": return entity.gender == .masculine || entity.gender == .unknown
        case "she": return entity.gender == .feminine || entity.gender == .unknown
        default: return false
        }
    }

    /// The word of the source from which the others hang.
    private func head(of source: Range<Int>) -> Int {
        var (found, worth) = (source.lowerBound, -1)
        for index in source where !source.contains(Int(document.tokens[index].head)) {
            let isNominal = Self.nominals.contains(document.tokens[index].partOfSpeech)
            let name = Int(nameOf[index]) - 1
            let isTime = name >= 0 && [.date, .time].contains(document.names[name].kind)
            let own = isTime ? 0 : (isNominal ? 2 : 0) + (mentionOf[index] != 0 ? 1 : 0)
            if own > worth { (found, worth) = (index, own) }
        }
        if worth >= 2 { return found }
        // Where the tree hangs the source from no noun: the end of the first run of nouns.
        for index in source where Self.nouns.contains(document.tokens[index].partOfSpeech) {
            let next = index + 1
            if !source.contains(next) || !Self.nouns.contains(document.tokens[next].partOfSpeech) { return index }
        }
        return found
    }

    private static let nouns: Set<PartOfSpeech> = [.noun, .properNoun]
    private static let nominals: Set<PartOfSpeech> = [.noun, .properNoun, .pronoun, .numeral, .determiner]

    private func entity(at head: Int, in source: Range<Int>) -> Int? {
        var candidates = [head]
        // The name that stands with a title, or in apposition: "Yuri Ushakov, the Kremlin aide".
        for child in document.children(head) where source.contains(child) {
            let relation = document.tokens[child].relation
            if relation == .appositive || relation == .flat || relation == .compound { candidates.append(child) }
        }
        var described: Int?
        for candidate in candidates {
            let index = Int(mentionOf[candidate]) - 1
            guard index >= 0 else { continue }
            let mention = document.mentions[index]
            guard document.entities.indices.contains(mention.entity) else { continue }
            if candidate != head, mention.kind != .name { continue }
            if candidate != head, document.tokens[candidate].relation == .compound,
                document.entities[mention.entity].kind != .person
            {
                continue
            }
            if isNamed(mention.entity) { return mention.entity }
            if described == nil, candidate == head, mention.kind != .pronoun { described = mention.entity }
        }
        return described.flatMap { document.entities[$0].canonical.isEmpty ? nil : $0 }
    }

    private func isNamed(_ entity: Int) -> Bool {
        let canonical = document.entities[entity].canonical
        return canonical.contains { nameOf.indices.contains($0) && nameOf[$0] != 0 }
    }

    /// The head's own phrase: a name whole, or the noun with what stands before it, without articles.
    private func phrase(_ head: Int, in source: Range<Int>) -> String? {
        // "two of the sources" are the sources.
        var head = head
        if Self.counts.contains(document.tokens[head].partOfSpeech) {
            for child in document.children(head) where source.contains(child) {
                let token = document.tokens[child]
                if token.relation == .nominalModifier, token.partOfSpeech != .pronoun { head = child }
            }
        }
        let token = document.tokens[head]
        let name = Int(nameOf[head]) - 1
        if name >= 0 { return clean(document.names[name].tokens) }
        if token.partOfSpeech == .pronoun { return nil }
        var low = source.lowerBound
        var high = head + 1
        if source.contains(where: { document.tokens[$0].head >= 0 }) {
            low = head
            for child in document.children(head) where source.contains(child) {
                switch document.tokens[child].relation {
                case .compound, .adjectivalModifier, .numericModifier, .possessive, .nominalModifier:
                    if child < head { low = min(low, max(source.lowerBound, document.span(child).lowerBound)) }
                case .flat, .fixed: high = max(high, child + 1)
                default: break
                }
            }
        } else {
            // Without a tree: to the first comma.
            high = source.first { document.word($0) == "," } ?? source.upperBound
        }
        return clean(low..<max(high, low + 1))
    }

    private static let counts: Set<PartOfSpeech> = [.numeral, .determiner, .pronoun, .adjective]
    private static let articles: Set<WordKey> = ["the", "a", "an", "'s", "this", "that", "these", "those", "'"]

    /// The words without article in front and without possessive behind.
    private func clean(_ range: Range<Int>) -> String? {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, Self.articles.contains(document.tokens[low].form) { low += 1 }
        while high > low, Self.articles.contains(document.tokens[high - 1].form) { high -= 1 }
        return low < high ? document.string(low..<high) : nil
    }
}
