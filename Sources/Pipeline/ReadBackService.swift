import Alerts
import ServiceLifecycle

/// Asks a sink at the start and at intervals whether it still has the alerts that it took, and has sent again what it
/// lost: journald takes an entry and drops it without an error where it is too busy, or the machine loses its power.
public final class ReadBackService: Service {
    public struct Options: Sendable {
        /// How often it asks. Where it cannot be said, ever more seldom, up to a day.
        public var interval = Duration.seconds(300)
        /// At the start it asks for what was taken within so long: a power cut takes what was not on the disk yet.
        public var reach = Duration.seconds(86_400)
        /// What was taken just now may still be on its way.
        public var settling = Duration.seconds(1)
        /// Alerts asked for at once.
        public var batch = 500

        public init() {}
    }

    private let sink: any ReadableSink
    private let store: any TakenAlerts
    private let options: Options
    private let now: @Sendable () -> Double
    private let clock: any Clock<Duration>
    private let onEvent: @Sendable (ReadBackEvent) -> Void

    /// - Parameters:
    ///   - now: seconds since 1970, by which the store keeps its times.
    ///   - clock: what waits are slept on.
    ///   - onEvent: called for everything that happens; must come back at once.
    public init(
        sink: any ReadableSink, store: any TakenAlerts, options: Options = Options(),
        now: @escaping @Sendable () -> Double, clock: any Clock<Duration> = ContinuousClock(),
        onEvent: @escaping @Sendable (ReadBackEvent) -> Void
    ) {
        (self.sink, self.store, self.options) = (sink, store, options)
        (self.now, self.clock, self.onEvent) = (now, clock, onEvent)
    }

    public func run() async throws {
        var since = now() - options.reach.inSeconds
        var failures = 0
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            if let until = await look(since: since) {
                (since, failures) = (until, 0)
            } else {
                failures += 1
            }
            let wait = Backoff(first: options.interval, longest: .seconds(86_400)).wait(after: failures, random: 1)
            await cancelWhenGracefulShutdown { [clock] in try? await clock.sleep(for: wait) }
        }
    }

    /// Looks once, at what was taken within the reach of a start: for `run --once`.
    public func lookOnce() async { _ = await look(since: now() - options.reach.inSeconds) }

    /// - Returns: until when all is known; nil where it cannot be said.
    private func look(since: Double) async -> Double? {
        let until = now() - options.settling.inSeconds
        // Nothing from before the reach, and after a clock that was put back from where it now stands.
        var from = min(max(since, until - options.reach.inSeconds), until)
        do {
            while true {
                let taken = try await store.taken(by: sink.name, since: from, until: until, limit: options.batch)
                if !taken.isEmpty {
                    switch await sink.readBack(taken) {
                    case .unknown(let reason):
                        onEvent(.unreadable(sink: sink.name, reason: reason))
                        return nil
                    case .lost(let alerts) where !alerts.isEmpty:
                        let count = try await store.sendAgain(alerts, to: sink.name, now: now())
                        if count > 0 { onEvent(.sentAgain(sink: sink.name, count: count)) }
                    case .lost: break
                    }
                }
                guard taken.count == options.batch, let last = taken.last else { return until }
                from = max(last.takenAt, from.nextUp)
            }
        } catch {
            onEvent(.unreadable(sink: sink.name, reason: "the state cannot be asked: \(error)"))
            return nil
        }
    }
}

/// What reading back came to.
public enum ReadBackEvent: Sendable, Equatable {
    /// So many alerts that a sink took and lost are delivered to it again.
    case sentAgain(sink: String, count: Int)
    case unreadable(sink: String, reason: String)
}

extension ReadBackEvent: CustomStringConvertible {
    public var description: String {
        switch self {
        case .sentAgain(let sink, let count):
            "\(sink) has lost \(count) alert\(count == 1 ? "" : "s") that it took; sent again"
        case .unreadable(let sink, let reason):
            "it cannot be seen whether \(sink) still has the alerts that it took: \(reason)"
        }
    }
}
