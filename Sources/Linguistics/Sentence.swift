/// A sentence: a run of tokens, and its place in the text.
public struct Sentence: Sendable {
    /// Token indices.
    public var tokens: Range<Int>
    /// Index of the paragraph (line) that it stands in, from 0.
    public var paragraph: Int
    /// A heading, a dateline's line, an agency name, a credit: no statement of the article.
    public var isHeading: Bool

    public init(tokens: Range<Int>, paragraph: Int, isHeading: Bool = false) {
        (self.tokens, self.paragraph, self.isHeading) = (tokens, paragraph, isHeading)
    }
}
