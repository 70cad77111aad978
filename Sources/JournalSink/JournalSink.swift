import Alerts
import Glibc

/// Writes alerts to the journal, each once: also where an earlier run wrote one and was killed before that was noted.
public final class JournalSink: AlertSink {
    public let name = "journal"
    private let writer: JournalWriter
    private let lookUp: @Sendable (_ id: String, _ since: Double) -> Bool
    private let thread: BlockingThread
    private let now: @Sendable () -> Double
    private let start: Double

    /// How long after the start an entry of the run before may still be on its way through journald.
    static let settling = 1.0

    public convenience init(writer: JournalWriter, reader: JournalReader = JournalReader()) throws(JournalError) {
        // A journal that cannot be read holds nothing as far as we know: twice is better than never.
        try self.init(
            writer: writer,
            lookUp: { id, since in (try? reader.holds(alert: id, since: since)) ?? false },
            now: Self.clock
        )
    }

    init(
        writer: JournalWriter,
        lookUp: @escaping @Sendable (_ id: String, _ since: Double) -> Bool,
        now: @escaping @Sendable () -> Double
    ) throws(JournalError) {
        do {
            thread = try BlockingThread(capacity: 16)
        } catch {
            throw JournalError(description: error.description)
        }
        (self.writer, self.lookUp, self.now) = (writer, lookUp, now)
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
        let (lookUp, id, since) = (lookUp, delivery.alert.id, delivery.raisedAt)
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
