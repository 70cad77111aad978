import Alerts
import Logging
import Metrics
import ServiceLifecycle

/// The work on one sink: what is due is handed over, and what became of it is written down.
struct DeliveryTurn: Sendable {
    let outbox: any Outbox
    let options: DeliveryService.Options
    let now: @Sendable () -> Double
    let random: @Sendable () -> Double
    let clock: any Clock<Duration>
    let monitor: ProgressMonitor?
    let logger: Logger
    let onEvent: @Sendable (DeliveryEvent) -> Void

    /// What a turn came to.
    enum Result: Equatable {
        /// All that was due has been tried; the next is due at this time, if any waits.
        case idle(next: Double?)
        /// The sink has failed so often that it is let be until this time.
        case paused(until: Double)
        case gone
        case storeUnavailable
        /// It was to end before all was done.
        case ended
    }

    /// Serves a sink until it is to end or the sink is gone.
    func serve(_ sink: any AlertSink, _ bell: WakeBell, _ isEnding: @escaping @Sendable () -> Bool) async {
        let part = "delivery to \(sink.name)"
        var storeFailures = 0
        var health = SinkHealth()
        var heeded: Double?
        defer { monitor?.remove(part) }
        while !isEnding() {
            if heeded.map({ abs(now() - $0) > 60 }) ?? true {
                heeded = now()
                await heedClock()
            }
            let result = await turn(sink, part, &health, isEnding)
            monitor?.idle(part)
            if isEnding() { return }
            switch result {
            case .gone, .ended:
                return
            case .storeUnavailable:
                storeFailures += 1
                await sleep(options.storeBackoff.wait(after: storeFailures, random: random()), bell)
            case .paused(let time):
                storeFailures = 0
                // What is new waits as well: a ring ends no pause.
                await sleep(.seconds(max(0, min(time - now(), 86_400))), bell, isEnding)
            case .idle(let next):
                storeFailures = 0
                let wait = next.map { Duration.seconds(max(0, min($0 - now(), 86_400))) } ?? options.idleInterval
                await sleep(min(wait, options.idleInterval), bell)
            }
        }
    }

    private func heedClock() async {
        // A store that is away is told of by the turn that follows.
        guard let back = try? await outbox.heed(clock: now()) else { return }
        logger.warning("the clock went back by \(Int(back)) s; what waits was moved back by as much")
    }

    /// Delivers until nothing is left for the sink, or the time is over.
    func drain(_ sink: any AlertSink, within time: Duration) async -> Bool {
        let end = ContinuousClock.now + time
        var health = SinkHealth()
        while true {
            let result = await turn(sink, "delivery to \(sink.name)", &health) { ContinuousClock.now >= end }
            monitor?.remove("delivery to \(sink.name)")
            let next: Double
            switch result {
            case .idle(nil): return true
            case .idle(let time?), .paused(let time): next = time
            case .gone, .storeUnavailable, .ended: return false
            }
            let left = end - ContinuousClock.now
            let wait = Duration.seconds(max(0.01, next - now()))
            guard left > wait, !Task.isCancelled else { return false }
            try? await clock.sleep(for: wait)
        }
    }

    /// Hands over all that is due.
    private func turn(
        _ sink: any AlertSink, _ part: String, _ health: inout SinkHealth, _ isEnding: @escaping @Sendable () -> Bool
    ) async -> Result {
        let policy = sink.policy
        do {
            while !isEnding() {
                monitor?.begin(part)
                let due = try await outbox.due(
                    sink: sink.name, now: now(), limit: options.batch, isOrdered: policy.isOrdered)
                if due.isEmpty {
                    return .idle(next: try await outbox.nextDue(sink: sink.name, isOrdered: policy.isOrdered))
                }
                switch try await hand(due, to: sink, policy, part, &health, isEnding) {
                case .taken: break
                case .failed:
                    if let asked = health.askedUntil {
                        health.askedUntil = nil
                        return .paused(until: asked)
                    }
                    if health.failures >= options.failuresBeforePause {
                        let over = health.failures - options.failuresBeforePause + 1
                        let wait = options.pause.wait(after: over, random: random())
                        return .paused(until: now() + wait.inSeconds)
                    }
                case .gone: return .gone
                }
            }
            return .ended
        } catch {
            if !(error is CancellationError) {
                let wait = options.storeBackoff.wait(after: 1, random: 1)
                tell(.storeUnavailable(sink: sink.name, error: "\(error)", wait: wait))
            }
            return .storeUnavailable
        }
    }

    /// Hands over a batch, so many at once as the sink wants; one alone while it fails.
    ///
    /// - Returns: `taken` where all were handed over, whatever became of each; `failed` where the rest of the batch is
    ///   to wait.
    private func hand(
        _ batch: [Delivery], to sink: any AlertSink, _ policy: DeliveryPolicy, _ part: String,
        _ health: inout SinkHealth, _ isEnding: @escaping @Sendable () -> Bool
    ) async throws -> Step {
        try await withThrowingTaskGroup(of: Step.self) { group in
            var rest = batch[...]
            var running = 0
            var result = Step.taken
            while true {
                let width = health.failures > 0 ? 1 : policy.concurrency
                while result == .taken, running < width, !isEnding(), let delivery = rest.popFirst() {
                    monitor?.begin(part, allowance: options.longestDelivery)
                    group.addTask { try await hand(delivery, to: sink, policy, isEnding) }
                    running += 1
                }
                guard let step = try await group.next() else { return result }
                running -= 1
                switch step {
                case .taken: health.failures = 0
                case .failed(let until):
                    health.failures += 1
                    if let until { health.askedUntil = max(until, health.askedUntil ?? 0) }
                    if policy.isOrdered || until != nil || health.failures >= options.failuresBeforePause,
                        result == .taken
                    {
                        result = .failed(until: nil)
                    }
                case .gone: result = .gone
                }
            }
        }
    }

