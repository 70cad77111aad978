/// Groups tokens into sentences.
///
/// A line break always ends a sentence: lines are paragraphs. Within a line a linear model decides after each mark, and
/// after each word that ends in a full stop, whether the sentence ends there. A sentence longer than
/// ``longestSentence`` is cut, so that all that works on sentences stays linear in the length of the text.
public struct SentenceSplitter: Sendable {
    /// The most tokens that a sentence has.
    public static let longestSentence = 400

    let model: HashedWeights

    public init(model: HashedWeights) { self.model = model }

    /// Appends the sentences of `tokens[range]` (one region of the text) and sets the tokens' sentence numbers.
    ///
    /// - Parameter paragraph: the number of the first paragraph; moved behind the last.
    public func split(
        _ tokens: inout [Token],
        _ range: Range<Int>,
        of text: UnsafeBufferPointer<UInt8>,
        paragraph: inout Int,
        isHeading: Bool,
        into sentences: inout [Sentence]
    ) {
        var decider = ModelDecider(model: model)
        split(
            &tokens,
            range,
            of: text,
            paragraph: &paragraph,
            isHeading: isHeading,
            into: &sentences,
            deciding: &decider
        )
    }

    package func split(
        _ tokens: inout [Token],
        _ range: Range<Int>,
        of text: UnsafeBufferPointer<UInt8>,
        paragraph: inout Int,
        isHeading: Bool,
        into sentences: inout [Sentence],
        deciding decider: inout some BoundaryDecider
    ) {
        var first = range.lowerBound
        var state = SentenceFeatures()
        for index in range {
            tokens[index].sentence = Int32(sentences.count)
            state.note(tokens[index], text)
            let isLast = index + 1 == range.upperBound
            let breaks = isLast || tokens[index + 1].shape.contains(.lineBefore)
            var ends = breaks || index + 1 - first >= Self.longestSentence
            if !ends, Self.isCandidate(tokens[index], tokens[index + 1], text) {
                state.fill(tokens, index, first: first, range: range, text)
                ends = state.withBuffer { decider.isBoundary($0, at: Int(tokens[index].end)) }
            }
            guard ends else { continue }
            sentences.append(Sentence(tokens: first..<index + 1, paragraph: paragraph, isHeading: isHeading))
            first = index + 1
            state.endSentence(paragraph: breaks)
            if breaks { paragraph += 1 }
        }
    }

    /// Whether a sentence may end between these tokens.
    private static func isCandidate(_ token: Token, _ next: Token, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard next.shape.contains(.spaceBefore) || next.shape.contains(.capitalised) else { return false }
        let last = text[Int(token.end) - 1]
        if !token.shape.isDisjoint(with: [.hasLetter, .hasDigit]) { return last == 0x2E }
        return last != 0x2C && last != 0x28 && last != 0x5B
    }
}
