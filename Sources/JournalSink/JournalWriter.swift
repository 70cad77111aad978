import CSystemd
import Glibc
import Synchronization

/// Writes entries to the journal, never blocking its caller for longer than a set time.
///
/// libsystemd reports success where journald's socket is missing, so the socket is tried first; and it blocks where
/// journald is stalled, so it is called on a thread of its own.
public final class JournalWriter: Sendable {
    public enum Outcome: Sendable, Equatable {
        case written
        /// Not written, or not known to be; again later. The reason says what to do.
        case unavailable(reason: String)
    }

    /// Sends the fields; zero, or a negative number of an error.
    typealias Send = @Sendable ([String]) -> Int32

    private let thread: BlockingThread
    private let socket: String
    private let limit: Duration
    private let send: Send
    /// Entries whose writer gave up waiting: false while they are under way, true once they are written.
    private let late = Mutex<[String: Bool]>([:])

    /// - Parameters:
    ///   - socket: where journald listens.
    ///   - limit: how long a caller waits at most. 5 s unless told.
    public convenience init(
        socket: String = "/run/systemd/journal/socket",
        limit: Duration = .seconds(5)
    ) throws(JournalError) {
        try self.init(socket: socket, limit: limit, capacity: 64, send: Self.sendToJournal)
    }

    init(socket: String, limit: Duration, capacity: Int, send: @escaping Send) throws(JournalError) {
        do {
            thread = try BlockingThread(capacity: capacity)
        } catch {
            throw JournalError(description: error.description)
        }
        (self.socket, self.limit, self.send) = (socket, limit, send)
    }

    /// Writes an entry.
    ///
    /// - Parameter key: what the entry is, over all attempts: one that was given up as too late and was written after
    ///   all is then not written twice. Nil for entries that may come twice.
    public func write(_ entry: JournalEntry, key: String? = nil) async -> Outcome {
        if let key, let isWritten = late.withLock({ $0[key] }) {
            guard isWritten else { return .unavailable(reason: stalled) }
            late.withLock { _ = $0.removeValue(forKey: key) }
            return .written
        }
        // Noted before it is queued, and taken out by whoever comes first: the end in time, or a later attempt.
        if let key { late.withLock { $0[key] = false } }
        let (socket, send, fields) = (socket, send, entry.fields)
        let outcome = await thread.call(within: limit) { [weak self] () -> Outcome in
            let outcome: Outcome
            if let reason = JournalSocket.trouble(at: socket) {
                outcome = .unavailable(reason: reason)
            } else {
                let status = send(fields)
                outcome =
                    status >= 0
                    ? .written : .unavailable(reason: "journald took no entry: \(String(cString: strerror(-status)))")
            }
            if let key { self?.end(key, outcome) }
            return outcome
        }
        switch outcome {
        case .done(let outcome):
            if let key { late.withLock { _ = $0.removeValue(forKey: key) } }
            return outcome
        case .late:
            return .unavailable(reason: stalled)
        case .full:
            if let key { late.withLock { _ = $0.removeValue(forKey: key) } }
            return .unavailable(reason: stalled)
        }
    }

    private func end(_ key: String, _ outcome: Outcome) {
        late.withLock { $0[key] = outcome == .written ? true : nil }
    }

    private var stalled: String {
        "journald takes nothing within \(limit.components.seconds) s; see `systemctl status systemd-journald` and the "
            + "space on the disk of /var/log/journal"
    }

    private static let sendToJournal: Send = { fields in
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for field in fields {
            bytes += field.utf8
            ends.append(bytes.count)
        }
        return bytes.withUnsafeMutableBytes { buffer in
            var parts: [iovec] = []
            var start = 0
            for end in ends {
                let part = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<end])
                parts.append(iovec(iov_base: part.baseAddress, iov_len: part.count))
                start = end
            }
            return sd_journal_sendv(parts, Int32(parts.count))
        }
    }
}

/// What is wrong with the journal here, and what to do about it.
public struct JournalError: Error, Equatable, CustomStringConvertible {
    public var description: String
}
