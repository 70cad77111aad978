import ArgumentParser
import Claims
import EnglishLanguage
import Foundation
import Linguistics

struct AttributionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attributions",
        abstract: "Trains the models that find attributions."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "Passes over the data.")
    var epochs = 5

    @Option(help: "Train on an analysis without this layer: trees, names or coreference (for ablation).")
    var without: AblatedLayer?

    @Option(help: "The size of a step.")
    var rate: Float = 0.03

    @Option(help: "How strongly large weights are punished.")
    var penalty: Float = 0.002

    @Option(help: "Features seen less often are not learnt.")
    var cutoff: Int32 = 2

    @Option(help: "How much the use of a feature counts for its staying.")
    var power: Float = 0.3

    @Option(help: "Train only this part, cues, roles or extensions, and keep the others.")
    var only: String?

    @Option(help: "What the sizes of the models' parts are multiplied by.")
    var size = 1.0

    func run() throws {
        let corpus = try PolNeAR(folder: options.data + "/polnear/train")
        let articles = options.share(of: corpus.articles)
        let lexicon = CueLexicon(EnglishData.list("attribution-cues"), tokens: EnglishData.bytes("tokens"))
        var training = AttributionTraining(articles: articles, analyser: English.analyser(), lexicon: lexicon)
        (training.epochs, training.rate, training.penalty, training.cutoff) = (epochs, rate, penalty, cutoff)
        (training.power, training.without) = (power, without)
        training.cueFeatures = Int(Double(training.cueFeatures) * size)
        training.roleFeatures = Int(Double(training.roleFeatures) * size)
        let old = ModelFolder.kept((try? ModelFolder(path: options.out).read("attributions")) ?? [])
        try options.write(training.run(only: only, old: ModelArchive(old)), "attributions")
    }
}

struct PredictAttributionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict-attributions",
        abstract: "Writes the attributions found in PolNeAR for polnear_score.py."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "Which part of PolNeAR.")
    var part = "dev"

    @Option(help: "The file to write.")
    var predictions: String

    @Option(help: "A folder with a model to use instead of the embedded one.")
    var model: String?

    @Option(help: "Added to the score of the label outside in the search for cues.")
    var cueBias: Float?

    @Option(help: "What the first look at a word must give a label of cues for a second one.")
    var cueGate: Float?

    @Option(help: "Added to the score of the label source where a first look found none.")
    var sourceBias: Float?

    @Option(help: "Added to the score of the label content where a first look found none.")
    var emptyBias: Float?

    @Option(help: "Added to the score of the label content.")
    var contentBias: Float?

    func run() throws {
        let corpus = try PolNeAR(folder: options.data + "/polnear/" + part)
        let bytes = model.map { ModelFolder.kept((try? ModelFolder(path: $0).read("attributions")) ?? []) }
        var reader = AttributionReader(
            list: EnglishData.list("attribution-cues"),
            model: bytes ?? EnglishData.bytes("attributions"),
            tokens: EnglishData.bytes("tokens")
        )
        reader.cueBias = cueBias ?? reader.cueBias
        reader.cueGate = cueGate ?? reader.cueGate
        reader.sourceBias = sourceBias ?? reader.sourceBias
        reader.emptyBias = emptyBias ?? reader.emptyBias
        reader.contentBias = contentBias ?? reader.contentBias
        let analyser = English.analyser()
        var lines = ""
        for article in corpus.articles {
            let document = analyser.analyse(article.text)
            for attribution in reader.attributions(in: document) {
                func json(_ ranges: [Range<Int>]) -> String {
                    let parts = ranges.map { range in
                        let scalars = document.scalars(range)
                        return "[\(scalars.lowerBound),\(scalars.upperBound)]"
                    }
                    return "[" + parts.joined(separator: ",") + "]"
                }
                lines += "{\"doc\":\"\(article.name)\",\"source\":\(json(attribution.source)),"
                lines += "\"cue\":\(json(attribution.cue)),\"content\":\(json(attribution.content))}\n"
            }
        }
        try lines.write(toFile: predictions, atomically: true, encoding: .utf8)
    }
}

struct ShowAttributionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show-attributions",
        abstract: "Prints the attributions found in a file, one a line: source, cue, content, speaker, quotation."
    )

    @Argument(help: "A text file.")
    var file: String

    @Option(help: "A folder with a model to use instead of the embedded one.")
    var model: String?

    func run() throws {
        let bytes = model.map { ModelFolder.kept((try? ModelFolder(path: $0).read("attributions")) ?? []) }
        let reader = AttributionReader(
            list: EnglishData.list("attribution-cues"),
            model: bytes ?? EnglishData.bytes("attributions"),
            tokens: EnglishData.bytes("tokens")
        )
        let document = English.analyser().analyse([UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
        for attribution in reader.attributions(in: document) {
            func text(_ ranges: [Range<Int>]) -> String { ranges.map { document.string($0) }.joined(separator: " … ") }
            print(
                "[\(text(attribution.source))] [\(text(attribution.cue))] [\(text(attribution.content))]",
                attribution.speaker ?? "-",
                attribution.quotation
            )
        }
    }
}
