import ArgumentParser
import Articles
import Claims
import EnglishLanguage
import Foundation
import Linguistics

struct SpeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speed",
        abstract: "Measures tokens a second on one core, by stage, on PolNeAR train text."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "A folder with a model to measure instead of the embedded one.")
    var model: String?

    @Option(help: "How many texts to measure on.")
    var texts = 200

    @Flag(help: "Only what follows the trees: names, mentions, attributions, claims.")
    var upperOnly = false

    func run() throws {
        let folder = model.map(ModelFolder.init(path:))
        let analyser = folder.map { $0.analyser() } ?? English.analyser()
        let reader =
            folder.map { folder in
                ClaimReader(watchlist: .builtIn(lists: EnglishData.list), lists: EnglishData.list) {
                    ModelFolder.kept((try? folder.read($0)) ?? [])
                }
            }
            ?? ClaimReader(
                watchlist: .builtIn(lists: EnglishData.list), lists: EnglishData.list, models: EnglishData.bytes)
        let texts = Array(try PlainText(folder: options.data).texts().prefix(texts))
        let clock = ProcessorClock()
        var documents: [Document] = []
        let tokens = clock.measure {
            for text in texts {
                var document = Document(text: text)
                analyser.readTokens(&document, [TextRegion(bytes: 0..<text.count, kind: .body)])
                documents.append(document)
            }
        }
        let count = documents.reduce(0) { $0 + $1.tokens.count }
        func show(_ name: String, _ seconds: Double) {
            let micros = (seconds * 1e6 / Double(count) * 100).rounded() / 100
            print(name.padding(toLength: 24, withPad: " ", startingAt: 0), terminator: "")
            print(micros, "µs a token,", Int(Double(count) / seconds), "tokens/s")
        }
        if !upperOnly {
            show("tokens and sentences", tokens)
            let treesAlone = clock.measure {
                for index in documents.indices { analyser.readSentences(&documents[index], stages: 1) }
            }
            show("tags and trees", treesAlone)
        }
        let trees = clock.measure {
            for index in documents.indices { analyser.readSentences(&documents[index]) }
        }
        show("tags, lemmas, trees", trees)
        show("mended trees", clock.measure { for index in documents.indices { TreeRepair().mend(&documents[index]) } })
        show("names", clock.measure { for index in documents.indices { analyser.names.read(&documents[index]) } })
        show("mentions", clock.measure { for index in documents.indices { analyser.mentions.read(&documents[index]) } })
        let attributions = clock.measure { for document in documents { _ = reader.attributions(in: document) } }
        show("attributions", attributions)
        let articles = zip(texts, documents).map { text, document in Self.article(text, document) }
        let claims = clock.measure {
            for (article, document) in zip(articles, documents) { _ = reader.claims(in: article, document: document) }
        }
        show("claims", claims - attributions)
        let all = clock.measure { for text in texts { _ = reader.attributions(in: analyser.analyse(text)) } }
        show("text to attributions", all)
        print("claims take \(Figure.text(100 * (claims - attributions) / all)) % of the time from text to attributions")
    }

    /// The text as an article of a fixed day, all of it body.
    static func article(_ text: [UInt8], _ document: Document) -> Article {
        Article(
            id: ArticleID(hex: String(repeating: "0", count: 64)), path: "", date: CalendarDate(day: 18_000),
            dateSource: .fileTime, text: text, regions: [ArticleRegion(bytes: 0..<text.count, kind: .body)])
    }
}

/// The time that this thread had a core for: other programs on the machine do not count.
struct ProcessorClock {
    func measure(_ body: () -> Void) -> Double {
        let start = Self.now()
        body()
        return Self.now() - start
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