    /// What became of one.
    private enum Step: Equatable {
        case taken
        /// To be tried again, nothing before this time where the receiver asked for it.
        case failed(until: Double?)
        case gone
    }

    /// What was handed over is not handed over again because a full disk does not take the note of it: it is noted
    /// before anything else is done for the sink.
    private func keepMarking(_ id: Int64, _ sink: String, _ isEnding: @Sendable () -> Bool) async throws {
        var attempts = 0
        while true {
            do { return try await outbox.markDelivered(id, now: now()) } catch {
                attempts += 1
                if Task.isCancelled || isEnding() { throw error }
                let wait = options.storeBackoff.wait(after: attempts, random: random())
                tell(.storeUnavailable(sink: sink, error: "\(error)", wait: wait))
                monitor?.begin("delivery to \(sink)", allowance: wait)
                await cancelWhenGracefulShutdown { try? await clock.sleep(for: wait) }
            }
        }
    }

    private func hand(
        _ delivery: Delivery, to sink: any AlertSink, _ policy: DeliveryPolicy, _ isEnding: @Sendable () -> Bool
    ) async throws -> Step {
        let start = ContinuousClock.now
        Failpoint.reach(.delivering)
        let outcome = await sink.deliver(delivery)
        Failpoint.reach(.delivered)
        Timer(label: "claimwatch_delivery_seconds", dimensions: [("sink", sink.name)])
            .record(duration: ContinuousClock.now - start)
        let alert = delivery.alert.id
        switch outcome {
        case .delivered:
            try await keepMarking(delivery.id, sink.name, isEnding)
            Failpoint.reach(.marked)
            tell(.delivered(alert: alert, sink: sink.name))
        case .retry(let reason, let after):
            // An attempt that our own end cut short is none.
            if Task.isCancelled { return .taken }
            let age = now() - delivery.queuedAt
            let patience = policy.giveUpAfter.map(Double.init) ?? options.giveUpAfter.inSeconds
            if delivery.queuedAt > 0, age > patience {
                let reason = "\(reason); given up after \(Int(age / 3600)) hours"
                try await outbox.markDead(delivery.id, reason: reason, now: now())
                tell(.dead(alert: alert, sink: sink.name, reason: reason))
                return .failed(until: nil)
            }
            var wait = options.backoff.wait(after: delivery.attempts + 1, random: random())
            // As long as the receiver asks for, within a day.
            if let after { wait = max(wait, min(after, .seconds(86_400))) }
            try await outbox.markRetry(delivery.id, at: now() + wait.inSeconds, reason: reason)
            tell(
                .delayed(
                    alert: alert,
                    sink: sink.name,
                    reason: reason,
                    attempts: delivery.attempts + 1,
                    wait: wait
                )
            )
            return .failed(until: after.map { now() + min($0, .seconds(86_400)).inSeconds })
        case .refused(let reason):
            try await outbox.markDead(delivery.id, reason: reason, now: now())
            tell(.dead(alert: alert, sink: sink.name, reason: reason))
        case .gone(let reason):
            try await outbox.markRetry(delivery.id, at: now(), reason: reason)
            tell(.gone(sink: sink.name, reason: reason))
            return .gone
        }
        return .taken
    }

    /// Waits for a time or the end, whoever rings.
    private func sleep(_ time: Duration, _ bell: WakeBell, _ isEnding: @Sendable () -> Bool) async {
        let end = ContinuousClock.now + time
        while !isEnding() {
            let left = end - ContinuousClock.now
            guard left > .zero else { return }
            await sleep(left, bell)
        }
    }

    /// Waits for a time, a ring, or the end.
    func sleep(_ time: Duration, _ bell: WakeBell) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [clock] in try? await clock.sleep(for: time) }
            group.addTask { await bell.wait() }
            await group.next()
            group.cancelAll()
        }
    }

    private func tell(_ event: DeliveryEvent) {
        let (level, name): (Logger.Level, String) =
            switch event {
            case .delivered: (.info, "delivered")
            case .delayed: (.warning, "delayed")
            case .dead: (.error, "dead")
            case .gone: (.error, "gone")
            case .storeUnavailable: (.error, "store_unavailable")
            }
        logger.log(level: level, "\(event)")
        Counter(label: "claimwatch_delivery_total", dimensions: [("event", name)]).increment()
        onEvent(event)
    }
}

extension Duration {
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}

/// How a sink has done of late.
struct SinkHealth {
    /// Attempts in a row that failed, of whatever alerts.
    var failures = 0
    /// The receiver asked to be let be until then.
    var askedUntil: Double?
}
