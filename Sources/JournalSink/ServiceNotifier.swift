import CSystemd
import Glibc

/// Tells the service manager how the daemon is, without waiting for it. Does nothing where none listens
/// (`$NOTIFY_SOCKET` is not set).
public struct ServiceNotifier: Sendable {
    public init() {}

    /// Whether a service manager listens.
    public var isSupervised: Bool { getenv("NOTIFY_SOCKET") != nil }

    /// All stands: the watches, the store and the deliveries. Also ends a reload.
    public func ready(status: String) { notify(["READY=1", Self.status(status)]) }

    /// What it does, in a line for `systemctl status`.
    public func status(_ text: String) { notify([Self.status(text)], isPassing: true) }

    /// A reload has begun; `ready` ends it.
    public func reloading(status: String = "Reloading the configuration") {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let microseconds = UInt64(max(0, time.tv_sec)) * 1_000_000 + UInt64(max(0, time.tv_nsec)) / 1_000
        notify(["RELOADING=1", "MONOTONIC_USEC=\(microseconds)", Self.status(status)])
    }

    public func stopping(status: String = "Finishing the article in hand") {
        notify(["STOPPING=1", Self.status(status)])
        // The last word: the process may end before its turn comes.
        NotifyPost.shared.flush(milliseconds: 200)
    }

    /// Asks for more time to start, stop or reload, from now on.
    public func extendTimeout(by time: Duration) {
        let seconds = UInt64(max(0, min(time, .seconds(86_400)).components.seconds))
        notify(["EXTEND_TIMEOUT_USEC=\(seconds * 1_000_000)"])
    }

    /// Sign of life: send it only where there was progress, at least once in `watchdogInterval`.
    public func alive() { notify(["WATCHDOG=1"], isPassing: true) }

    /// How often the service manager wants a sign of life; nil where it wants none. Send at half of it.
    public var watchdogInterval: Duration? {
        var microseconds: UInt64 = 0
        guard sd_watchdog_enabled(0, &microseconds) > 0, microseconds > 0 else { return nil }
        return .microseconds(Int64(clamping: microseconds))
    }

    private func notify(_ lines: [String], isPassing: Bool = false) {
        guard isSupervised else { return }
        NotifyPost.shared.send(lines.joined(separator: "\n"), isPassing: isPassing)
    }

    /// On one line, or the rest would be read as further messages.
    private static func status(_ text: String) -> String { "STATUS=" + JournalEntry.escaped(text, limit: 1_000) }
}
