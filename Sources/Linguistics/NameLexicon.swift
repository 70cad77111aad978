/// The gazetteer: classes of single words, and of phrases of up to ``longestPhrase`` tokens.
///
/// Looked up by ``WordKey``, so a look-up costs one hash and no string is made. Phrases are kept by the hashes of their
/// beginnings: a phrase is found by going on from token to token while its beginning is known.
public struct NameLexicon: Sendable {
    /// Tokens that a phrase has at most; longer ones are cut.
    public static let longestPhrase = 8

    private var words = KeyTable<WordClass>(empty: [])
    /// By the hash of each beginning of two tokens or more: the classes of the phrase that ends there, empty where
    /// only longer phrases begin so.
    private var phrases = KeyTable<WordClass>(empty: [])
    /// First words of phrases.
    private var starts = KeyTable<Bool>(empty: false)
    /// For a name or one of its other forms, what it belongs to: "Russian", "Moscow" → Russia.
    private var owners: [UInt64: Int32] = [:]
    private var ownerNames: [String] = []
    private var ownerIndex: [String: Int32] = [:]
    private var pronouns = KeyTable<Pronoun?>(empty: nil)

    /// Words that are names only where they are written in capitals ("US", "WHO").
    private var capitals: Set<WordKey> = []

    public init() {}

    public var isEmpty: Bool { words.isEmpty }

    /// The classes of a word.
    public func classes(_ word: WordKey) -> WordClass { words[word.hash] }

    /// What is known of a word as a pronoun.
    public func pronoun(_ word: WordKey) -> Pronoun? { pronouns[word.hash] }

    /// Adds a pronoun.
    public mutating func insert(_ text: String, _ pronoun: Pronoun) { pronouns[WordKey(text).hash] = pronoun }

    /// Adds a word or phrase. With `owner`, ``owner(_:)`` gives that name for it.
    public mutating func insert(_ text: String, _ classes: WordClass, owner: String? = nil) {
        let keys = Self.split(text)
        guard let first = keys.first else { return }
        var hash = first.hash
        if keys.count == 1 {
            if Self.isAcronym(text) {
                if !words.contains(first.hash) || capitals.contains(first) { capitals.insert(first) }
            } else {
                capitals.remove(first)
            }
            words[first.hash].formUnion(classes)
        } else {
            starts[first.hash] = true
            for (offset, key) in keys.prefix(Self.longestPhrase).enumerated().dropFirst() {
                hash = Feature.fold(hash, key.hash)
                let isLast = offset + 1 == min(keys.count, Self.longestPhrase)
                phrases[hash].formUnion(isLast ? classes : [])
            }
        }
        if let owner {
            let index = ownerIndex[owner] ?? Int32(ownerNames.count)
            if index == ownerNames.count {
                ownerNames.append(owner)
                ownerIndex[owner] = index
            }
            if owners[hash] == nil { owners[hash] = index }
        }
    }

    /// Looks up the words of a document. Classes of names hold only for words with a capital, those of acronyms only for
    /// words in capitals.
    public func classify(_ document: inout Document) {
        var found: [WordClass] = []
        found.reserveCapacity(document.tokens.count)
        for token in document.tokens {
            var classes = words[token.form.hash]
            if classes.isEmpty {
                found.append([])
                continue
            }
            if !token.shape.contains(.capitalised) {
                classes.subtract(.proper)
            } else if !token.shape.contains(.allCapitals), capitals.contains(token.form) {
                classes.subtract(.proper)
            }
            found.append(classes)
        }
        document.wordClasses = found
    }

    private static func isAcronym(_ text: String) -> Bool {
        text.utf8.count <= 5 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }

    /// The longest phrase of the lexicon, of two tokens or more, that begins at `start`.
    public func phrase(_ tokens: [Token], at start: Int, before end: Int) -> (count: Int, classes: WordClass)? {
        guard starts[tokens[start].form.hash] else { return nil }
        var hash = tokens[start].form.hash
        var found: (count: Int, classes: WordClass)?
        for index in start + 1..<max(start + 1, min(end, start + Self.longestPhrase)) {
            hash = Feature.fold(hash, tokens[index].form.hash)
            guard phrases.contains(hash) else { break }
            let classes = phrases[hash]
            if !classes.isEmpty { found = (index + 1 - start, classes) }
        }
        return found
    }

    /// What the words in `range` belong to ("the Kremlin" → Russia), by the lists; nil where they know nothing.
    public func owner(_ tokens: [Token], _ range: Range<Int>) -> String? {
        ownerNumber(tokens, range).map { ownerNames[Int($0)] }
    }

    /// The same as a number that is the same for all forms of one owner.
    public func ownerNumber(_ tokens: [Token], _ range: Range<Int>) -> Int32? {
        guard let first = range.first else { return nil }
        var hash = tokens[first].form.hash
        for index in range.dropFirst().prefix(Self.longestPhrase - 1) {
            hash = Feature.fold(hash, tokens[index].form.hash)
        }
        return owners[hash]
    }

    /// The name of an owner by its number.
    public func ownerName(_ number: Int32) -> String? {
        ownerNames.indices.contains(Int(number)) ? ownerNames[Int(number)] : nil
    }

    /// Words of a list as the tokeniser cuts them: hyphens and the genitive are tokens of their own.
    static func split(_ text: String) -> [WordKey] {
        var result: [WordKey] = []
        for part in text.utf8.split(separator: 0x20) {
            var start = part.startIndex
            var index = part.startIndex
            func add(_ end: Substring.UTF8View.Index) {
                if start < end { result.append(WordKey(Substring(part[start..<end]))) }
            }
            while index < part.endIndex {
                let byte = part[index]
                let next = part.index(after: index)
                if byte == 0x2D || byte == 0x2C {
                    add(index)
                    start = index
                    add(next)
                    start = next
                } else if byte == 0x27, part.distance(from: index, to: part.endIndex) <= 2, index > part.startIndex {
                    add(index)
                    start = index
                }
                index = next
            }
            add(part.endIndex)
        }
        return result
    }
}
