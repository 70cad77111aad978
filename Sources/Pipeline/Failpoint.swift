import Glibc

/// A point at which a test kills the program, to see that nothing is lost there. Only builds for debugging have them.
///
/// `CLAIMWATCH_FAILPOINT=NAME` or `NAME:COUNT` ends the process by SIGKILL when the point is reached the first or the
/// COUNTth time.
public enum Failpoint: String, CaseIterable, Sendable {
    /// A file has been read.
    case read
    /// An article has been analysed.
    case analysed
    /// Inside the transaction: all is decided, nothing is written.
    case decided
    /// The transaction has been committed; nobody has been told.
    case committed
    /// Before the file's place is noted.
    case noting
    /// After it.
    case noted
    /// A sink is about to be given an alert.
    case delivering
    /// A sink has taken an alert, and this is not on record.
    case delivered
    /// It is on record.
    case marked

    #if DEBUG
    private static let chosen: (name: String, count: Int)? = {
        guard let text = getenv("CLAIMWATCH_FAILPOINT").map({ String(cString: $0) }) else { return nil }
        let parts = text.split(separator: ":")
        guard let name = parts.first else { return nil }
        return (String(name), parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }()
    private static let reached = Counted()
    #endif

    /// Ends the process where this is the point that was asked for.
    @inline(__always)
    static func reach(_ point: Failpoint) {
        #if DEBUG
        guard let chosen, chosen.name == point.rawValue else { return }
        if reached.next() == chosen.count { kill(getpid(), SIGKILL) }
        #endif
    }
}

#if DEBUG
import Synchronization

private final class Counted: Sendable {
    private let count = Atomic<Int>(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
#endif
