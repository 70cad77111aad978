import Linguistics

/// Reads English text by the embedded model: tokens, sentences, tags, lemmas, trees.
public struct EnglishAnalyser: LanguageAnalyser {
    package let tokeniser: Tokeniser
    package let splitter: SentenceSplitter
    package let names: NameReader
    package let mentions: MentionReader

    /// The analyser with the embedded model.
    public init() { self.init { EnglishData.bytes($0) } }

    /// The analyser with another model, given by the name of its parts; the trainer's own. The bytes must outlive it.
    package init(part: (String) -> UnsafeRawBufferPointer) {
        let tokens = ModelArchive(part("tokens"))
        tokeniser = Tokeniser(model: HashedWeights(tokens.part(0)), lexicon: SplitLexicon(tokens.part(2)))
        splitter = SentenceSplitter(model: HashedWeights(tokens.part(1)))
        names = NameReader(lexicon: EnglishNames.lexicon, weights: HashedWeights(part("names")))
        let resolver = PronounResolver(weights: HashedWeights(part("mentions")))
        mentions = MentionReader(lexicon: EnglishNames.lexicon, resolver: resolver)
    }

    public func analyse(_ text: [UInt8], regions: [TextRegion]) -> Document {
        var document = Document(text: text)
        readTokens(&document, regions)
        names.read(&document)
        mentions.read(&document)
        return document
    }

    /// Tokens and sentences.
    package func readTokens(_ document: inout Document, _ regions: [TextRegion]) {
        var cursor = ScalarCursor()
        var paragraph = 0
        document.text.withUnsafeBufferPointer { text in
            for region in regions {
                let bytes = region.bytes.clamped(to: 0..<text.count)
                guard !bytes.isEmpty, bytes.lowerBound >= cursor.byte else { continue }
                let first = document.tokens.count
                tokeniser.read(text, bytes, from: &cursor, into: &document.tokens)
                splitter.split(
                    &document.tokens,
                    first..<document.tokens.count,
                    of: text,
                    paragraph: &paragraph,
                    isHeading: region.kind == .heading,
                    into: &document.sentences
                )
            }
        }
    }
}
