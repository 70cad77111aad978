import Alerts
import Articles
import Claims
import Foundation
import GRDB
import NewsFixtures
import Positions
import StateStore
import TestSupport
import Testing

@Suite struct StateStoreTests {
    let directory: TemporaryDirectory
    let store: StateStore

    init() throws {
        directory = try TemporaryDirectory()
        store = try StateStore(directory: directory.path)
    }

    @discardableResult
    private func take(_ article: Article, _ claims: [Claim], now: Double = 100) async throws -> [Alert]? {
        try await store.take(article, claims: claims, now: now) { history in
            let outcome = try PositionKeeper().outcome(of: claims, in: article, history: history)
            let alerts = AlertDecider(rules: [.standard(send: ["desk"])]).alerts(for: outcome.shifts)
            return Verdict(observations: outcome.observations, shifts: outcome.shifts, alerts: alerts)
        }
    }

    @discardableResult
    private func take(
        _ article: Article, _ level: Int, isHistory: Bool = false
    ) async throws -> [Alert]? {
        let claims = [Sample.stance(level)]
        let arrival = ArticleArrival(isHistory: isHistory)
        return try await store.take(article, claims: claims, arrival: arrival, now: 1) { history in
            let outcome = try PositionKeeper().outcome(of: claims, in: article, history: history)
            let alerts = AlertDecider(rules: [.standard(send: ["desk"])]).alerts(for: outcome.shifts)
            return Verdict(observations: outcome.observations, shifts: outcome.shifts, alerts: alerts)
        }
    }

    private func levels() throws -> [Int] {
        try store.histories(actor: "Russia", topic: nil, asOf: nil).flatMap { $0.observations.compactMap(\.level) }
    }

    @Test func historyBuildsPositionsAndWaitsForNoSink() async throws {
        try await take(Sample.article("1", on: "2025-08-01"), -2, isHistory: true)
        #expect(try await take(Sample.article("2"), 2, isHistory: true) == [])
        #expect(try store.counts().waiting == 0)
        #expect(try store.counts().alerts == 1)
        #expect(try levels() == [-2, 2])
        #expect(try await take(Sample.article("3", on: "2025-08-07"), -2)?.count == 1)
        #expect(try store.counts().waiting == 2)
    }

    @Test func marksAreKept() async throws {
        let (cookie, root) = (IntakeMark.cookie(name: [0x61]), IntakeMark.looked(root: [0x61]))
        #expect(try await !store.isMarked(cookie))
        try await store.mark(cookie)
        #expect(try await store.isMarked(cookie))
        #expect(try await !store.isMarked(root))
        try await store.mark(root)
        #expect(try await StateStore(readingFrom: directory.path).isMarked(root))
    }

    private func turn() async throws -> Alert {
        try await take(Sample.article("1", on: "2025-08-01"), [Sample.stance(-2)])
        return try #require(try await take(Sample.article("2"), [Sample.stance(2)])?.first)
    }

    @Test func anArticleIsTakenInOnce() async throws {
        let article = Sample.article("1")
        #expect(try await take(article, [Sample.stance(-2)]) == [])
        #expect(try await take(article, [Sample.stance(-2)]) == nil)
        #expect(try store.counts().articles == 1)
        #expect(try store.counts().observations == 1)
    }

    @Test func aShiftBecomesAnAlertAndWaitsForEverySink() async throws {
        let alert = try await turn()
        #expect(try await store.due(sink: "journal", now: 100, limit: 10).map(\.alert) == [alert])
        #expect(try await store.due(sink: "desk", now: 100, limit: 10).map(\.alert) == [alert])
        #expect(try await store.due(sink: "desk", now: 99, limit: 10) == [])
        #expect(try store.alerts().map(\.alert) == [alert])
    }

    @Test func whatIsDeliveredIsDueNoMore() async throws {
        let alert = try await turn()
        let delivery = try #require(try await store.due(sink: "desk", now: 100, limit: 10).first)
        try await store.markRetry(delivery.id, at: 160, reason: "connection refused")
        #expect(try await store.due(sink: "desk", now: 159, limit: 10) == [])
        #expect(try await store.nextDue(sink: "desk") == 160)
        let again = try #require(try await store.due(sink: "desk", now: 160, limit: 10).first)
        #expect(again.attempts == 1)
        try await store.markDelivered(again.id, now: 161)
        #expect(try await store.nextDue(sink: "desk") == nil)
        let states = try store.deliveries(of: alert.id).map { "\($0.sink) \($0.state) \($0.attempts)" }
        #expect(states == ["journal waiting 0", "desk delivered 2"])
    }

    @Test func aLineThatAFullDiskCutShortSpoilsNoOtherInTheListOfDeliveries() async throws {
        let alert = try await turn()
        let log = "\(directory.path)/delivered.log"
        try Data("0123 de".utf8).write(to: URL(fileURLWithPath: log))
        let delivery = try #require(try await store.due(sink: "desk", now: 100, limit: 10).first)
        try await store.markDelivered(delivery.id, now: 101)
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        #expect(lines == ["0123 de", "\(alert.id) desk"])
    }

