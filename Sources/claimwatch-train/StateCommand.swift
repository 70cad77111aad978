import Alerts
import ArgumentParser
import Articles
import Claims
import EnglishLanguage
@preconcurrency import Foundation
import Glibc
import Pipeline
import Settings
import StateStore

struct StateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "How much a large state slows an article down: the time of an article beside an empty one.",
        discussion: """
            The articles of the seeds, each time with other figures, go from their bytes into an empty state and into one \
            with many positions and claims, in turns. Time of the processors and by the wall clock, which has the waits for \
            the disk. Fails where the large state costs more than a tenth.
            """)

    @OptionGroup var options: BenchOptions

    @Option(help: "The configuration: what to watch.")
    var config = "seeds/claimwatch.yaml"

    @Option(help: "Where the states are made; the large one is kept.")
    var folder = ".build/bench/state"

    @Option(help: "Positions of the large state.")
    var positions = 1_000_000

    @Option(help: "Claims of the large state.")
    var claims = 10_000_000

    @Option(help: "Articles of the last 60 days in the large state.")
    var recent = 30_000

    @Option(help: "How many times the articles are read.")
    var rounds = 8

    func run() async throws {
        let (empty, large) = (folder + "/empty", folder + "/large-\(positions)-\(claims)-\(recent)")
        try? FileManager.default.removeItem(atPath: empty)
        let isMade = FileManager.default.fileExists(atPath: large + "/made")
        if !isMade {
            try? FileManager.default.removeItem(atPath: large)
            Log.line("making a state of \(positions) positions and \(claims) claims in \(large)")
            let store = try StateStore(directory: large)
            try store.fill(positions: positions, claims: claims, prints: recent, before: Self.day)
            try Data().write(to: URL(fileURLWithPath: large + "/made"))
        }
        let desks = [try Desk(empty, config), try Desk(large, config)]
        let texts = try SeedTexts.texts(options.articles).map { String(decoding: $0, as: UTF8.self) }
        var times = [[Time]](repeating: [], count: desks.count)
        // Other figures in every run, since the large state is kept.
        let run = Int(Date().timeIntervalSince1970) % 1_000_000
        for round in 0...rounds {
            for (number, text) in texts.enumerated() {
                let own =
                    text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
                    + "\nTicket \(run), \(round)."
                for (index, desk) in desks.enumerated() {
                    let time = try await desk.take(own, "\(run)-\(round)-\(number).txt", day: Self.day + round)
                    // The first turn fills caches.
                    if round > 0 { times[index].append(time) }
                }
            }
        }
        report(times)
        let ratio = Self.median(times[1].map(\.processor)) / Self.median(times[0].map(\.processor))
        if ratio > 1.1 { throw ExitCode(1) }
    }

    /// The day that the large state ends on: 2025-08-01.
    private static let day = 20_301

    private func report(_ times: [[Time]]) {
        let names = ["empty state", "\(positions) positions, \(claims) claims"]
        print("state of", names[1], "beside an empty one; medians an article of \(times[0].count)")
        for (name, times) in zip(names, times) {
            print(
                String(
                    format: "  %@: %.2f ms of the processor, %.2f ms in all; the state alone %.2f ms", name,
                    1000 * Self.median(times.map(\.processor)), 1000 * Self.median(times.map(\.wall)),
                    1000 * Self.median(times.map(\.store))))
        }
        let (small, large) = (Self.median(times[0].map(\.processor)), Self.median(times[1].map(\.processor)))
        print(String(format: "  an article takes %.1f %% longer in the large state", 100 * (large / small - 1)))
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    struct Time {
        /// Seconds of all processors, by the wall clock, and of the processors in the store.
        var (processor, wall, store) = (0.0, 0.0, 0.0)
    }

    private struct Desk {
        let store: StateStore
        let processor: ArticleProcessor
        let articles = ArticleReader(lists: EnglishData.list)

        init(_ folder: String, _ config: String) throws {
            let settings = try NewsFolder.settings(config)
            store = try StateStore(directory: folder)
            processor = ArticleProcessor(
                analyser: English.analyser(),
                reader: ClaimReader(
                    watchlist: settings.watchlist(builtIn: .builtIn(lists: EnglishData.list)),
                    lists: EnglishData.list, models: EnglishData.bytes),
                decider: AlertDecider(rules: settings.effectiveRules), store: store)
        }

        func take(_ text: String, _ path: String, day: Int) async throws -> Time {
            let bytes = Array(text.utf8)
            let clock = ContinuousClock()
            let (start, spent) = (clock.now, Self.spent)
            let id = ArticleLoader.id(of: bytes)
            guard
                case .success(var article) = articles.read(
                    bytes, id: id, path: path, fileDate: CalendarDate(day: day))
            else { return Time() }
            article.date = CalendarDate(day: day)
            _ = try await store.taken(of: [id])
            let claims = ArticleProcessor.read(article, by: processor.analyser) {
                processor.reader.claims(in: article, document: $0)
            }
            let read = Self.spent
            let place = ArticlePlace(path: Array(path.utf8), size: bytes.count, modified: 0)
            _ = try await processor.take(article, claims: claims, arrival: ArticleArrival(place: place), now: 0)
            let (seconds, attoseconds) = (clock.now - start).components
            let end = Self.spent
            return Time(
                processor: end - spent, wall: Double(seconds) + Double(attoseconds) * 1e-18, store: end - read)
        }

        /// Seconds that all threads have had of the processors.
        private static var spent: Double {
            var time = timespec()
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }
    }
}
