import ArgumentParser
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

    func run() throws {
        let analyser = model.map { ModelFolder(path: $0).analyser() } ?? English.analyser()
        let texts = Array(try PlainText(folder: options.data).texts().prefix(200))
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
            print(name, Int(Double(count) / seconds), "tokens/s")
        }
        show("tokens and sentences", tokens)
        for (name, stages) in [
            ("tags", 1), ("tags, lemmas", 2), ("tags, lemmas, heads", 3), ("tags, lemmas, trees", 4),
        ] {
            let time = clock.measure {
                for index in documents.indices { analyser.readSentences(&documents[index], stages: stages) }
            }
            show(name, time)
        }
        let all = clock.measure { for text in texts { _ = analyser.analyse(text) } }
        show("all", all)
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
