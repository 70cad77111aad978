import Alerts
import Articles
import Claims
import NewsFixtures
import Pipeline
import Positions
import StateStore
import Testing

/// An actor of which nothing is heard for some days.
@Suite struct QuietTests {
    private let decider = AlertDecider(rules: [AlertRule(name: "quiet", when: [.quietFor(days: 14)])])
    private let store: StateStore

    init() throws { store = try StateStore(inMemory: ()) }

    private func say(_ claim: Claim, on date: String) async throws -> [Alert] {
        let article = Sample.article("\(date) \(claim.actor ?? "")", on: date)
        let (keeper, decider) = (PositionKeeper(), decider)
        return try await store.take(article, claims: [claim], now: 0) { history in
            let quiet = try keeper.quiet(for: decider.quietSpans, asOf: article.date, history: history)
            let outcome = try keeper.outcome(of: [claim], in: article, history: history)
            var verdict = decider.verdict(on: quiet + outcome.shifts)
            verdict.observations = outcome.observations
            return verdict
        } ?? []
    }

    private func tick(_ day: String) async throws -> [String] {
        let today = try #require(CalendarDate(day))
        let (keeper, decider) = (PositionKeeper(), decider)
        return try await store.tick(now: 0) { history in
            decider.verdict(on: try keeper.quiet(for: decider.quietSpans, asOf: today, history: history))
        }.map { "\($0.date) \($0.change.rawValue) \($0.actor ?? "")" }
    }

    @Test func twoWeeksWithoutAWordAreSaidOnce() async throws {
        #expect(try await say(Sample.stance(-2), on: "2025-08-01").isEmpty)
        #expect(try await say(Sample.stance(-2, by: "Ukraine"), on: "2025-08-05").isEmpty)
        #expect(try await tick("2025-08-14").isEmpty)
        #expect(try await tick("2025-08-15") == ["2025-08-15 quiet Russia"])
        #expect(try await tick("2025-08-16").isEmpty)
        // A daemon that was away says so when it is back, with the day on which it was so.
        #expect(try await tick("2025-08-25") == ["2025-08-19 quiet Ukraine"])
    }

    @Test func aWordBreaksTheSilenceAndTheNextOneCounts() async throws {
        _ = try await say(Sample.stance(-2), on: "2025-08-01")
        _ = try await say(Sample.stance(-2), on: "2025-08-10")
        #expect(try await tick("2025-08-15").isEmpty)
        // What an article's date shows is said before the article is heard.
        let alerts = try await say(Sample.stance(1), on: "2025-08-30")
        #expect(alerts.map(\.change) == [.quiet])
        #expect(
            alerts.first?.message == "Russia on ceasefire: quiet for 14 days, last rejects: \"Moscow spoke of it.\"")
        #expect(try await tick("2025-08-30").isEmpty)
    }

    @Test func nobodyIsToldWhoDidNotAsk() async throws {
        _ = try await say(Sample.stance(-2), on: "2025-08-01")
        let today = try #require(CalendarDate("2025-09-01"))
        let alerts = try await store.tick(now: 0) { history in
            let shifts = try PositionKeeper().quiet(for: [14], asOf: today, history: history)
            return AlertDecider(rules: [.standard(send: []), AlertRule(name: "b", when: [.quietFor(days: 13)])])
                .verdict(on: shifts)
        }
        #expect(alerts.isEmpty)
    }

    @Test(arguments: [
        ("quiet for 14 days", 14), ("quiet for 1 day", 1), ("quiet for 0 days", nil), ("quiet for 14", nil),
    ])
    func howARuleAsksForIt(_ text: String, _ days: Int?) {
        #expect(RuleTrigger(text) == days.map { .quietFor(days: $0) })
        if days != nil { #expect(RuleTrigger(text)?.text == text) }
    }
}
