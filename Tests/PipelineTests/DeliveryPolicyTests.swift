import Alerts
import Pipeline
import StateStore
import Synchronization
import TestSupport
import Testing

@Suite("Delivery as each sink wants it", .timeLimit(.minutes(5)))
struct DeliveryPolicyTests {
    private let base = DeliveryServiceTests()

    @Test("Where the order is kept, later alerts wait for the one that is tried again")
    func orderKept() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk", policy: DeliveryPolicy(isOrdered: true, concurrency: 8)) { _, call in
            call < 3 ? .retry(reason: "down", after: nil) : .delivered
        }
        for _ in 0..<3 { await outbox.add(try base.alert(), sink: "desk") }
        #expect(await base.service([sink], outbox).drain(within: .seconds(120)))
        #expect(sink.received.all == [1, 1, 1, 2, 3])
    }

    @Test("Where it is not, they pass")
    func orderFree() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk") { _, call in call == 1 ? .retry(reason: "down", after: nil) : .delivered }
        for _ in 0..<3 { await outbox.add(try base.alert(), sink: "desk") }
        #expect(await base.service([sink], outbox).drain(within: .seconds(120)))
        #expect(sink.received.all == [1, 2, 3, 1])
    }

    @Test("So many are under way at once as the sink wants")
    func concurrency() async throws {
        let outbox = MemoryOutbox()
        let running = Mutex((now: 0, most: 0))
        let sink = ScriptedSink("desk", policy: DeliveryPolicy(concurrency: 4)) { _, _ in
            running.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            // Long enough for the others of its batch to begin.
            try? await Task.sleep(for: .milliseconds(20))
            running.withLock { $0.now -= 1 }
            return .delivered
        }
        for _ in 0..<16 { await outbox.add(try base.alert(), sink: "desk") }
        #expect(await base.service([sink], outbox).drain(within: .seconds(120)))
        #expect(Set(sink.received.all).count == 16 && sink.received.all.count == 16)
        #expect(running.withLock { $0.most } == 4)
    }

    @Test("A sink that is down is let be, and does not burn an attempt of everything that waits")
    func pause() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk", policy: DeliveryPolicy(concurrency: 1)) { _, call in
            call <= 5 ? .retry(reason: "down", after: nil) : .delivered
        }
        for _ in 0..<20 { await outbox.add(try base.alert(), sink: "desk") }
        #expect(await base.service([sink], outbox).drain(within: .seconds(120)))
        #expect(sink.received.all.count == 25)
        #expect(await outbox.rows.allSatisfy { $0.state == "delivered" })
    }

    @Test("What time did not suffice for is not said to be done")
    func timeOver() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk") { _, _ in
            try? await Task.sleep(for: .milliseconds(100))
            return .delivered
        }
        for _ in 0..<3 { await outbox.add(try base.alert(), sink: "desk") }
        #expect(await !base.service([sink], outbox).drain(within: .milliseconds(50)))
    }

    @Test("A sink may give up sooner than the rest; what was sent again by hand counts from then")
    func givesUpByItself() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk", policy: DeliveryPolicy(giveUpAfter: 60)) { _, _ in
            .retry(reason: "down", after: .seconds(600))
        }
        await outbox.add(try base.alert(), sink: "desk", raisedAt: 900)
        await outbox.add(try base.alert(), sink: "desk", raisedAt: 990)
        _ = await base.service([sink], outbox).drain(within: .seconds(1))
        #expect(await outbox.rows.map(\.state) == ["dead", "waiting"])
    }
}
