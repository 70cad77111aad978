import Alerts
import Synchronization
import Testing

@testable import JournalSink
import NewsFixtures

@Suite("Each alert once, over restarts", .timeLimit(.minutes(5)))
struct JournalSinkTests {
    @Test("An alert raised in this run is written without a search")
    func ownAlert() async throws {
        let journal = try FakeJournal(holding: ["0123456789abcdef-0123456789ab"])
        let sink = try journal.sink(start: 100)
        #expect(await sink.deliver(SampleAlert.delivery(try SampleAlert.make(), raisedAt: 101)) == .delivered)
        #expect(journal.searches == 0)
        #expect(journal.sent.count == 1)
    }

    @Test("An alert of an earlier run that reached the journal is not written again")
    func writtenBefore() async throws {
        let journal = try FakeJournal(holding: ["0123456789abcdef-0123456789ab"])
        let sink = try journal.sink(start: 100)
        #expect(await sink.deliver(SampleAlert.delivery(try SampleAlert.make(), raisedAt: 99)) == .delivered)
        #expect(journal.searches == 1)
        #expect(journal.sent.count == 0)
    }

    @Test("An alert of an earlier run that did not is")
    func notWrittenBefore() async throws {
        let journal = try FakeJournal(holding: [])
        let sink = try journal.sink(start: 100, now: 200)
        #expect(await sink.deliver(SampleAlert.delivery(try SampleAlert.make(), raisedAt: 99)) == .delivered)
        #expect(journal.searches == 1)
        #expect(journal.sent.count == 1)
    }

    @Test("Just after the start the search is repeated, as the entry may still be on its way")
    func settling() async throws {
        let journal = try FakeJournal(holding: [])
        let sink = try journal.sink(start: 100, now: 100.95)
        #expect(await sink.deliver(SampleAlert.delivery(try SampleAlert.make(), raisedAt: 99)) == .delivered)
        #expect(journal.searches == 2)
        #expect(journal.sent.count == 1)
    }

    @Test("A journal that is away is tried again")
    func away() async throws {
        let sent = Sent()
        let writer = try sent.writer(socket: "/nonexistent")
        let sink = try JournalSink(writer: writer, access: JournalAccess(holds: { _, _ in false }), now: { 100 })
        guard case .retry = await sink.deliver(SampleAlert.delivery(try SampleAlert.make())) else {
            return #expect(Bool(false))
        }
        #expect(sent.count == 0)
    }
}

private final class FakeJournal: Sendable {
    let sent = Sent()
    private let socket: ListeningSocket
    private let ids: Set<String>
    private let searched = Mutex(0)

    init(holding ids: Set<String>) throws {
        self.ids = ids
        socket = try ListeningSocket()
    }

    var searches: Int { searched.withLock { $0 } }

    /// - Parameter now: what the clock says after the start.
    func sink(start: Double, now: Double = 100) throws -> JournalSink {
        let clock = Clock(start: start, later: now)
        return try JournalSink(
            writer: try sent.writer(socket: socket.path),
            access: JournalAccess(holds: { id, _ in
                self.searched.withLock { $0 += 1 }
                return self.ids.contains(id)
            }),
            now: { clock.read() }
        )
    }

    deinit { socket.close() }
}

/// Says one time at first, and another from then on.
private final class Clock: Sendable {
    private let times: Mutex<(next: Double, later: Double)>

    init(start: Double, later: Double) { times = Mutex((start, later)) }

    func read() -> Double {
        times.withLock { times in
            defer { times.next = times.later }
            return times.next
        }
    }
}
