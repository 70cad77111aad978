import Claims
import Positions

/// What is known when it is decided whether an alert that was raised is sent.
public struct DispatchFacts: Sendable {
    /// Seconds since 1970.
    public var now: Double
    /// Seconds that the wall clock is ahead of UTC at a time, for mute times: a night may have an hour more or less.
    public var wallClock: @Sendable (_ time: Double) -> Double
    /// A silence that holds and covers it.
    public var silence: Silence?
    /// The alert by which the same change was told last, and when.
    public var told: (alert: String, at: Double)?
    /// Independent sources that say so, its own among them.
    public var sources: Int
    /// What it puts right never reached anybody.
    public var retractsUnsent: Bool

    public init(
        now: Double, wallClock: @escaping @Sendable (_ time: Double) -> Double = { _ in 0 }, silence: Silence? = nil,
        told: (alert: String, at: Double)? = nil,
        sources: Int = 1, retractsUnsent: Bool = false
    ) {
        (self.now, self.wallClock, self.silence, self.told) = (now, wallClock, silence, told)
        (self.sources, self.retractsUnsent) = (sources, retractsUnsent)
    }
}

/// Whether and when an alert is sent, with the reason: a pure function.
public struct DispatchDecision: Sendable, Equatable {
    public enum Word: String, Sendable, Codable {
        case sent, later, held, quiet, released, raised, grouped, acknowledged, again
    }

    public var word: Word
    public var reason: String
    /// When it is due at every sink, in seconds since 1970.
    public var dueAt: Double
    /// When it is due at the sinks that the rule names: the journal wakes nobody and has no mute times.
    public var dueAtNamed: Double

    public init(word: Word, reason: String, dueAt: Double, dueAtNamed: Double) {
        (self.word, self.reason) = (word, reason)
        (self.dueAt, self.dueAtNamed) = (dueAt, dueAtNamed)
    }

    public static func of(_ alert: Alert, _ policy: DispatchPolicy, _ facts: DispatchFacts) -> DispatchDecision {
        let now = facts.now
        func quiet(_ reason: String) -> DispatchDecision {
            DispatchDecision(word: .quiet, reason: reason, dueAt: now, dueAtNamed: now)
        }
        if facts.retractsUnsent { return quiet("what it puts right was never sent") }
        if let silence = facts.silence {
            return quiet(reason(of: silence))
        }
        // What puts an alert right is told whoever has been told what.
        let putsRight = alert.retracts != nil
        if let once = policy.once, !putsRight, let told = facts.told, now - told.at < Double(once) {
            return quiet("the same change was told by alert \(told.alert), less than \(span(once)) ago")
        }
        if policy.sources > 1, !putsRight, facts.sources < policy.sources {
            return DispatchDecision(
                word: .held, reason: "\(facts.sources) of \(policy.sources) independent sources say so", dueAt: now,
                dueAtNamed: now)
        }
        let due = putsRight ? now : now + Double(policy.hold)
        var decision = DispatchDecision(word: .sent, reason: "new", dueAt: due, dueAtNamed: due)
        if due > now {
            decision.word = .later
            decision.reason = "held for \(span(policy.hold)), for what confirms or retracts it"
        }
        let ahead = facts.wallClock(due)
        if let mute = MuteTime.end(of: policy.mutes, at: due + ahead) {
            decision.dueAtNamed = mute.time - facts.wallClock(mute.time - ahead)
            (decision.word, decision.reason) = (.later, "mute time \(mute.name)")
        }
        return decision
    }

    /// Why what a silence covers is not sent.
    public static func reason(of silence: Silence) -> String {
        "silence \(silence.id) of \(silence.author): \(silence.reason)"
    }

    /// What two alerts share that tell the same: rule, key and what is held now.
    public static func subject(_ alert: Alert) -> String {
        [alert.rule, alert.kind, alert.actor ?? "", alert.topic, alert.change.rawValue, alert.to.label]
            .joined(separator: "\u{1F}")
    }

    /// Whether a later alert confirms a hint: the same, or the same direction, in the actor's own asserted word.
    public static func confirms(_ later: Alert, _ hint: Alert) -> Bool {
        guard later.id != hint.id, later.retracts == nil, hint.retracts == nil, later.kind == hint.kind,
            later.actor == hint.actor, later.topic == hint.topic, isHint(hint), !isHint(later)
        else { return false }
        if let a = hint.to.level, let b = later.to.level { return a.signum() == b.signum() && a != 0 }
        return later.to.label == hint.to.label
    }

    /// Hedged, on a condition, or from somebody else than the actor.
    public static func isHint(_ alert: Alert) -> Bool {
        alert.to.certainty == .hedged || alert.to.certainty == .conditional
            || (alert.kind == "stance" && alert.evidence.first?.via.isEmpty == false)
    }

    /// "36 hours", "10 minutes".
    static func span(_ seconds: Int) -> String {
        let (count, unit) = seconds % 3_600 == 0 ? (seconds / 3_600, "hour") : (seconds / 60, "minute")
        return count == 1 ? "1 \(unit)" : "\(count) \(unit)s"
    }
}
