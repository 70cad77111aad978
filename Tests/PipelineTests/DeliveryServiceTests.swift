import Alerts
import NewsFixtures
import Pipeline
import Synchronization
import Testing

/// An outbox in memory.
actor MemoryOutbox: Outbox {
    struct Row {
        var delivery: Delivery
        var due: Double
        var state = "waiting"
    }

    struct Away: Error {}

    private(set) var rows: [Row] = []
    private var failures: Int
    private var markFailures: Int

    init(failures: Int = 0, markFailures: Int = 0) { (self.failures, self.markFailures) = (failures, markFailures) }

    func add(_ alert: Alert, sink: String, due: Double = 0, raisedAt: Double = 0) {
        let id = Int64(rows.count + 1)
        rows.append(
            Row(delivery: Delivery(id: id, sink: sink, alert: alert, attempts: 0, raisedAt: raisedAt), due: due)
        )
    }

    func due(sink: String, now: Double, limit: Int, isOrdered: Bool) throws -> [Delivery] {
        if failures > 0 {
            failures -= 1
            throw Away()
        }
        let waiting = rows.filter { $0.state == "waiting" && $0.delivery.sink == sink }
        let due = isOrdered ? Array(waiting.prefix { $0.due <= now }) : waiting.filter { $0.due <= now }
        return due.prefix(limit).map(\.delivery)
    }

    func nextDue(sink: String, isOrdered: Bool) -> Double? {
        let times = rows.filter { $0.state == "waiting" && $0.delivery.sink == sink }.map(\.due)
        return isOrdered ? times.first : times.min()
    }

    func markDelivered(_ id: Int64, now: Double) throws {
        if markFailures > 0 {
            markFailures -= 1
            throw Away()
        }
        rows[Int(id - 1)].state = "delivered"
    }
    func markDead(_ id: Int64, reason: String, now: Double) { rows[Int(id - 1)].state = "dead" }

    func markRetry(_ id: Int64, at time: Double, reason: String) {
        rows[Int(id - 1)].due = time
        rows[Int(id - 1)].delivery.attempts += 1
    }
}

/// A sink that answers as it is told.
final class ScriptedSink: AlertSink {
    let name: String
    let received = Recorder<Int64>()
    private let answer: @Sendable (Delivery, Int) async -> DeliveryOutcome
    private let calls = Mutex(0)
    let policy: DeliveryPolicy

    init(
        _ name: String, policy: DeliveryPolicy = DeliveryPolicy(),
        _ answer: @escaping @Sendable (Delivery, Int) async -> DeliveryOutcome
    ) {
        (self.name, self.policy, self.answer) = (name, policy, answer)
    }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let call = calls.withLock {
            $0 += 1
            return $0
        }
        received.note(delivery.id)
        return await answer(delivery, call)
    }
}

@Suite("Delivery", .timeLimit(.minutes(5)))
struct DeliveryServiceTests {
    let events = Recorder<DeliveryEvent>()
    /// Seconds since the start of the test.
    let start = ContinuousClock.now

    func service(_ sinks: [any AlertSink], _ outbox: MemoryOutbox) -> DeliveryService {
        var options = DeliveryService.Options()
        options.backoff = Backoff(first: .milliseconds(10), longest: .milliseconds(40))
        options.storeBackoff = Backoff(first: .milliseconds(5), longest: .milliseconds(5))
        options.pause = Backoff(first: .milliseconds(5), longest: .milliseconds(20))
        options.grace = .milliseconds(50)
        return DeliveryService(
            sinks: sinks,
            outbox: outbox,
            options: options,
            now: { [start] in
                let (seconds, attoseconds) = (ContinuousClock.now - start).components
                return 1000 + Double(seconds) + Double(attoseconds) / 1e18
            },
            random: { 1 },
            logger: silent,
            onEvent: { [events] in events.note($0) }
        )
    }

    func alert() throws -> Alert { try #require(try Sample.alert()) }

    @Test("What waits is delivered and marked; what comes later, at the bell")
    func delivers() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk") { _, _ in .delivered }
        let alert = try alert()
        await outbox.add(alert, sink: "desk")
        let service = service([sink], outbox)
        try await running([service]) {
            try await events.next { $0 == .delivered(alert: alert.id, sink: "desk") }
            await outbox.add(alert, sink: "desk")
            service.wake()
            try await events.next { $0 == .delivered(alert: alert.id, sink: "desk") }
        }
        #expect(sink.received.all == [1, 2])
        #expect(await outbox.rows.map(\.state) == ["delivered", "delivered"])
    }

