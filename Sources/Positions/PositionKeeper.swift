import Articles
import Claims

/// Compares an article's claims with what was held before, and says what is new.
///
/// A pure function of its arguments: the same articles in the same order give the same shifts, in any run.
public struct PositionKeeper: Sendable {
    /// Two sources that differ within so many days contradict each other; later, the figure has changed.
    public var contradictionWindow = 2

    public init() {}

    /// What an article adds.
    public struct Outcome: Sendable, Equatable {
        /// One for each key the article speaks of.
        public var observations: [Observation] = []
        /// In the order of the text.
        public var shifts: [Shift] = []
        public init() {}
    }

    /// - Parameter claims: the article's claims in the order of its text; those without a watched actor or topic, and
    ///   retold history, are passed over.
    public func outcome(
        of claims: [Claim], in article: Article, history: some PositionHistory
    ) throws -> Outcome {
        var outcome = Outcome()
        guard article.role != .withdrawal else { return outcome }
        for reading in Self.readings(of: claims, in: article) {
            let observation = reading.chosen
            let known = try history.history(of: observation.key, upTo: observation.date)
            if let last = known.before.last, Self.isWeakEcho(observation, of: last) { continue }
            outcome.observations.append(observation)
            // An article that arrives late takes its place in history and is no news.
            if known.hasLater { continue }
            if let shift = shift(to: observation, after: known.before, isCorrection: article.role == .correction) {
                outcome.shifts.append(shift)
            }
            if let other = reading.others.first(where: { contradicts($0, observation) }) {
                outcome.shifts.append(contradiction(of: observation, by: other))
            }
        }
        outcome.shifts += try metDeadlines(by: outcome.observations, history: history)
        return outcome
    }

    /// The key that a claim counts for; nil where it counts for none.
    public static func key(of claim: Claim) -> PositionKey? {
        guard !claim.isHistory, claim.topicIsWatched, let topic = claim.topic else { return nil }
        switch claim.kind {
        case .stance:
            guard claim.actorIsWatched, let actor = claim.actor, claim.level != nil else { return nil }
            return PositionKey(kind: .stance, actor: actor, topic: topic)
        case .number:
            return claim.value == nil || claim.isIncrement ? nil : PositionKey(kind: .number, actor: nil, topic: topic)
        case .status: return claim.status == nil ? nil : PositionKey(kind: .status, actor: nil, topic: topic)
        case .deadline: return claim.deadline == nil ? nil : PositionKey(kind: .deadline, actor: nil, topic: topic)
        case .statement: return nil
        }
    }

    /// What an article says of one key: the observation that counts, and what else it gives.
    struct Reading {
        var chosen: Observation
        var others: [Observation]
    }

    /// One reading a key, in the order of the text: of several claims the one that weighs most counts, the earlier of
    /// equals, since news leads.
    static func readings(of claims: [Claim], in article: Article) -> [Reading] {
        var order: [PositionKey] = []
        var readings: [PositionKey: Reading] = [:]
        for claim in claims {
            guard let key = key(of: claim) else { continue }
            let observation = Observation(claim: claim, key: key, article: article)
            guard var reading = readings.removeValue(forKey: key) else {
                order.append(key)
                readings[key] = Reading(chosen: observation, others: [])
                continue
            }
            if observation.weight > reading.chosen.weight {
                reading.others.append(reading.chosen)
                reading.chosen = observation
            } else {
                reading.others.append(observation)
            }
            readings[key] = reading
        }
        return order.compactMap { readings[$0] }
    }

    /// A hedged or second-hand word that differs by less than a shift from the actor's own of the last days adds nothing.
    ///
    /// Nor does a further action that is planned beside one that holds.
    static func isWeakEcho(_ observation: Observation, of last: Observation) -> Bool {
        if let new = observation.status, let held = last.status { return StatusLadder.isFurther(new, beside: held) }
        guard observation.key.kind == .stance, let new = observation.level, let old = last.level else { return false }
        return abs(new - old) < 2 && observation.weight < last.weight && observation.date - last.date <= 3
    }

