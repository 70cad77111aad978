import Alerts
import Logging
import Metrics

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
        case gone
        case storeUnavailable
    }

    /// Serves a sink until it is to end or the sink is gone.
    func serve(_ sink: any AlertSink, _ bell: WakeBell, _ isEnding: @Sendable () -> Bool) async {
        let part = "delivery to \(sink.name)"
        var failures = 0
        defer { monitor?.remove(part) }
        while !isEnding() {
            let result = await turn(sink, part, isEnding)
            monitor?.idle(part)
            if isEnding() { return }
            switch result {
            case .gone:
                return
            case .storeUnavailable:
                failures += 1
                await sleep(options.storeBackoff.wait(after: failures, random: random()), bell)
            case .idle(let next):
                failures = 0
                let wait = next.map { Duration.seconds(max(0, min($0 - now(), 86_400))) } ?? options.idleInterval
                await sleep(min(wait, options.idleInterval), bell)
            }
        }
    }

    /// Delivers until nothing is left for the sink, or the time is over.
    func drain(_ sink: any AlertSink, within time: Duration) async -> Bool {
        let end = ContinuousClock.now + time
        while true {
            let result = await turn(sink, "delivery to \(sink.name)") { ContinuousClock.now >= end }
            monitor?.remove("delivery to \(sink.name)")
            guard case .idle(let next) = result else { return false }
            guard let next else { return true }
            let left = end - ContinuousClock.now
            let wait = Duration.seconds(max(0.01, next - now()))
            guard left > wait, !Task.isCancelled else { return false }
            try? await clock.sleep(for: wait)
        }
    }

    /// Hands over all that is due.
    private func turn(_ sink: any AlertSink, _ part: String, _ isEnding: () -> Bool) async -> Result {
        do {
            while !isEnding() {
                monitor?.begin(part)
                let due = try await outbox.due(sink: sink.name, now: now(), limit: options.batch)
                if due.isEmpty { return .idle(next: try await outbox.nextDue(sink: sink.name)) }
                for delivery in due {
                    if isEnding() { break }
                    monitor?.begin(part, allowance: options.longestDelivery)
                    guard try await hand(delivery, to: sink) else { return .gone }
                }
            }
            return .idle(next: nil)
        } catch {
            if !(error is CancellationError) {
                let wait = options.storeBackoff.wait(after: 1, random: 1)
                tell(.storeUnavailable(sink: sink.name, error: "\(error)", wait: wait))
            }
            return .storeUnavailable
        }
    }

    /// - Returns: false where the sink takes nothing any more.
    private func hand(_ delivery: Delivery, to sink: any AlertSink) async throws -> Bool {
        let start = ContinuousClock.now
        let outcome = await sink.deliver(delivery)
        Timer(label: "claimwatch_delivery_seconds", dimensions: [("sink", sink.name)])
            .record(duration: ContinuousClock.now - start)
        let alert = delivery.alert.id
        switch outcome {
        case .delivered:
            try await outbox.markDelivered(delivery.id, now: now())
            tell(.delivered(alert: alert, sink: sink.name))
        case .retry(let reason, let after):
            // An attempt that our own end cut short is none.
            if Task.isCancelled { return true }
            let age = now() - delivery.raisedAt
            if delivery.raisedAt > 0, age > Double(options.giveUpAfter.components.seconds) {
                let reason = "\(reason); given up after \(Int(age / 3600)) hours"
                try await outbox.markDead(delivery.id, reason: reason, now: now())
                tell(.dead(alert: alert, sink: sink.name, reason: reason))
                return true
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
        case .refused(let reason):
            try await outbox.markDead(delivery.id, reason: reason, now: now())
            tell(.dead(alert: alert, sink: sink.name, reason: reason))
        case .gone(let reason):
            tell(.gone(sink: sink.name, reason: reason))
            return false
        }
        return true
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
