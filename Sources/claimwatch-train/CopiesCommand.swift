import Alerts
import ArgumentParser
import Articles
import Claims
import EnglishLanguage
@preconcurrency import Foundation
import Linguistics
import Pipeline
import Positions
import Settings

struct CopiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copies",
        abstract: "Makes copies of wire stories that raised alerts, and counts those that raise a second one.",
        discussion: """
            The stories are taken in by their dates. Of each that raises alerts a copy is made, in turn in each manner, and \
            taken in at once or, every other time, after ten further stories. The same stream goes through a state that \
            knows no stories, to show what it would have raised. Alerts on first positions are asked for too.
            """)

    @Option(help: "The folder with the data.")
    var data = "../shared/data"

    @Option(help: "The configuration: what to watch in the stories.")
    var config = "Tests/Bench/copies.yaml"

    @Option(help: "Words with others for them.")
    var words = "Tests/Bench/copy-words.txt"

    @Option(help: "How many copies.")
    var copies = 500

    @Option(help: "Write the stories that were taken for copies of others to this file, to be judged.")
    var merged: String?

    @Option(help: "Write the alerts that copies raised to this file.")
    var second: String?

    func run() async throws {
        let folder = data + "/reuters21578"
        guard FileManager.default.fileExists(atPath: folder) else {
            print("skipped: the wire stories are not in \(folder); give their place with --data")
            return
        }
        var settings = try NewsFolder.settings(config)
        settings.rules = [AlertRule(name: "all", when: [.first, .shift, .contradicted, .missed])]
        let desk = try Desk(settings)
        var maker = CopyMaker(
            words: WordList(text: String(decoding: try Data(contentsOf: URL(fileURLWithPath: words)), as: UTF8.self)),
            spellings: EnglishData.list("spelling-variants"), seed: 1)
        var tally = Tally()
        var waiting: [(due: Int, text: String, manner: CopyMaker.Manner, title: String)] = []
        var made = 0
        for (number, story) in try WireStories(folder: folder).stories.enumerated() where tally.copies < copies {
            while let next = waiting.first, next.due <= number {
                waiting.removeFirst()
                try await desk.take(copy: next.text, next.manner, of: next.title, number, &tally)
            }
            guard try await desk.take(original: story, number, &tally), made < copies else { continue }
            let manner = CopyMaker.Manner.allCases[made % CopyMaker.Manner.allCases.count]
            let copy = (maker.copy(story, manner), manner, story.title)
            made += 1
            if made % 2 == 0 {
                try await desk.take(copy: copy.0, copy.1, of: copy.2, number, &tally)
            } else {
                waiting.append((number + 10, copy.0, copy.1, copy.2))
            }
        }
        print(tally.text)
        if let merged { try write(tally.merged, to: merged) }
        if let second { try write(tally.second, to: second) }
    }

    private func write(_ lines: [String], to path: String) throws {
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// What came of the copies.
    struct Tally {
        var stories = 0
        var fired = 0
        var copies = 0
        /// For each manner: copies, known again, with a second alert, with one where stories are not known.
        var manners: [CopyMaker.Manner: (copies: Int, known: Int, second: Int, without: Int)] = [:]
        /// Stories that were taken for tellings of earlier ones, and alerts that went with them.
        var merged: [String] = []
        var lost = 0
        var second: [String] = []

        var text: String {
            let all = manners.values
            func sum(_ part: ((copies: Int, known: Int, second: Int, without: Int)) -> Int) -> Int {
                all.reduce(0) { $0 + part($1) }
            }
            func percent(_ part: Int, _ whole: Int) -> String {
                Figure.text(100 * Double(part) / Double(max(1, whole)))
            }
            var lines = [
                "\(stories) stories, \(fired) raised alerts; \(copies) copies",
                "| manner | copies | known again % | no second alert % | the same without knowing stories % |",
                "| --- | --- | --- | --- | --- |",
            ]
            for manner in CopyMaker.Manner.allCases {
                guard let row = manners[manner] else { continue }
                lines.append(
                    "| \(manner.rawValue) | \(row.copies) | \(percent(row.known, row.copies)) | "
                        + "\(percent(row.copies - row.second, row.copies)) | "
                        + "\(percent(row.copies - row.without, row.copies)) |")
            }
            lines.append(
                "| all | \(copies) | \(percent(sum(\.known), copies)) | \(percent(copies - sum(\.second), copies)) | "
                    + "\(percent(copies - sum(\.without), copies)) |")
            lines.append(
                "\(merged.count) of the \(stories) stories were taken for tellings of earlier ones; "
                    + "\(lost) of their alerts went with that")
            return lines.joined(separator: "\n")
        }
    }

    /// Two states side by side: one that knows stories and one that does not.
    private struct Desk {
        let analyser = English.analyser()
        let articles = ArticleReader(lists: EnglishData.list)
        let reader: ClaimReader
        let (knowing, forgetful): (WitnessStore, WitnessStore)
        let decider: AlertDecider

        init(_ settings: Settings) throws {
            reader = ClaimReader(
                watchlist: settings.watchlist(builtIn: .builtIn(lists: EnglishData.list)), lists: EnglishData.list,
                models: EnglishData.bytes)
            (knowing, forgetful) = (try WitnessStore(), try WitnessStore(knowsStories: false))
            decider = AlertDecider(rules: settings.rules)
        }

        private func take(_ text: String, _ path: String) async throws -> (alerts: [Alert], without: [Alert]) {
            let bytes = Array(text.utf8)
            let id = ArticleLoader.id(of: bytes)
            guard
                let article = try? articles.read(bytes, id: id, path: path, fileDate: CalendarDate(day: 6_000)).get()
            else { return ([], []) }
            let claims = ArticleProcessor.read(article, by: analyser) { reader.claims(in: article, document: $0) }
            func process(_ store: WitnessStore) async throws -> [Alert] {
                let processor = ArticleProcessor(analyser: analyser, reader: reader, decider: decider, store: store)
                return try await processor.take(article, claims: claims, now: 0) ?? []
            }
            return (try await process(knowing), try await process(forgetful))
        }

        /// - Returns: whether it raised alerts.
        func take(original story: WireStories.Story, _ number: Int, _ tally: inout Tally) async throws -> Bool {
            let (alerts, without) = try await take(story.text, "story-\(number).txt")
            tally.stories += 1
            if !alerts.isEmpty { tally.fired += 1 }
            if let telling = knowing.taken.tellings.first {
                let lost = max(0, without.count - alerts.count)
                tally.lost += lost
                tally.merged.append("\(lost)\t\(telling.path)\t\(story.date)\t\(story.title)\tstory-\(number).txt")
            }
            return !alerts.isEmpty
        }

        func take(
            copy text: String, _ manner: CopyMaker.Manner, of title: String, _ number: Int, _ tally: inout Tally
        ) async throws {
            let (alerts, without) = try await take(text, "copy-\(tally.copies).txt")
            tally.copies += 1
            var row = tally.manners[manner] ?? (0, 0, 0, 0)
            row.copies += 1
            // Bytes that are the same are known without a print.
            if !knowing.taken.tellings.isEmpty { row.known += 1 }
            if !alerts.isEmpty { row.second += 1 }
            if !without.isEmpty { row.without += 1 }
            tally.manners[manner] = row
            for alert in alerts { tally.second.append("\(manner.rawValue)\t\(title)\t\(alert.message)") }
        }
    }
}
