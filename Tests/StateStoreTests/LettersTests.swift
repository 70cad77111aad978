import Alerts
import Articles
import Claims
import NewsFixtures
import Positions
import StateStore
import TestSupport
import Testing

@Suite struct LettersTests {
    let directory: TemporaryDirectory
    let store: StateStore

    init() throws {
        directory = try TemporaryDirectory()
        store = try StateStore(directory: directory.path, standingSinks: [])
    }

    private func raise(_ topics: [String], to sinks: [String] = ["desk"]) async throws -> [Alert] {
        var alerts: [Alert] = []
        for topic in topics {
            let alert = try #require(try Sample.alert())
            var copy = alert
            (copy.id, copy.topic, copy.send) = ("\(topic)-\(alert.id)", topic, sinks)
            let article = Sample.article(topic)
            let raised = [copy]
            _ = try await store.take(article, claims: [], now: 100) { _ in Verdict(alerts: raised) }
            alerts.append(copy)
        }
        return alerts
    }

    @Test func deadLettersAreListedSentAgainAndDropped() async throws {
        let alerts = try await raise(["a", "b", "c"])
        let due = try await store.due(sink: "desk", now: 100, limit: 10)
        #expect(due.map(\.alert.id) == alerts.map(\.id))
        for delivery in due.prefix(2) { try await store.markDead(delivery.id, reason: "400", now: 101) }
        let dead = try store.letters(.init(states: [.dead]))
        #expect(dead.map(\.alert) == ["a", "b"].map { "\($0)-" + String(alerts[0].id.dropFirst(2)) })
        #expect(dead.map(\.lastError) == ["400", "400"] && dead[0].message == alerts[0].message)

        let person = try StateStore(attachedTo: directory.path)
        #expect(try person.resend(.init(ids: [dead[0].id]), now: 200) == 1)
        #expect(try person.drop(.init(sink: "desk", states: [.dead]), now: 201) == 1)
        let again = try await store.due(sink: "desk", now: 200, limit: 10)
        #expect(Set(again.map(\.id)) == [due[0].id, due[2].id])
        let resent = try #require(again.first { $0.id == due[0].id })
        #expect(resent.attempts == 0 && resent.raisedAt == 100 && resent.queuedAt == 200)
        #expect(try store.letters(.init(states: [.dropped])).map(\.id) == [due[1].id])
        #expect(try store.letterCount(.init(sink: "other")) == 0)
        #expect(try store.letters(ofAlert: "c").map(\.state) == [.waiting])
    }

    @Test func whereTheOrderIsKeptNothingPassesWhatWaits() async throws {
        _ = try await raise(["a", "b", "c"])
        let due = try await store.due(sink: "desk", now: 100, limit: 2, isOrdered: true)
        #expect(due.count == 2)
        try await store.markRetry(due[0].id, at: 160, reason: "down")
        #expect(try await store.due(sink: "desk", now: 159, limit: 10, isOrdered: true).isEmpty)
        #expect(try await store.due(sink: "desk", now: 159, limit: 10).count == 2)
        #expect(try await store.nextDue(sink: "desk", isOrdered: true) == 160)
        #expect(try await store.nextDue(sink: "desk") == 100)
        #expect(
            try await store.due(sink: "desk", now: 160, limit: 10, isOrdered: true).map(\.id) == due.map(\.id) + [3])
    }

    @Test func whatWaitsFollowsAClockThatIsPutBack() async throws {
        #expect(try await store.heed(clock: 5_000) == nil, "nothing waits")
        _ = try await raise(["a", "b"])
        let due = try await store.due(sink: "desk", now: 100, limit: 10)
        try await store.markRetry(due[0].id, at: 10_060, reason: "down")
        #expect(try await store.heed(clock: 10_000) == nil)
        // Seconds back and forth are the work of those who keep the time.
        #expect(try await store.heed(clock: 9_970) == nil)
        #expect(try await store.nextDue(sink: "desk", isOrdered: true) == 10_060)
        // By hours, and in the next run.
        let next = try StateStore(directory: directory.path)
        #expect(try await next.heed(clock: 2_970) == 7_000)
        #expect(try await next.nextDue(sink: "desk", isOrdered: true) == 3_060)
        #expect(try await next.due(sink: "desk", now: 2_970, limit: 10).map(\.id) == [due[1].id])
        #expect(try await next.heed(clock: 2_980) == nil, "once")
        #expect(try await next.heed(clock: 1_000_000) == nil, "forward")
    }

    @Test func thereMustBeAStateToChange() throws {
        let other = try TemporaryDirectory()
        #expect(throws: StateStoreError.missing(path: other.path + "/claimwatch.sqlite")) {
            _ = try StateStore(attachedTo: other.path)
        }
    }
}
