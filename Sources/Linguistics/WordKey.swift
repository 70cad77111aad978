/// The identity of a word form or lemma: a 64-bit hash of its folded bytes.
///
/// Folding makes ASCII letters lower case, and the letters of Latin-1, Latin Extended-A, Greek and Cyrillic that
/// ``TextFolding`` knows; curly apostrophes become straight ones. Two keys are compared in one instruction and no
/// string is made, so word lists are looked up at the speed of integers. The hash is the same in every run and on every
/// machine, and is used for look-up only, never for trust: a made-up collision costs one wrong word.
public struct WordKey: Hashable, Sendable, Comparable {
    public let hash: UInt64

    public init(hash: UInt64) { self.hash = hash }

    /// The key of a word given as text, folded as the tokeniser folds.
    public init(_ text: some StringProtocol) {
        var text = String(text)
        self = text.withUTF8 { WordKey(folding: $0) }
    }

    /// The key of the word in `bytes` (UTF-8), folded.
    public init(folding bytes: UnsafeBufferPointer<UInt8>) {
        self.init(hash: TextFolding.hash(bytes))
    }

    /// No word at all.
    public static let none = WordKey(hash: 0)

    public static func < (a: WordKey, b: WordKey) -> Bool { a.hash < b.hash }
}

extension WordKey: ExpressibleByStringLiteral {
    public init(stringLiteral value: StaticString) {
        self = value.withUTF8Buffer { WordKey(folding: $0) }
    }
}
