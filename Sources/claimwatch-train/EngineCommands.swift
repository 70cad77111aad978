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

    @Option(help: "The share of the training documents to train on, above 0 and up to 1 (for learning curves).")
    var fraction = 1.0

    func validate() throws {
        guard fraction > 0, fraction <= 1 else { throw ValidationError("--fraction must be above 0 and at most 1.") }
    }

    func corpus() throws -> Corpus {
        var corpus = try Corpus(folder: data, withGUM: !withoutGUM)
        if fraction < 1 { corpus.train = share(of: corpus.documents).flatMap(\.self) }
        return corpus
    }

    /// The share of these documents to train on, in their order. The choice is the same for the same number of
    /// documents, and a smaller share is part of a larger one.
    func share<T>(of documents: [T]) -> [T] {
        guard fraction < 1, !documents.isEmpty else { return documents }
        var generator = SeededGenerator(seed: 1)
        let count = max(1, Int((Double(documents.count) * fraction).rounded()))
        return documents.indices.shuffled(using: &generator).prefix(count).sorted().map { documents[$0] }
    }

    func write(_ bytes: [UInt8], _ name: String) throws {
        let path = out + "/" + name + ".bin"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        print("\(path): \(bytes.count) bytes")
    }
}

struct LemmasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "lemmas", abstract: "Learns the lemmas.")

    @OptionGroup var options: TrainingOptions

    func run() throws { try options.write(LemmaTraining().run(options.corpus().train), "lemmas") }
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
