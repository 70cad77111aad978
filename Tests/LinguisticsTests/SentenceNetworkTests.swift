import Linguistics
import Testing

@Suite struct SentenceNetworkTests {
    private static let usual = NetworkWeights.Shape(
        embedding: 96, cells: 48, layers: 3, arcs: 64, labels: 64, tagClasses: 115, relations: 49)

    /// Results of a sentence: class, head and relation of each word.
    private func read(_ network: SentenceNetwork, _ sentence: RandomSentence) -> [[Int]] {
        let workspace = network.workspace()
        network.read(sentence.view, 0..<sentence.view.count, workspace)
        return (0..<sentence.view.count).map {
            [Int(workspace.tags[$0]), Int(workspace.headOf[$0]), Int(workspace.relations[$0])]
        }
    }

    @Test(arguments: [
        usual,
        .init(embedding: 20, cells: 5, layers: 1, arcs: 7, labels: 9, tagClasses: 3, relations: 2),
        .init(embedding: 48, cells: 32, layers: 2, arcs: 48, labels: 16, tagClasses: 16, relations: 49),
        .init(embedding: 33, cells: 50, layers: 2, arcs: 33, labels: 65, tagClasses: 60, relations: 17),
    ])
    func wholeNumbersSayWhatTheWeightsSay(shape: NetworkWeights.Shape) throws {
        let sentences = RandomSentence.some(12, lengths: 1...30, seed: 5)
        let weights = RandomNetwork.weights(shape, sentences: sentences, seed: 6)
        let reference = NetworkReference(weights)
        let bytes = RandomNetwork.bytes(weights)
        var (words, tags, relations) = (0, 0, 0)
        bytes.withUnsafeBytes { raw in
            let network = SentenceNetwork(ModelArchive(raw))
            #expect(!network.isEmpty)
            for sentence in sentences {
                let found = read(network, sentence)
                let scores = reference.read(sentence.features)
                let best = Self.worth(Self.tree(scores.heads), scores.heads)
                #expect(Self.worth(found.map { $0[1] }, scores.heads) >= best - 0.02 * Float(found.count))
                for word in found.indices {
                    words += 1
                    if Self.isBest(found[word][0], scores.tags[word]) { tags += 1 }
                    // What the relation is depends on the head, so each is held to its own.
                    let head = found[word][1]
                    var labels = reference.relations(scores, word: word + 1, head: head)
                    if head > 0 { labels[0] = -.infinity }
                    if head == 0 ? found[word][2] == 0 : Self.isBest(found[word][2], labels) { relations += 1 }
                }
            }
        }
        #expect(Double(tags) >= 0.99 * Double(words), "\(tags) tags of \(words)")
        #expect(Double(relations) >= 0.99 * Double(words), "\(relations) relations of \(words)")
    }

    /// Whether the score at `index` is the best, or next to it.
    private static func isBest(_ index: Int, _ scores: [Float]) -> Bool {
        scores[index] >= (scores.max() ?? 0) - 0.02
    }

    private static func worth(_ heads: [Int], _ scores: [[Float]]) -> Float {
        zip(scores, heads).reduce(0) { $0 + $1.0[$1.1] }
    }

    private static func tree(_ scores: [[Float]]) -> [Int] {
        TreeDecoderTests.decoded(scores.map { $0.map { $0.isFinite ? Int32($0 * Float(1 << 19)) : 0 } })
    }

    @Test func allInstructionSetsSayTheSame() throws {
        let sentences = RandomSentence.some(10, lengths: 1...60, seed: 7)
        for shape in [
            Self.usual, .init(embedding: 20, cells: 80, layers: 2, arcs: 16, labels: 40, tagClasses: 9, relations: 30),
        ] {
            let bytes = RandomNetwork.bytes(RandomNetwork.weights(shape, sentences: sentences, seed: 8))
            try bytes.withUnsafeBytes { raw in
                let plain = try #require(SentenceNetwork(ModelArchive(raw), level: 0))
                let expected = sentences.map { read(plain, $0) }
                for level in 1...3 {
                    guard let network = SentenceNetwork(ModelArchive(raw), level: level) else { continue }
                    #expect(sentences.map { read(network, $0) } == expected, "level \(level)")
                }
            }
        }
    }

    @Test func aLongSentenceIsOneTreeToo() {
        let sentences = RandomSentence.some(1, lengths: 1000...1000, seed: 9)
        let shape = NetworkWeights.Shape(
            embedding: 16, cells: 16, layers: 1, arcs: 16, labels: 16, tagClasses: 20, relations: 49)
        let bytes = RandomNetwork.bytes(RandomNetwork.weights(shape, sentences: sentences, seed: 10))
        bytes.withUnsafeBytes { raw in
            let network = SentenceNetwork(ModelArchive(raw))
            var tokens = sentences[0].tokens
            network.read(&tokens, 0..<tokens.count, sentences[0].view, network.workspace())
            #expect(tokens.filter { $0.head < 0 }.count == 1)
            for (index, token) in tokens.enumerated() {
                #expect((token.relation == .root) == (token.head < 0))
                var (place, steps) = (index, 0)
                while tokens[place].head >= 0, steps <= tokens.count {
                    (place, steps) = (Int(tokens[place].head), steps + 1)
                }
                #expect(steps <= tokens.count, "a circle at \(index)")
            }
        }
    }

    @Test func strangeBytesAreAnEmptyNetwork() {
        let sentences = RandomSentence.some(1, lengths: 3...3, seed: 11)
        let shape = NetworkWeights.Shape(
            embedding: 16, cells: 16, layers: 1, arcs: 16, labels: 16, tagClasses: 3, relations: 4)
        let bytes = RandomNetwork.bytes(RandomNetwork.weights(shape, sentences: sentences, seed: 12))
        var random = SeededGenerator(seed: 13)
        func isEmpty(_ bytes: [UInt8]) -> Bool {
            bytes.withUnsafeBytes { SentenceNetwork(ModelArchive($0)).isEmpty }
        }
        #expect(!isEmpty(bytes))
        for length in [0, 1, 8, 60, 200, bytes.count / 2, bytes.count - 1] {
            #expect(isEmpty(Array(bytes.prefix(length))))
        }
        // A changed header is refused or read, but nothing outside the bytes is.
        for _ in 0..<300 {
            var changed = bytes
            changed[Int.random(in: 0..<140, using: &random)] = UInt8.random(in: 0...255, using: &random)
            changed.withUnsafeBytes { raw in
                let network = SentenceNetwork(ModelArchive(raw))
                if !network.isEmpty {
                    var tokens = sentences[0].tokens
                    network.read(&tokens, 0..<3, sentences[0].view, network.workspace())
                }
            }
        }
    }
}
