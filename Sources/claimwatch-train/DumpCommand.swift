import ArgumentParser
import Articles
import Claims
import EnglishLanguage
import Linguistics

/// What two builds must agree on where one is only to be faster.
struct DumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Prints all names, mentions, entities, attributions and claims of some texts, to compare two builds."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "Take one text of so many.")
    var every = 10

    func run() throws {
        let analyser = English.analyser()
        let reader = ClaimReader(
            watchlist: .builtIn(lists: EnglishData.list), lists: EnglishData.list, models: EnglishData.bytes)
        for (number, text) in try PlainText(folder: options.data).texts().enumerated() where number % every == 0 {
            let document = analyser.analyse(text)
            print("text", number, document.tokens.count)
            for name in document.names { print("name", name.tokens, name.kind) }
            for mention in document.mentions { print("mention", mention) }
            for entity in document.entities { print("entity", entity) }
            for attribution in reader.attributions(in: document) { print("attribution", attribution) }
            let article = SpeedCommand.article(text, document)
            for claim in reader.claims(in: article, document: document) { print("claim", claim) }
        }
    }
}
