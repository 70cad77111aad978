import ArgumentParser
import Claims
import EnglishLanguage
import Linguistics

/// A layer that can be switched off to see what it is worth.
enum AblatedLayer: String, ExpressibleByArgument, CaseIterable { case trees, names, coreference }

/// The analyser and the reader of attributions to measure: embedded or from a folder, whole or without a layer.
struct MeasuredEngine: Sendable {
    let analyser: EnglishAnalyser
    let reader: AttributionReader
    let without: AblatedLayer?

    /// - Parameter model: a folder with a model; nil for the embedded one.
    init(model: String?, without: AblatedLayer? = nil) {
        func part(_ name: String) -> UnsafeRawBufferPointer {
            guard let model else { return EnglishData.bytes(name) }
            return ModelFolder.kept((try? ModelFolder(path: model).read(name)) ?? [])
        }
        analyser = model.map { ModelFolder(path: $0).analyser() } ?? English.analyser()
        reader = AttributionReader(
            list: EnglishData.list("attribution-cues"), model: part("attributions"), tokens: part("tokens"))
        self.without = without
    }

    func analyse(_ text: [UInt8]) -> Document { Self.analyse(text, analyser, without: without) }

    /// The analysis with heads left unset, or names or mentions taken away.
    static func analyse(_ text: [UInt8], _ analyser: EnglishAnalyser, without: AblatedLayer?) -> Document {
        guard let without else { return analyser.analyse(text) }
        var document = Document(text: text)
        analyser.readTokens(&document, [TextRegion(bytes: 0..<text.count, kind: .body)])
        analyser.readSentences(&document)
        if without == .trees {
            for index in document.tokens.indices {
                (document.tokens[index].head, document.tokens[index].relation) = (-1, .unspecified)
            }
            document.indexTree()
        } else {
            TreeRepair().mend(&document)
        }
        analyser.names.read(&document)
        if without == .names { document.names = [] }
        analyser.mentions.read(&document)
        if without == .coreference {
            (document.mentions, document.entities) = ([], [])
            document.indexMentions()
        }
        return document
    }

    /// Measures attributions and speakers on articles.
    func measure(
        _ articles: [PolNeAR.Article], speakers key: String?
    ) throws -> (attributions: AttributionScore, speakers: SpeakerScore) {
        var score = AttributionScore()
        var speakers = try SpeakerScore(key: key)
        for article in articles {
            let document = analyse(article.text)
            let found = reader.attributions(in: document)
            score.add(article.text, found: found.map { PolNeAR.Gold($0, document) }, gold: article.gold)
            speakers.add(article, document, found)
        }
        return (score, speakers)
    }
}

extension PolNeAR.Gold {
    /// A found attribution in code points.
    init(_ attribution: Attribution, _ document: Document) {
        self.init(
            source: attribution.source.map(document.scalars), cue: attribution.cue.map(document.scalars),
            content: attribution.content.map(document.scalars))
    }
}