    @Test("What fails is tried again, with waits that double and the receiver's wish")
    func retries() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk") { _, call in
            switch call {
            case 1, 2, 3: .retry(reason: "down", after: nil)
            case 4: .retry(reason: "busy", after: .milliseconds(90))
            default: .delivered
            }
        }
        await outbox.add(try alert(), sink: "desk")
        try await running([service([sink], outbox)]) {
            try await events.next { if case .delivered = $0 { true } else { false } }
        }
        let waits = events.all.compactMap { event in
            if case .delayed(_, _, _, _, let wait) = event { wait } else { nil }
        }
        #expect(waits == [.milliseconds(10), .milliseconds(20), .milliseconds(40), .milliseconds(90)])
        #expect(sink.received.all.count == 5)
    }

    @Test("A sink that never answers delays no other, and is cut short at shutdown without being marked")
    func deadSink() async throws {
        let outbox = MemoryOutbox()
        let stuck = ScriptedSink("stuck") { _, _ in
            try? await Task.sleep(for: .seconds(600))
            return .retry(reason: "cancelled", after: nil)
        }
        let desk = ScriptedSink("desk") { _, _ in .delivered }
        let alert = try alert()
        for sink in ["stuck", "desk", "desk"] { await outbox.add(alert, sink: sink) }
        try await running([service([stuck, desk], outbox)]) {
            try await stuck.received.next { _ in true }
            for _ in 0..<2 { try await events.next { $0 == .delivered(alert: alert.id, sink: "desk") } }
        }
        let row = try #require(await outbox.rows.first)
        #expect(row.state == "waiting")
        #expect(row.delivery.attempts == 0, "our own end is no failure of the sink")
    }

    @Test("What is refused is set aside, and the next is delivered")
    func refused() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk") { _, call in call == 1 ? .refused(reason: "400") : .delivered }
        for _ in 0..<2 { await outbox.add(try alert(), sink: "desk") }
        try await running([service([sink], outbox)]) {
            try await events.next { if case .delivered = $0 { true } else { false } }
        }
        #expect(await outbox.rows.map(\.state) == ["dead", "delivered"])
    }

    @Test("A sink that is gone gets nothing more until the sinks are replaced")
    func gone() async throws {
        let outbox = MemoryOutbox()
        let old = ScriptedSink("desk") { _, _ in .gone(reason: "410") }
        let new = ScriptedSink("desk") { _, _ in .delivered }
        for _ in 0..<2 { await outbox.add(try alert(), sink: "desk") }
        let service = service([old], outbox)
        try await running([service]) {
            try await events.next { $0 == .gone(sink: "desk", reason: "410") }
            service.wake()
            service.update(sinks: [new])
            for _ in 0..<2 { try await events.next { if case .delivered = $0 { true } else { false } } }
        }
        #expect(old.received.all == [1])
        #expect(new.received.all == [1, 2])
    }

    @Test("What failed for days is set aside")
    func givesUp() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk") { _, _ in .retry(reason: "down", after: nil) }
        var options = DeliveryService.Options()
        options.giveUpAfter = .seconds(3600)
        await outbox.add(try alert(), sink: "desk", raisedAt: 1)
        let service = DeliveryService(
            sinks: [sink],
            outbox: outbox,
            options: options,
            now: { 7300 },
            logger: silent,
            onEvent: { [events] in events.note($0) }
        )
        try await running([service]) {
            try await events.next { if case .dead = $0 { true } else { false } }
        }
        #expect("\(events.all)".contains("given up after 2 hours"))
    }

    @Test("A store that is away is waited for")
    func storeAway() async throws {
        let outbox = MemoryOutbox(failures: 3)
        let sink = ScriptedSink("desk") { _, _ in .delivered }
        await outbox.add(try alert(), sink: "desk")
        try await running([service([sink], outbox)]) {
            try await events.next { if case .delivered = $0 { true } else { false } }
        }
        let away = events.all.filter { if case .storeUnavailable = $0 { true } else { false } }
        #expect(away.count == 3)
    }

    @Test("What was handed over is not handed over again because a full disk does not take the note of it")
    func markFails() async throws {
        let outbox = MemoryOutbox(markFailures: 3)
        let sink = ScriptedSink("desk") { _, _ in .delivered }
        await outbox.add(try alert(), sink: "desk")
        try await running([service([sink], outbox)]) {
            try await events.next { if case .delivered = $0 { true } else { false } }
        }
        #expect(sink.received.all.count == 1)
        #expect(events.all.filter { if case .storeUnavailable = $0 { true } else { false } }.count == 3)
    }

    @Test("Draining delivers all that can be, and says whether something is left")
    func drain() async throws {
        let outbox = MemoryOutbox()
        let sink = ScriptedSink("desk") { _, call in call < 3 ? .retry(reason: "down", after: nil) : .delivered }
        let down = ScriptedSink("down") { _, _ in .retry(reason: "down", after: .seconds(600)) }
        await outbox.add(try alert(), sink: "desk")
        #expect(await service([sink], outbox).drain(within: .seconds(300)))
        await outbox.add(try alert(), sink: "down")
        #expect(await service([sink, down], outbox).drain(within: .seconds(300)) == false)
    }
}

@Suite("Backoff and progress")
struct BackoffTests {
    @Test("Waits double up to the longest, and chance takes up to half away")
    func waits() {
        let backoff = Backoff(first: .seconds(1), longest: .seconds(10))
        #expect((1...6).map { backoff.wait(after: $0, random: 1) } == [1, 2, 4, 8, 10, 10].map { .seconds($0) })
        #expect(backoff.wait(after: 3, random: 0) == .seconds(2))
        #expect(backoff.wait(after: 1_000_000, random: 1) == .seconds(10))
    }

    @Test("A part is stuck that works on one thing for longer than the limit; one that waits is not")
    func progress() {
        let monitor = ProgressMonitor(limit: .seconds(10))
        let start = ContinuousClock.now
        monitor.begin("intake", now: start)
        monitor.begin("delivery", now: start)
        monitor.idle("delivery")
        #expect(monitor.stuck(now: start + .seconds(9)).isEmpty)
        #expect(monitor.stuck(now: start + .seconds(11)) == ["intake"])
        monitor.begin("intake", now: start + .seconds(11))
        #expect(monitor.stuck(now: start + .seconds(12)).isEmpty)
        monitor.begin("desk", allowance: .seconds(30), now: start)
        #expect(monitor.stuck(now: start + .seconds(20)).isEmpty)
        #expect(monitor.stuck(now: start + .seconds(31)) == ["desk", "intake"])
        monitor.idle("desk")
        monitor.probe("folders") { false }
        #expect(monitor.stuck(now: start + .seconds(12)) == ["folders"])
    }
}
