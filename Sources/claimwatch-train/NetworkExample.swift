import Linguistics

/// A sentence as the network is trained on it.
struct NetworkExample: Sendable {
    /// Rows of the features of each word, ``WordFeatures/count`` a word; -1 for a feature without a row.
    var rows: [Int32]
    /// Head of each word, counted from 1; 0 for the root of the sentence.
    var heads: [Int32]
    var relations: [UInt8]
    /// Class of each word; -1 where it is too rare to learn.
    var tags: [Int16]

    var count: Int { heads.count }

    /// The longest sentence that is trained on, in words.
    static let longest = 200

    init(_ sentence: TrainingSentence, rowOf: [UInt64: Int32], classes: TagClasses) {
        rows = Self.features(sentence.view).map { rowOf[$0] ?? -1 }
        heads = ProjectiveHeads.heads(sentence.gold).map { Int32($0) }
        relations = sentence.gold.words.map { UInt8($0.relation.rawValue) }
        tags = sentence.gold.words.map { Int16(classes.index($0) ?? -1) }
    }

    /// A sentence of which nothing is known but its words.
    init(_ view: SentenceView, rowOf: [UInt64: Int32]) {
        rows = Self.features(view).map { rowOf[$0] ?? -1 }
        heads = [Int32](repeating: 0, count: view.count)
        relations = [UInt8](repeating: 0, count: view.count)
        tags = [Int16](repeating: -1, count: view.count)
    }

    /// The features of all words of a sentence.
    static func features(_ view: SentenceView) -> [UInt64] {
        var features = [UInt64](repeating: 0, count: view.count * WordFeatures.count)
        features.withUnsafeMutableBufferPointer { features in
            guard let start = features.baseAddress else { return }
            for index in 0..<view.count {
                WordFeatures.fill(view, index, start + index * WordFeatures.count)
            }
        }
        return features
    }
}

/// Trees without crossing arcs: rules after the parser read stretches of words below a word.
enum ProjectiveHeads {
    /// The head of each word, counted from 1, 0 for the root; the shortest crossing arc is moved up to the head's head,
    /// again and again.
    static func heads(_ sentence: Treebank.Sentence) -> [Int] {
        var heads = [0] + sentence.words.map { $0.head + 1 }
        while let word = shortestCrossing(heads) { heads[word] = heads[heads[word]] }
        return Array(heads.dropFirst())
    }

    private static func shortestCrossing(_ heads: [Int]) -> Int? {
        var shortest: (word: Int, length: Int)?
        for word in heads.indices.dropFirst() where heads[word] > 0 {
            let (low, high) = (min(word, heads[word]), max(word, heads[word]))
            guard high - low > 1, shortest.map({ high - low < $0.length }) ?? true else { continue }
            for between in low + 1..<high {
                var up = between
                while up > 0, up != heads[word] { up = heads[up] }
                if up != heads[word] {
                    shortest = (word, high - low)
                    break
                }
            }
        }
        return shortest?.word
    }
}
