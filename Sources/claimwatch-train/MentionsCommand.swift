import ArgumentParser
import EnglishLanguage
@preconcurrency import Foundation
import Linguistics

struct MentionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mentions",
        abstract: "Trains the ranker of antecedents of pronouns and measures it on GUM dev."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "Passes over the training data.")
    var epochs = 10

    func run() throws {
        let lexicon = EnglishNames.lexicon
        let names = EnglishNames.nameReader()
        func texts(_ name: String) throws -> [AnnotatedText] {
            AnnotatedText.read(try Treebank(path: options.data + "/ud/en_gum-\(name).conllu"))
        }
        let reader = MentionReader(
            lexicon: lexicon,
            resolver: PronounResolver(weights: HashedWeights(.init(start: nil, count: 0)))
        )
        var score = PronounScore()
        for text in try texts("dev") {
            var document = text.document
            names.read(&document)
            reader.read(&document)
            score.add(text, document, lexicon)
        }
        print(score.table)
    }
}
