/// A name or a measured expression in the text.
public struct Name: Sendable, Equatable {
    public enum Kind: UInt8, Sendable, CaseIterable {
        case person, organisation, place, nationality, event, work, facility, product, law, language
        case date, time, money, percent, quantity, ordinal, cardinal
    }

    /// Token indices.
    public var tokens: Range<Int>
    public var kind: Kind

    public init(tokens: Range<Int>, kind: Kind) {
        (self.tokens, self.kind) = (tokens, kind)
    }
}
