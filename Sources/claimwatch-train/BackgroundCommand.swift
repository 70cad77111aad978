import Alerts
import ArgumentParser
import Articles
import Claims
import EnglishLanguage
@preconcurrency import Foundation
import Pipeline
import Settings

struct BackgroundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "background",
        abstract: "Counts the alerts on a stream of news in which nothing that is watched changes.",
        discussion: """
            Wire stories and political articles are taken in by their dates, with the built-in actors and with those \
            built-in topics that are no matter of theirs. What alerts come is written to a file, to be judged by reading.
            """)

    @Option(help: "The folder with the data.")
    var data = "../shared/data"

    @Option(help: "The topics to watch: names of built-in topics, one a line.")
    var topics = "Tests/Bench/background-topics.txt"

    @Option(help: "Write the alerts to this file: message, rules, and both sentences.")
    var alerts: String?

    func run() async throws {
        guard FileManager.default.fileExists(atPath: data + "/reuters21578") else {
            print("skipped: the stream is not in \(data); give its place with --data")
            return
        }
        let names = Set(
            try String(contentsOfFile: topics, encoding: .utf8).split(separator: "\n").map(String.init)
                .filter { !$0.hasPrefix("#") })
        var watchlist = Watchlist.builtIn(lists: EnglishData.list)
        watchlist.topics.removeAll { !names.contains($0.name) }
        watchlist.numbers = []
        guard watchlist.topics.count == names.count else {
            let known = Set(watchlist.topics.map(\.name))
            throw ValidationError("no built-in topics: \(names.subtracting(known).sorted().joined(separator: ", "))")
        }
        let articles = try stream()
        let reader = ClaimReader(watchlist: watchlist, lists: EnglishData.list, models: EnglishData.bytes)
        let store = try WitnessStore()
        let processor = ArticleProcessor(
            analyser: English.analyser(), reader: reader,
            decider: AlertDecider(rules: [.standard(send: [])]), store: store)
        var raised: [Alert] = []
        var stances = 0
        for article in articles {
            raised += try await processor.process(article, now: 0) ?? []
            stances += store.taken.claims.count { $0.kind == .stance }
        }
        let rate = Double(200 * raised.count) / Double(max(1, articles.count))
        print(
            """
            \(articles.count) articles, \(watchlist.topics.count) topics, \(watchlist.actors.count) actors: \
            \(stances) stances read, \(raised.count) alerts, \(Figure.text(rate)) in 200 articles
            """)
        if let alerts {
            try raised.map(Self.text).joined(separator: "\n").write(toFile: alerts, atomically: true, encoding: .utf8)
        }
    }

    /// By date; of one day wire stories first.
    private func stream() throws -> [Article] {
        let reader = ArticleReader(lists: EnglishData.list)
        var texts: [(path: String, text: String)] = try WireStories(folder: data + "/reuters21578").stories
            .enumerated().map { ("story-\($0.offset).txt", $0.element.text) }
        let folder = data + "/polnear/train/text"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".txt") {
            // PUBLISHER_DATE_TITLE.txt
            let parts = name.split(separator: "_")
            guard parts.count > 2 else { continue }
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            texts.append((name, "date \(parts[1])\n\(text)"))
        }
        return texts.compactMap { path, text -> Article? in
            let bytes = Array(text.utf8)
            return try? reader.read(
                bytes, id: ArticleLoader.id(of: bytes), path: path, fileDate: CalendarDate(day: 0)
            ).get()
        }.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
    }

    private static func text(_ alert: Alert) -> String {
        let sentences = alert.evidence.map {
            "    \($0.date) \($0.article) [\($0.claimRule)] via \($0.via): \($0.text)"
        }
        return ([alert.message, "    \(alert.kind) \(alert.reason)"] + sentences).joined(separator: "\n") + "\n"
    }
}
