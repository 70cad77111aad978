/// A text with its analysis: the one value that the layers of the language engine fill, each from those before it.
///
/// Tokens rebuild the text: what stands between two tokens is white space only. Heads are token indices in the
/// document, so a rule never translates between a sentence and its text.
public struct Document: Sendable {
    /// The text, UTF-8 (or any bytes at all).
    public let text: [UInt8]
    public var tokens: [Token] = []
    public var sentences: [Sentence] = []
    /// What the word lists know of each token; empty until the words have been looked up.
    public var wordClasses: [WordClass] = []
    public var names: [Name] = []
    public var mentions: [Mention] = []
    public var entities: [Entity] = []
    /// For each token its children in the order of the text; filled by ``indexTree()``.
    var childStarts: [Int32] = []
    var childList: [Int32] = []
    /// For each token the mention that it stands for; filled by ``indexMentions()``.
    var mentionOf: [Int32] = []

    public init(text: [UInt8]) { self.text = text }

    /// The text of a token, as written.
    public func word(_ token: Int) -> String { string(token..<token + 1) }

    /// The text from the first to the last of these tokens, as written.
    public func string(_ range: Range<Int>) -> String {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= tokens.count else { return "" }
        let bytes = text[Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)]
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `[start, end)` in scalars of the text covered by these tokens.
    public func scalars(_ range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        return Int(tokens[range.lowerBound].scalarStart)..<Int(tokens[range.upperBound - 1].scalarEnd)
    }

    /// The token that stands at this scalar of the text, or the next one after it; found by halving.
    public func token(atScalar scalar: Int) -> Int? {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(tokens[middle].scalarEnd) <= scalar { low = middle + 1 } else { high = middle }
        }
        return low < tokens.count ? low : nil
    }
}
