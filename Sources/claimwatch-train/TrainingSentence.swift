import Linguistics

/// A sentence ready for training: its tokens and what the models see of them.
struct TrainingSentence: Sendable {
    var view = SentenceView()
    var tokens: [Token] = []
    let gold: Treebank.Sentence
    let text: [UInt8]

    init(_ sentence: Treebank.Sentence, clusters: WordClusters) {
        gold = sentence
        let raw = GoldText([sentence])
        text = raw.text
        text.withUnsafeBufferPointer { text in
            var cursor = ScalarCursor()
            for (index, span) in raw.spans[0].enumerated() {
                cursor.advance(to: span.lowerBound, in: text)
                let start = cursor.scalar
                cursor.advance(to: span.upperBound, in: text)
                var token = Token(
                    start: Int32(span.lowerBound),
                    end: Int32(span.upperBound),
                    scalarStart: start,
                    scalarEnd: cursor.scalar,
                    form: WordKey(folding: UnsafeBufferPointer(rebasing: text[span]))
                )
                token.shape = WordShape.of(UnsafeBufferPointer(rebasing: text[span]))
                if index > 0, Int(tokens[index - 1].end) < span.lowerBound { token.shape.insert(.spaceBefore) }
                tokens.append(token)
            }
            view.fill(tokens, 0..<tokens.count, text, clusters: clusters)
        }
    }
}

extension TrainingSentence {
    /// The sentences, and copies of some as wires write them.
    static func variants(_ sentences: [Treebank.Sentence], clusters: WordClusters) -> [TrainingSentence] {
        var result: [TrainingSentence] = []
        for (index, sentence) in sentences.enumerated() {
            result.append(TrainingSentence(sentence, clusters: clusters))
            for copy in Augmentation.copies(sentence, number: index) {
                result.append(TrainingSentence(copy, clusters: clusters))
            }
        }
        return result
    }
}
