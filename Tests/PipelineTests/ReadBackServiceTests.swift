import Alerts
import Pipeline
import ServiceLifecycle
import Synchronization
import Testing

/// A journal that loses what it is told to, and a store beside it.
private final class ForgetfulSink: ReadableSink {
    let name = "journal"
    let asked = Recorder<[String]>()
    private let answer: @Sendable ([TakenAlert], Int) -> ReadBack
    private let calls = Mutex(0)

    init(_ answer: @escaping @Sendable ([TakenAlert], Int) -> ReadBack) { self.answer = answer }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome { .delivered }

    func readBack(_ taken: [TakenAlert]) async -> ReadBack {
        let call = calls.withLock {
            $0 += 1
            return $0
        }
        asked.note(taken.map(\.alert))
        return answer(taken, call)
    }
}

private actor MemoryTaken: TakenAlerts {
    private(set) var rows: [TakenAlert]
    private(set) var again: [String] = []
    private(set) var windows: [(since: Double, until: Double)] = []

    init(_ rows: [TakenAlert]) { self.rows = rows }

    func taken(by sink: String, since: Double, until: Double, limit: Int) -> [TakenAlert] {
        windows.append((since, until))
        return Array(rows.filter { $0.takenAt >= since && $0.takenAt < until }.prefix(limit))
    }

    func sendAgain(_ alerts: [String], to sink: String, now: Double) -> Int {
        again += alerts
        rows.removeAll { alerts.contains($0.alert) }
        return alerts.count
    }
}

@Suite("Reading back what a sink took", .timeLimit(.minutes(5)))
struct ReadBackServiceTests {
    private let events = Recorder<ReadBackEvent>()

    private func service(
        _ sink: ForgetfulSink, _ store: MemoryTaken, batch: Int = 100, now: @escaping @Sendable () -> Double
    ) -> ReadBackService {
        var options = ReadBackService.Options()
        (options.interval, options.batch) = (.milliseconds(5), batch)
        return ReadBackService(sink: sink, store: store, options: options, now: now) { events.note($0) }
    }

    private static func row(_ id: String, at time: Double) -> TakenAlert {
        TakenAlert(alert: id, raisedAt: time, takenAt: time)
    }

    @Test("What was lost is sent again at the start, also where it needs several looks; what is too old is let be")
    func atTheStart() async throws {
        let store = MemoryTaken(
            [Self.row("old", at: 1_000_000 - 90_000)] + (0..<7).map { Self.row("\($0)", at: 999_000 + Double($0)) }
                + [Self.row("young", at: 999_999.5)])
        let sink = ForgetfulSink { taken, _ in .lost(taken.map(\.alert).filter { ["0", "3", "6"].contains($0) }) }
        await service(sink, store, batch: 3, now: { 1_000_000 }).lookOnce()
        #expect(await store.again == ["0", "3", "6"])
        #expect(Set(sink.asked.all.joined()) == Set((0..<7).map { "\($0)" }))
        #expect(events.all.count == 3)
    }

    @Test("It asks again at intervals, for what was taken since; where it cannot be said, for the same again")
    func atIntervals() async throws {
        let store = MemoryTaken([Self.row("a", at: 999_000)])
        let time = Mutex(1_000_000.0)
        // The first answer says nothing; each look is a minute after the one before.
        let sink = ForgetfulSink { taken, call in
            call == 1 ? .unknown(reason: "stalled") : .lost(call == 2 ? taken.map(\.alert) : [])
        }
        let service = service(
            sink, store,
            now: {
                time.withLock {
                    $0 += 30
                    return $0
                }
            })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            try await events.next { if case .sentAgain = $0 { true } else { false } }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(events.all == [.unreadable(sink: "journal", reason: "stalled"), .sentAgain(sink: "journal", count: 1)])
        #expect(await store.again == ["a"])
        let windows = await store.windows
        #expect(windows.count >= 2)
        #expect(windows[1].since <= 999_000 && windows[1].until > windows[0].until)
    }

    @Test("After what is known it asks for what came since, and a clock that is put back stops it not")
    func since() async throws {
        let store = MemoryTaken([])
        let times: [Double] = [1_000_000, 1_000_000, 1_000_300, 900_000]
        let calls = Mutex(0)
        let service = service(
            ForgetfulSink { _, _ in .lost([]) }, store,
            now: {
                calls.withLock { call in
                    call += 1
                    return times[min(call, times.count) - 1]
                }
            })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            while await store.windows.count < 3 { await Task.yield() }
            group.cancelAll()
            try await group.waitForAll()
        }
        let windows = await store.windows
        #expect(windows[0].since == 913_600 && windows[0].until == 999_999)
        #expect(windows[1].since == 999_999 && windows[1].until == 1_000_299)
        #expect(windows[2].since <= windows[2].until && windows[2].until == 899_999)
    }
}
