import Linguistics

/// Networks with weights by chance, of the sizes that training gives them, and sentences for them to read.
enum RandomNetwork {
    static func weights(_ shape: NetworkWeights.Shape, sentences: [RandomSentence], seed: UInt64) -> NetworkWeights {
        var random = SeededGenerator(seed: seed)
        func numbers(_ count: Int, _ size: Float) -> [Float] {
            (0..<count).map { _ in Float.random(in: -size...size, using: &random) }
        }
        func matrix(_ rows: Int, _ columns: Int) -> [Float] {
            numbers(rows * columns, (3 / Float(columns)).squareRoot())
        }
        let features = Array(Set(sentences.flatMap { $0.features.flatMap { $0 } })).sorted()
        // Some words are strange to it.
        let known = [WordFeatures.root] + features.filter { $0 % 5 != 0 }
        let last = 2 * shape.cells
        return NetworkWeights(
            shape: shape, features: known, rows: numbers(known.count * shape.embedding, 0.4),
            layers: (0..<shape.layers).map { layer in
                (0..<2).map { _ in
                    .init(
                        input: matrix(4 * shape.cells, shape.input(layer)),
                        recurrent: matrix(4 * shape.cells, shape.cells), bias: numbers(4 * shape.cells, 0.5))
                }
            },
            tags: .init(matrix: matrix(shape.tagClasses, last), bias: numbers(shape.tagClasses, 0.2)),
            dependent: .init(matrix: matrix(shape.arcs, last), bias: numbers(shape.arcs, 0.2)),
            head: .init(matrix: matrix(shape.arcs, last), bias: numbers(shape.arcs, 0.2)),
            form: matrix(shape.arcs, shape.arcs), headBias: numbers(shape.arcs, 0.3), distances: numbers(41, 1),
            labelDependent: .init(matrix: matrix(shape.labels, last), bias: numbers(shape.labels, 0.2)),
            labelHead: .init(matrix: matrix(shape.labels, last), bias: []),
            relation: .init(matrix: matrix(shape.relations, shape.labels), bias: numbers(shape.relations, 0.2)))
    }

    static func tagClasses(_ count: Int) -> [(PartOfSpeech, PennTag)] {
        let tags = PennTag.allCases
        return (0..<count).map { (PartOfSpeech.allCases[$0 % 17], tags[$0 % tags.count]) }
    }

    static func bytes(_ weights: NetworkWeights) -> [UInt8] {
        NetworkWriter.write(
            weights, tagClasses: tagClasses(weights.shape.tagClasses),
            relations: Array(DependencyRelation.allCases.prefix(weights.shape.relations)))
    }
}

/// Words between spaces.
struct RandomSentence {
    let text: [UInt8]
    var tokens: [Token] = []
    private(set) var view = SentenceView()
    private(set) var features: [[UInt64]] = []

    init(_ words: [String]) {
        text = Array(words.joined(separator: " ").utf8)
        var start = 0
        for word in words {
            let end = start + word.utf8.count
            tokens.append(
                Token(
                    start: Int32(start), end: Int32(end), scalarStart: Int32(start), scalarEnd: Int32(end),
                    form: WordKey(word)))
            start = end + 1
        }
        text.withUnsafeBufferPointer { text in
            view.fill(tokens, 0..<tokens.count, text, clusters: WordClusters(.init(start: nil, count: 0)))
        }
        for index in tokens.indices {
            var features = [UInt64](repeating: 0, count: WordFeatures.count)
            features.withUnsafeMutableBufferPointer {
                if let start = $0.baseAddress { WordFeatures.fill(view, index, start) }
            }
            self.features.append(features)
        }
    }

    static func some(_ count: Int, lengths: ClosedRange<Int>, seed: UInt64) -> [RandomSentence] {
        var random = SeededGenerator(seed: seed)
        let syllables = ["ka", "lo", "Mi", "ter", "an", "Os", "ed", "ing", "s", "42", "-", ".", "qu", "ri"]
        return (0..<count).map { _ in
            RandomSentence(
                (0..<Int.random(in: lengths, using: &random)).map { _ in
                    (0..<Int.random(in: 1...3, using: &random)).map { _ in
                        syllables[Int.random(in: 0..<syllables.count, using: &random)]
                    }.joined()
                })
        }
    }
}
