import Alerts
import Logging
import Metrics
import ServiceLifecycle
import Synchronization

/// Delivers what waits in the stored outbox, each sink in a loop of its own, so that one that is down delays no other.
///
/// An alert is handed over at least once: it is marked after the sink has taken it. What fails is tried again, with waits
/// that double; the outbox is in the store, so waits and attempts outlive a restart. On graceful shutdown the delivery
/// in hand gets a moment to end; what is not marked by then is delivered at the next start.
public final class DeliveryService: Service {
    public struct Options: Sendable {
        public var backoff = Backoff(first: .seconds(1), longest: .seconds(3_600))
        /// Waits of a whole sink that fails again and again: only then is the next alert tried, and it alone.
        public var pause = Backoff(first: .seconds(1), longest: .seconds(60))
        /// Failures in a row, of whatever alerts, that a sink is let have before it is paused.
        public var failuresBeforePause = 3
        /// Waits while the store is not available.
        public var storeBackoff = Backoff(first: .milliseconds(500), longest: .seconds(30))
        /// An alert that could not be delivered for so long is set aside.
        public var giveUpAfter = Duration.seconds(3 * 86_400)
        /// Deliveries read from the outbox at once.
        public var batch = 32
        /// The outbox is looked into so often even if nobody says that something waits.
        public var idleInterval = Duration.seconds(5)
        /// The longest that any sink takes by its own time limit; one that takes longer is stuck.
        public var longestDelivery = Duration.seconds(330)
        /// What a delivery in hand gets at shutdown.
        public var grace = Duration.seconds(3)

        public init() {}
    }

    private struct State {
        var sinks: [any AlertSink]
        var bells: [WakeBell] = []
        /// The sinks have changed: the loops are to be begun anew.
        var isStale = false
    }

    private let state: Mutex<State>
    private let turn: DeliveryTurn
    private let grace: Duration

    /// - Parameters:
    ///   - now: seconds since 1970, by which the outbox keeps its times.
    ///   - random: a number in 0…1, to spread waits.
    ///   - clock: what waits are slept on.
    ///   - monitor: told of work and rest, for the watchdog.
    ///   - onEvent: called for everything that happens; must come back at once.
    public init(
        sinks: [any AlertSink],
        outbox: any Outbox,
        options: Options = Options(),
        now: @escaping @Sendable () -> Double,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        clock: any Clock<Duration> = ContinuousClock(),
        monitor: ProgressMonitor? = nil,
        logger: Logger = Logger(label: "claimwatch.delivery"),
        onEvent: @escaping @Sendable (DeliveryEvent) -> Void = { _ in }
    ) {
        state = Mutex(State(sinks: sinks))
        grace = options.grace
        turn = DeliveryTurn(
            outbox: outbox,
            options: options,
            now: now,
            random: random,
            clock: clock,
            monitor: monitor,
            logger: logger,
            onEvent: onEvent
        )
    }

    /// Something new waits in the outbox.
    public func wake() {
        for bell in state.withLock({ $0.bells }) { bell.ring() }
    }

    /// Goes on with other sinks; deliveries in hand are finished first.
    public func update(sinks: [any AlertSink]) {
        state.withLock {
            $0.sinks = sinks
            $0.isStale = true
        }
        wake()
    }

    public func run() async throws {
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            let work = state.withLock { state -> [(any AlertSink, WakeBell)] in
                state.bells = state.sinks.map { _ in WakeBell() }
                state.isStale = false
                return Array(zip(state.sinks, state.bells))
            }
            await withGracefulShutdownHandler {
                await loops(work)
            } onGracefulShutdown: {
                self.wake()
            }
        }
    }

    /// One loop a sink, until the service ends or the sinks change.
    private func loops(_ work: [(any AlertSink, WakeBell)]) async {
        let isEnding: @Sendable () -> Bool = {
            Task.isCancelled || Task.isShuttingDownGracefully || self.state.withLock { $0.isStale }
        }
        await withTaskGroup(of: Bool.self) { group in
            for (sink, bell) in work {
                group.addTask { [turn] in
                    await turn.serve(sink, bell, isEnding)
                    return true
                }
            }
            // With no sink, or where all are gone, there is still a reload or the end to wait for.
            let idle = WakeBell()
            state.withLock { $0.bells.append(idle) }
            group.addTask { [turn] in
                while !isEnding() { await turn.sleep(.seconds(3600), idle) }
                return false
            }
            // The loops end by themselves; one whose delivery does not end in time is cancelled.
            var running = work.count
            var isOver = false
            for await isLoop in group {
                if isLoop {
                    running -= 1
                } else if isOver {
                    break
                } else {
                    isOver = true
                    group.addTask { [grace, turn] in
                        try? await turn.clock.sleep(for: grace)
                        return false
                    }
                }
                if isOver, running == 0 { break }
            }
            group.cancelAll()
        }
    }

    /// Delivers what waits until nothing does, or the time is over: for `run --once`.
    ///
    /// - Returns: true where nothing is left to deliver.
    public func drain(within time: Duration) async -> Bool {
        let sinks = state.withLock { $0.sinks }
        return await withTaskGroup(of: Bool.self) { group in
            for sink in sinks { group.addTask { [turn] in await turn.drain(sink, within: time) } }
            return await group.reduce(true) { $0 && $1 }
        }
    }
}
