import Alerts
import Articles
import Claims
import EnglishLanguage
import Foundation
import Pipeline
import Positions
import StateStore
import Testing

/// The daemon knows when a date has passed: the whole path from the text to the alert, with the day given by the test.
@Suite struct DeadlinePassesTests {
    private let processor: ArticleProcessor
    private let reader = ArticleReader(lists: EnglishData.list, limit: 100_000)

    init() throws {
        let watchlist = Watchlist(
            actors: [
                .init(name: "Russia", aliases: ["Moscow"]), .init(name: "United States", aliases: ["Washington"]),
            ],
            topics: [.init(name: "ceasefire", terms: ["ceasefire", "truce"])])
        processor = ArticleProcessor(
            analyser: English.analyser(),
            reader: ClaimReader(watchlist: watchlist, lists: EnglishData.list, models: EnglishData.bytes),
            decider: AlertDecider(rules: [
                AlertRule(name: "all", when: [.missed, .met, .deadlineMoved])
            ]),
            store: try StateStore(inMemory: ()))
    }

    private static let demand = "date 2025-08-01\nWashington gave Moscow until August 8 to accept a ceasefire.\n"
    private static let extended = "date 2025-08-06\nMoscow now has until August 20 to accept a ceasefire.\n"
    private static let agreed = "date 2025-08-07\nA ceasefire was agreed on Thursday.\n"
    private static let other = "date 2025-08-12\nWashington said nothing of the weather.\n"

    private func read(_ texts: [String]) async throws -> [Alert] {
        var alerts: [Alert] = []
        for (number, text) in texts.enumerated() {
            let article = try reader.read(
                Array(text.utf8), id: ArticleID(hex: String(repeating: "\(number + 1)", count: 64)),
                path: "\(number).txt", fileDate: CalendarDate(day: 20_000)
            ).get()
            alerts += try await processor.process(article, now: 0) ?? []
        }
        return alerts
    }

    private func tick(_ day: String) async throws -> [Alert] {
        try await processor.tick(today: try #require(CalendarDate(day)), now: 0)
    }

    @Test func theDayPassesAndNothingHappens() async throws {
        #expect(try await read([Self.demand]).isEmpty)
        #expect(try await tick("2025-08-08").isEmpty)
        let missed = try await tick("2025-08-09")
        #expect(missed.map(\.reason) == [.deadlineMissed])
        #expect(missed.map(\.date.description) == ["2025-08-08"])
        #expect(try await tick("2025-08-09").isEmpty)
        #expect(try await tick("2025-08-10").isEmpty)
    }

    @Test func anArticleOfALaterDayTellsTheSameAsTheClock() async throws {
        let byArticle = try await read([Self.demand, Self.other])
        let other = try DeadlinePassesTests()
        _ = try await other.read([Self.demand])
        let byClock = try await other.tick("2025-08-09")
        #expect(byArticle.map(\.id) == byClock.map(\.id))
        #expect(byArticle.map(\.reason) == [.deadlineMissed])
        // What the article has said, the clock does not say again.
        #expect(try await tick("2025-08-12").isEmpty)
    }

    @Test func whatIsAgreedInTimeMeetsIt() async throws {
        #expect(try await read([Self.demand, Self.agreed]).map(\.reason) == [.deadlineMet])
        #expect(try await tick("2025-08-09").isEmpty)
    }

    @Test func theDayMoves() async throws {
        #expect(try await read([Self.demand, Self.extended]).map(\.reason) == [.deadlineMoved])
        #expect(try await tick("2025-08-09").isEmpty)
        #expect(try await tick("2025-08-21").map(\.reason) == [.deadlineMissed])
    }
}
