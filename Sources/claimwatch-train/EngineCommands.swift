import ArgumentParser
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

struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Trains the borders of tokens and sentences."
    )

    @OptionGroup var options: TrainingOptions

    func run() throws { try options.write(TokenTraining(corpus: options.corpus()).run(), "tokens") }
}