    @Test func severalArticlesAreOneTransactionAndEachSeesThoseBefore() async throws {
        struct Full: Error {}
        func read(_ number: String, on date: String, _ level: Int, fails: Bool = false) -> ReadArticle {
            let (article, claims) = (Sample.article(number, on: date), [Sample.stance(level)])
            let place = ArticlePlace(path: Array(number.utf8), size: 1, modified: 2, changed: 3)
            return ReadArticle(article: article, claims: claims, arrival: ArticleArrival(place: place)) { history in
                if fails { throw Full() }
                let outcome = try PositionKeeper().outcome(of: claims, in: article, history: history)
                let alerts = AlertDecider(rules: [.standard(send: ["desk"])]).alerts(for: outcome.shifts)
                return Verdict(observations: outcome.observations, shifts: outcome.shifts, alerts: alerts)
            }
        }
        let first = read("1", on: "2025-08-01", -2)
        await #expect(throws: Full.self) {
            _ = try await store.take([first, read("2", on: "2025-08-06", 2, fails: true)], now: 1)
        }
        #expect(try store.counts().articles == 0)
        #expect(try await store.contents(of: [try #require(first.arrival.place)]) == [nil])
        let alerts = try await store.take([first, read("2", on: "2025-08-06", 2), first], now: 1)
        #expect(alerts.map { $0?.count } == [0, 1, nil])
        #expect(try await store.contents(of: [try #require(first.arrival.place)]) == [first.article.id])
    }

    @Test func aRefusedAlertIsADeadLetter() async throws {
        _ = try await turn()
        let delivery = try #require(try await store.due(sink: "desk", now: 100, limit: 10).first)
        try await store.markDead(delivery.id, reason: "400", now: 101)
        #expect(try store.counts().dead == 1)
        #expect(try await store.nextDue(sink: "desk") == nil)
    }

    @Test func whenADecisionFailsNothingIsWritten() async throws {
        struct Full: Error {}
        await #expect(throws: Full.self) {
            _ = try await store.take(Sample.article(), claims: [Sample.stance(1)], now: 1) { _ in throw Full() }
        }
        #expect(try store.counts().articles == 0)
        #expect(try await take(Sample.article(), [Sample.stance(1)]) == [])
    }

    @Test func theStateIsThereAfterReopening() async throws {
        let alert = try await turn()
        let reopened = try StateStore(directory: directory.path)
        #expect(try reopened.alert(id: String(alert.id.prefix(18))) == alert)
        #expect(try reopened.counts().waiting == 2)
        let history = try reopened.histories(actor: "Russia", topic: nil, asOf: nil)
        #expect(history.map { $0.observations.compactMap(\.level) } == [[-2, 2]])
        let asOf = try reopened.histories(actor: nil, topic: "ceasefire", asOf: CalendarDate("2025-08-03"))
        #expect(asOf.map { $0.observations.compactMap(\.level) } == [[-2]])
    }

    @Test func theStoreAndTheBookTellTheSameHistory() async throws {
        var book = PositionBook()
        var generator = SystemRandomNumberGenerator()
        for index in 0..<60 {
            let day = CalendarDate(day: 20_000 + Int.random(in: 0..<20, using: &generator))
            let article = Sample.article("\(index)", on: day.description)
            let claims = [Sample.stance(Int.random(in: -2...2, using: &generator))]
            let expected = try PositionKeeper().outcome(of: claims, in: article, history: book)
            for observation in expected.observations { book.add(observation) }
            _ = try await store.take(article, claims: claims, now: 0) { history in
                let outcome = try PositionKeeper().outcome(of: claims, in: article, history: history)
                #expect(outcome == expected, "article \(index)")
                return Verdict(observations: outcome.observations)
            }
        }
    }

    @Test func aDeadlineThatPassedIsRaisedOnce() async throws {
        let article = Sample.article("1", on: "2025-08-01")
        try await take(article, [Sample.deadline("2025-08-08")])
        let today = try #require(CalendarDate("2025-08-09"))
        func tick() async throws -> [Alert] {
            try await store.tick(now: 1) { history in
                let missed = try PositionKeeper().missedDeadlines(asOf: today, history: history)
                return Verdict(shifts: missed, alerts: AlertDecider(rules: [.standard(send: [])]).alerts(for: missed))
            }
        }
        #expect(try await tick().map(\.message) == [#"sanctions deadline: 2025-08-08 has passed: "By then.""#])
        #expect(try await tick().isEmpty)
    }

    @Test func aNewerStateIsRefused() throws {
        let queue = try DatabaseQueue(path: directory.path + "/claimwatch.sqlite")
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-later')") }
        #expect(throws: StateStoreError.newerVersion(path: directory.path + "/claimwatch.sqlite")) {
            _ = try StateStore(directory: directory.path)
        }
    }

    @Test func aFileThatIsNoDatabaseIsDamaged() throws {
        let other = try TemporaryDirectory()
        try other.write(String(repeating: "junk", count: 2_000), to: "claimwatch.sqlite")
        #expect { _ = try StateStore(directory: other.path) } throws: { error in
            if case StateStoreError.damaged = error { true } else { false }
        }
    }

    @Test func readingWithoutAStateSaysSo() throws {
        let other = try TemporaryDirectory()
        #expect(throws: StateStoreError.missing(path: other.path + "/claimwatch.sqlite")) {
            _ = try StateStore(readingFrom: other.path)
        }
    }

    @Test func asecondHolderOfTheLockIsRefusedByName() throws {
        let lock = try StateLock(directory: directory.path)
        #expect(throws: StateStoreError.inUse(path: directory.path, pid: ProcessInfo.processInfo.processIdentifier)) {
            _ = try StateLock(directory: directory.path)
        }
        withExtendedLifetime(lock) {}
    }
}
