import Synchronization

/// Knows whether each part of the daemon makes progress: for the watchdog.
///
/// A part is well while it is idle (it waits for work, or for a time to try again) and while it works for no longer than
/// the limit. A probe is asked for what cannot say so itself.
public final class ProgressMonitor: Sendable {
    private struct State {
        /// When each part that works must have gone on.
        var due: [String: ContinuousClock.Instant] = [:]
        var probes: [String: @Sendable () -> Bool] = [:]
    }

    private let state = Mutex(State())
    /// The longest that a part may work on one thing.
    public let limit: Duration

    public init(limit: Duration = .seconds(120)) { self.limit = limit }

    /// The part has taken up work, or gone on to the next piece of it.
    /// - Parameter allowance: what this piece may take where that is more than the limit: a receiver's own time limit.
    public func begin(
        _ part: String,
        allowance: Duration = .zero,
        now: ContinuousClock.Instant = .now
    ) {
        state.withLock { $0.due[part] = now + max(limit, allowance) }
    }

    /// The part waits.
    public func idle(_ part: String) { state.withLock { $0.due[part] = nil } }

    /// The part is no more.
    public func remove(_ part: String) {
        state.withLock {
            $0.due[part] = nil
            $0.probes[part] = nil
        }
    }

    /// Asked whether something beside the parts answers; false means stuck.
    public func probe(_ name: String, _ isWell: @escaping @Sendable () -> Bool) {
        state.withLock { $0.probes[name] = isWell }
    }

    /// What has made no progress, by name, sorted; empty where all is well.
    public func stuck(now: ContinuousClock.Instant = .now) -> [String] {
        let (due, probes) = state.withLock { ($0.due, $0.probes) }
        var names = due.filter { $0.value < now }.map(\.key)
        names += probes.filter { !$0.value() }.map(\.key)
        return names.sorted()
    }
}
