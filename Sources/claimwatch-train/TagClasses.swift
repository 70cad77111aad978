import Linguistics

/// The classes of the tags: pairs of part of speech and Penn tag.
struct TagClasses: Sendable {
    private(set) var pairs: [(PartOfSpeech, PennTag)] = []
    private var indices: [Int: Int] = [:]

    init(_ sentences: [Treebank.Sentence]) {
        var counts: [Int: Int] = [:]
        for sentence in sentences { for word in sentence.words { counts[Self.key(word), default: 0] += 1 } }
        for key in counts.keys.sorted() where counts[key, default: 0] >= 3 && pairs.count < 250 {
            guard let part = PartOfSpeech(rawValue: UInt8(key >> 8)), let tag = PennTag(rawValue: UInt8(key & 255))
            else { continue }
            indices[key] = pairs.count
            pairs.append((part, tag))
        }
    }

    /// The word's class; nil for a pair too rare to learn.
    func index(_ word: Treebank.Word) -> Int? { indices[Self.key(word)] }

    private static func key(_ word: Treebank.Word) -> Int {
        Int(word.partOfSpeech.rawValue) << 8 | Int(word.tag.rawValue)
    }

    var bytes: [UInt8] { pairs.flatMap { [$0.0.rawValue, $0.1.rawValue] } }
}
