import Alerts
import NewsFixtures
import StateStore
import Testing

@Suite struct TakenTests {
    private func raised(_ store: StateStore) async throws -> Alert {
        let alert = try #require(try Sample.alert())
        _ = try await store.take(Sample.article("a"), claims: [], now: 100) { _ in Verdict(alerts: [alert]) }
        return alert
    }

    @Test func whatASinkTookIsKnownWithItsTimeAndGoesOutAgainWhereItIsLost() async throws {
        let store = try StateStore(inMemory: (), standingSinks: ["journal", "other"])
        let alert = try await raised(store)
        #expect(try await store.taken(by: "journal", since: 0, until: 1_000, limit: 10).isEmpty)
        let first = try #require(try await store.due(sink: "journal", now: 100, limit: 10).first)
        try await store.markDelivered(first.id, now: 110)
        let taken = TakenAlert(alert: alert.id, raisedAt: 100, takenAt: 110)
        #expect(try await store.taken(by: "journal", since: 110, until: 111, limit: 10) == [taken])
        #expect(try await store.taken(by: "journal", since: 0, until: 110, limit: 10).isEmpty)
        #expect(try await store.taken(by: "journal", since: 110.5, until: 200, limit: 10).isEmpty)

        #expect(try await store.sendAgain([alert.id, "none"], to: "journal", now: 200) == 1)
        let again = try #require(try await store.due(sink: "journal", now: 200, limit: 10).first)
        #expect(again.id == first.id && again.attempts == 0 && again.queuedAt == 200 && again.raisedAt == 100)
        #expect(try store.decisions(on: alert.id).last?.word == .again)
        // What waits is not sent twice, and no other sink is concerned.
        #expect(try await store.sendAgain([alert.id], to: "journal", now: 201) == 0)
        #expect(try await store.sendAgain([alert.id], to: "other", now: 201) == 0)
    }
}
