/// Fills a document from its text: tokens, sentences, tags, trees, names, mentions.
///
/// An analyser is a value without state between calls: the same text gives the same document, whatever thread asks.
/// It never throws: any bytes are a text.
public protocol LanguageAnalyser: Sendable {
    /// - Parameters:
    ///   - text: the whole text; offsets in the result count from its start.
    ///   - regions: byte ranges of `text` that are to be read, in order and without overlap; the rest is passed over
    ///     (a date line, a credit). A heading's sentences are marked as such.
    func analyse(_ text: [UInt8], regions: [TextRegion]) -> Document
}

/// A part of a text that is to be read.
public struct TextRegion: Sendable, Equatable {
    public enum Kind: UInt8, Sendable { case body, heading }

    /// `[start, end)` in bytes.
    public var bytes: Range<Int>
    public var kind: Kind

    public init(bytes: Range<Int>, kind: Kind) { (self.bytes, self.kind) = (bytes, kind) }
}

extension LanguageAnalyser {
    /// Reads the whole text as body.
    public func analyse(_ text: [UInt8]) -> Document {
        analyse(text, regions: [TextRegion(bytes: 0..<text.count, kind: .body)])
    }
}
