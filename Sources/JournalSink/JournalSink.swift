import Alerts
import Glibc

/// Writes alerts to the journal, each once: also where an earlier run wrote one and was killed before that was noted.
public final class JournalSink: AlertSink {
    public let name = "journal"
    let writer: JournalWriter
    let access: JournalAccess
    let now: @Sendable () -> Double
    private let thread: BlockingThread
    private let start: Double
    /// Reading back takes longer than a look for one alert, and must not keep one waiting.
    let readingBack: BlockingThread

    /// How long after the start an entry of the run before may still be on its way through journald.
    static let settling = 1.0

    public convenience init(writer: JournalWriter, reader: JournalReader = JournalReader()) throws(JournalError) {
        try self.init(writer: writer, access: JournalAccess(reader), now: Self.clock)
    }

    init(
        writer: JournalWriter, access: JournalAccess, now: @escaping @Sendable () -> Double
    ) throws(JournalError) {
        do {
            thread = try BlockingThread(capacity: 16)
            readingBack = try BlockingThread(capacity: 1)
        } catch {
            throw JournalError(description: error.description)
        }
        (self.writer, self.access, self.now) = (writer, access, now)
        start = now()
    }

    public func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        if await wasWrittenBefore(delivery) { return .delivered }
        switch await writer.write(JournalEntry(delivery.alert), key: delivery.alert.id) {
        case .written: return .delivered
        case .unavailable(let reason): return .retry(reason: reason, after: nil)
        }
    }

    /// Only an alert from before our start can have been written by another run: only for such the journal is searched.
    private func wasWrittenBefore(_ delivery: Delivery) async -> Bool {
        guard delivery.raisedAt > 0, delivery.raisedAt < start else { return false }
        if await isInJournal(delivery) { return true }
        let wait = start + Self.settling - now()
        guard wait > 0, wait <= Self.settling else { return false }
        try? await Task.sleep(for: .seconds(wait))
        return await isInJournal(delivery)
    }

    private func isInJournal(_ delivery: Delivery) async -> Bool {
        let (lookUp, id, since) = (access.holds, delivery.alert.id, delivery.raisedAt)
        guard case .done(let isThere) = await thread.call(within: .seconds(10), { lookUp(id, since) }) else {
            return false
        }
        return isThere
    }

    private static let clock: @Sendable () -> Double = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// What the sink asks the journal; tests give answers of their own.
struct JournalAccess: Sendable {
    /// Whether an alert is there, written since a time.
    var holds: @Sendable (_ id: String, _ since: Double) -> Bool
    /// Which alerts are not there.
    var lost: @Sendable ([TakenAlert]) -> Result<[String], JournalError>
    /// Whether the mark of a reading back is there.
    var holdsMark: @Sendable (String) -> Bool

    init(
        holds: @escaping @Sendable (_ id: String, _ since: Double) -> Bool,
        lost: @escaping @Sendable ([TakenAlert]) -> Result<[String], JournalError> = { _ in .success([]) },
        holdsMark: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
        (self.holds, self.lost, self.holdsMark) = (holds, lost, holdsMark)
    }

    /// A journal that cannot be read holds nothing as far as we know: twice is better than never.
    init(_ reader: JournalReader) {
        self.init(
            holds: { id, since in (try? reader.holds(alert: id, since: since)) ?? false },
            lost: { taken in Result { () throws(JournalError) in try reader.lost(of: taken) } },
            holdsMark: { mark in (try? reader.holds(mark: mark)) ?? false })
    }
}
