import ArgumentParser
import EnglishLanguage
import Linguistics
@preconcurrency import Foundation

/// Where the data lies and where the model goes.
struct TrainingOptions: ParsableArguments {
    @Option(help: "The folder with the training data.")
    var data = "../shared/data"

    @Option(help: "The folder that the model's files are written to.")
    var out = "Sources/CEnglishData/model"

    @Flag(help: "Leave GUM out: its annotation is for non-commercial use.")
    var withoutGUM = false

    func corpus() throws -> Corpus { try Corpus(folder: data, withGUM: !withoutGUM) }

    func write(_ bytes: [UInt8], _ name: String) throws {
        let path = out + "/" + name + ".bin"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        print("\(path): \(bytes.count) bytes")
    }
}

struct TaggerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tagger",
        abstract: "Trains the tagger. Needs tokens.bin."
    )

    @OptionGroup var options: TrainingOptions

    func run() throws {
        let corpus = try options.corpus()
        let clusters = ModelFolder(path: options.out).analyser().clusters
        let sentences = TrainingSentence.variants(corpus.train, clusters: clusters)
        let training = TaggerTraining(classes: TagClasses(corpus.train))
        try options.write(training.run(sentences, report: true), "tagger")
    }
}

struct LemmasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "lemmas", abstract: "Learns the lemmas.")

    @OptionGroup var options: TrainingOptions

    func run() throws { try options.write(LemmaTraining().run(options.corpus().train), "lemmas") }
}

struct ParserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parser",
        abstract: "Trains the parser. Needs tokens.bin and lemmas.bin."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "A file to keep the jackknifed tags in, for the next run over the same data.")
    var tags: String?

    func run() async throws {
        let corpus = try options.corpus()
        let analyser = ModelFolder(path: options.out).analyser()
        let sentences = TrainingSentence.variants(corpus.train, clusters: analyser.clusters)
        let tagged = try await Jackknife.tagged(sentences, classes: TagClasses(corpus.train), cache: tags)
        let examples = tagged.map { ParseExample($0, analyser.lemmatiser) }
        async let steps = ParserTraining().run(examples, report: true)
        async let labels = LabelTraining().run(examples, report: true)
        try options.write(ModelArchive.pack([await steps, await labels]), "parser")
    }
}

struct ClustersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clusters",
        abstract: "Puts words into classes by their company, into tokens.bin. Needs tokens.bin."
    )

    @OptionGroup var options: TrainingOptions

    func run() throws {
        let model = ModelFolder(path: options.out)
        let texts =
            try PlainText(folder: options.data).texts()
            + Corpus.documents(options.corpus().train).map { GoldText($0).text }
        let sentences = ClusterTraining.sentences(texts, model.analyser())
        let clusters = WordClusters.pack(ClusterTraining().run(sentences))
        let archive = ModelArchive(ModelFolder.kept(try model.read("tokens")))
        try options.write(ModelArchive.pack((0..<3).map { Array(archive.part($0)) } + [clusters]), "tokens")
    }
}

struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Trains the borders of tokens and sentences."
    )

    @OptionGroup var options: TrainingOptions

    func run() throws { try options.write(TokenTraining(corpus: options.corpus()).run(), "tokens") }
}
