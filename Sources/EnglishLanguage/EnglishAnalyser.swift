import Linguistics

/// Reads English text by the embedded model: tokens, sentences, tags, lemmas, trees.
public struct EnglishAnalyser: LanguageAnalyser {
    package let tokeniser: Tokeniser
    package let splitter: SentenceSplitter
    package let clusters: WordClusters
    package let tagger: Tagger
    package let lemmatiser: Lemmatiser
    package let parser: Parser
    package let labeller: Labeller
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
        tagger = Tagger(ModelArchive(part("tagger")))
        lemmatiser = Lemmatiser(ModelArchive(part("lemmas")))
        let trees = ModelArchive(part("parser"))
        parser = Parser(HashedWeights(trees.part(0)))
        labeller = Labeller(HashedWeights(trees.part(1)))
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

    /// Tags, lemmas and trees, a sentence at a time.
    package func readSentences(_ document: inout Document, stages: Int = 4) {
        var view = SentenceView()
        var features = TaggerFeatures()
        var words = ParseSentence()
        var state = ParserState()
        var parserFeatures = ParserFeatures()
        var tree = LabelTree()
        var labelFeatures = LabelFeatures()
        let sentences = document.sentences
        var tokens: [Token] = []
        swap(&tokens, &document.tokens)
        document.text.withUnsafeBufferPointer { text in
            for sentence in sentences {
                view.fill(tokens, sentence.tokens, text, clusters: clusters)
                tagger.tag(&tokens, sentence.tokens, view, &features)
                guard stages > 1 else { continue }
                lemmatiser.lemmatise(&tokens, sentence.tokens, text)
                guard !parser.isEmpty, stages > 2 else { continue }
                words.fill(tokens, sentence.tokens, view)
                parser.parse(words, &state, &parserFeatures)
                tree.fill(heads: state.heads, count: words.count)
                if !labeller.isEmpty, stages > 3 { labeller.label(words, &tree, &labelFeatures) }
                tree.write(&tokens, sentence.tokens)
            }
        }
        swap(&tokens, &document.tokens)
        document.indexTree()
    }
}
