import Synchronization

/// Knows whether each part of the daemon makes progress: for the watchdog.
///
/// A part is well while it is idle (it waits for work, or for a time to try again) and while it works for no longer than
/// the limit. A probe is asked for what cannot say so itself.
public final class ProgressMonitor: Sendable {
    private struct State {
        var busySince: [String: ContinuousClock.Instant] = [:]
        var parts: Set<String> = []
        var probes: [String: @Sendable () -> Bool] = [:]
    }

    private let state = Mutex(State())
    /// The longest that a part may work on one thing.
    public let limit: Duration

    public init(limit: Duration = .seconds(120)) { self.limit = limit }

    /// The part has taken up work. Called again for the next piece of it.
    public func begin(_ part: String, now: ContinuousClock.Instant = .now) {
        state.withLock {
            $0.parts.insert(part)
            $0.busySince[part] = now
        }
    }

    /// The part waits.
    public func idle(_ part: String) {
        state.withLock {
            $0.parts.insert(part)
            $0.busySince[part] = nil
        }
    }

    /// The part is no more.
    public func remove(_ part: String) {
        state.withLock {
            $0.parts.remove(part)
            $0.busySince[part] = nil
            $0.probes[part] = nil
        }
    }

    /// Asked whether something beside the parts answers; false means stuck.
    public func probe(_ name: String, _ isWell: @escaping @Sendable () -> Bool) {
        state.withLock { $0.probes[name] = isWell }
    }

    /// What has made no progress, by name, sorted; empty where all is well.
    public func stuck(now: ContinuousClock.Instant = .now) -> [String] {
        let (busy, probes) = state.withLock { ($0.busySince, $0.probes) }
        var names = busy.filter { now - $0.value > limit }.map(\.key)
        names += probes.filter { !$0.value() }.map(\.key)
        return names.sorted()
    }
}