    func shift(to new: Observation, after before: [Observation], isCorrection: Bool) -> Shift? {
        if new.rule == ClaimRule.deadlinePassed { return passed(new, after: before) }
        // The American sanctions and the European ones have a status each; one whose doer is not named may be either's.
        let comparable = before.filter { $0.doer == nil || new.doer == nil || $0.doer == new.doer }
        guard let last = comparable.last else {
            return Shift(
                key: new.key, change: .first, reason: new.key.kind == .deadline ? .deadlineSet : .first, from: nil,
                to: new, weighed: ["no earlier position is known"])
        }
        guard let (reason, direction) = difference(from: last, to: new) else { return nil }
        if new.key.kind == .number, !isCorrection, disputes(new, last) {
            return contradiction(of: last, by: new)
        }
        return Shift(
            key: new.key, change: .shift, reason: isCorrection ? .corrected : reason, direction: direction, from: last,
            to: new, weighed: Self.weighed(last, new))
    }

    /// How two observations of one key differ, if they do.
    func difference(from old: Observation, to new: Observation) -> (Shift.Reason, Shift.Direction?)? {
        switch new.key.kind {
        case .stance:
            guard let a = old.level, let b = new.level, abs(b - a) >= 2 else { return nil }
            if a.signum() * b.signum() < 0 { return (.reversed, b > a ? .up : .down) }
            return b > a ? (.softened, .up) : (.hardened, .down)
        case .number:
            guard let direction = NumberComparison.direction(from: old, to: new) else { return nil }
            return (direction == .up ? .numberUp : .numberDown, direction)
        case .status:
            guard let a = old.status, let b = new.status, !StatusLadder.isSame(a, b),
                !StatusLadder.isOther(b, than: a)
            else { return nil }
            let advanced = StatusLadder.rank(b) >= StatusLadder.rank(a)
            return (advanced ? .statusAdvanced : .statusFellBack, advanced ? .up : .down)
        case .deadline:
            guard let a = old.deadline, let b = new.deadline, a != b else { return nil }
            return (.deadlineMoved, b > a ? .up : .down)
        }
    }

    /// Whether a figure of another source disputes the latest one: given for the same day, or lower soon after. What
    /// is counted goes on rising, whoever counts it.
    private func disputes(_ new: Observation, _ last: Observation) -> Bool {
        guard let mine = new.via.first, let theirs = last.via.first, mine != theirs else { return false }
        let days = new.date - last.date
        return days == 0 || (days <= contradictionWindow && (new.value ?? 0) < (last.value ?? 0))
    }

    /// Whether two sources in one article say different things: figures that cannot both hold, or positions of which
    /// one is for and one against.
    private func contradicts(_ other: Observation, _ chosen: Observation) -> Bool {
        guard other.via.first != chosen.via.first, Self.isPlain(other), Self.isPlain(chosen) else { return false }
        switch chosen.key.kind {
        case .number:
            guard other.via.first != nil, chosen.via.first != nil else { return false }
            return NumberComparison.direction(from: chosen, to: other) != nil
        case .stance: return (other.level ?? 0) * (chosen.level ?? 0) < 0
        case .status, .deadline: return false
        }
    }

    private static func isPlain(_ observation: Observation) -> Bool {
        observation.certainty == .asserted || observation.certainty == .denied
    }

    private func contradiction(of last: Observation, by new: Observation) -> Shift {
        Shift(
            key: new.key, change: .contradicted, reason: .contradicted, direction: nil, from: last, to: new,
            weighed: [
                "\(Self.source(of: new)) and \(Self.source(of: last)) differ, \(new.date - last.date) days apart",
                "the position stays as \(Self.source(of: last)) has it",
            ])
    }

    private static func source(of observation: Observation) -> String {
        observation.via.first ?? observation.publisher ?? "the article"
    }

    private static func weighed(_ old: Observation, _ new: Observation) -> [String] {
        func describe(_ observation: Observation) -> String {
            let who = observation.via.isEmpty ? "first hand" : "via \(observation.via.joined(separator: ", "))"
            return "\(who), \(observation.certainty.rawValue)"
        }
        return ["before: \(describe(old)), \(old.date)", "now: \(describe(new)), \(new.date)"]
    }
}
