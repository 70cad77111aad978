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
        let analyser = ModelFolder(path: options.out).analyser()
        func texts(_ name: String) throws -> [AnnotatedText] {
            AnnotatedText.read(try Treebank(path: options.data + "/ud/en_gum-\(name).conllu"))
        }
        func examples(_ name: String) throws -> [PronounTraining.Example] {
            try texts(name).map { text in
                PronounTraining.Example(text: text, document: analyser.analyse(text.document.text))
            }
        }
        var training = PronounTraining(lexicon: lexicon)
        training.epochs = epochs
        let bytes = options.withoutGUM ? [0] : training.train(options.share(of: try examples("train")), limit: 500_000)
        try options.write(bytes, "mentions")
        let resolver = PronounResolver(weights: HashedWeights(ModelFolder.kept(bytes)))
        let reader = MentionReader(lexicon: lexicon, resolver: resolver)
        var score = PronounScore()
        for var example in try examples("dev") {
            reader.read(&example.document)
            score.add(example.text, example.document, lexicon)
        }
        print(score.table)
    }
}
