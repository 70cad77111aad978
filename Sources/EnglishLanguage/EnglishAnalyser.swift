import Linguistics

/// Reads English text by the embedded model: tokens, sentences, tags, lemmas, trees.
public struct EnglishAnalyser: LanguageAnalyser {
    package let tokeniser: Tokeniser
    package let splitter: SentenceSplitter
    package let clusters: WordClusters
    package let network: SentenceNetwork
    package let lemmatiser: Lemmatiser
    package let names: NameReader
    package let mentions: MentionReader

    /// The analyser with the embedded model.
    public init() { self.init { EnglishData.bytes($0) } }

    /// The analyser with another model, given by the name of its parts; the trainer's own. The bytes must outlive it.
    package init(part: (String) -> UnsafeRawBufferPointer) {
        let tokens = ModelArchive(part("tokens"))
        tokeniser = Tokeniser(model: HashedWeights(tokens.part(0)), lexicon: SplitLexicon(tokens.part(2)))
        splitter = SentenceSplitter(model: HashedWeights(tokens.part(1)))
        clusters = WordClusters(tokens.part(3))
        network = SentenceNetwork(ModelArchive(part("network")))
        lemmatiser = Lemmatiser(ModelArchive(part("lemmas")))
        names = NameReader(lexicon: EnglishNames.lexicon, weights: HashedWeights(part("names")), clusters: clusters)
        let resolver = PronounResolver(weights: HashedWeights(part("mentions")))
        mentions = MentionReader(lexicon: EnglishNames.lexicon, resolver: resolver)
    }

    public func analyse(_ text: [UInt8], regions: [TextRegion]) -> Document {
        var document = Document(text: text)
        readTokens(&document, regions)
        readSentences(&document)
        TreeRepair().mend(&document)
        names.read(&document)
        mentions.read(&document)
        return document
    }

    /// The lemma of a token as text ("say" for "said", "Russia" for "Russia").
    public func lemma(_ token: Int, in document: Document) -> String {
        guard document.tokens.indices.contains(token) else { return "" }
        return document.text.withUnsafeBufferPointer { lemmatiser.lemma(document.tokens[token], $0) }
    }

    /// Tokens and sentences.
    package func readTokens(_ document: inout Document, _ regions: [TextRegion]) {
        var cursor = ScalarCursor()
        var paragraph = 0
        // A word has more than three bytes: the list need not grow, which would hold two copies of a long text's tokens.
        document.tokens.reserveCapacity(document.text.count / 4 + 16)
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

    /// Tags and trees, then lemmas, a sentence at a time.
    /// - Parameter stages: 1 for tags and trees alone.
    package func readSentences(_ document: inout Document, stages: Int = 2) {
        var view = SentenceView()
        let workspace = network.workspace()
        let sentences = document.sentences
        var tokens: [Token] = []
        swap(&tokens, &document.tokens)
        document.text.withUnsafeBufferPointer { text in
            for sentence in sentences {
                view.fill(tokens, sentence.tokens, text, clusters: clusters)
                network.read(&tokens, sentence.tokens, view, workspace)
                if stages > 1 { lemmatiser.lemmatise(&tokens, sentence.tokens, text) }
            }
        }
        swap(&tokens, &document.tokens)
        document.indexTree()
    }
}
