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
        for observation in Self.representatives(of: claims, in: article) {
            let known = try history.history(of: observation.key, upTo: observation.date)
            if let last = known.before.last, Self.isWeakEcho(observation, of: last) { continue }
            outcome.observations.append(observation)
            // An article that arrives late takes its place in history and is no news.
            if known.hasLater { continue }
            if let shift = shift(to: observation, after: known.before, isCorrection: article.role == .correction) {
                outcome.shifts.append(shift)
            }
        }
        return outcome
    }

    /// The key that a claim counts for; nil where it counts for none.
    public static func key(of claim: Claim) -> PositionKey? {
        guard !claim.isHistory, claim.topicIsWatched, let topic = claim.topic else { return nil }
        switch claim.kind {
        case .stance:
            guard claim.actorIsWatched, let actor = claim.actor, claim.level != nil else { return nil }
            return PositionKey(kind: .stance, actor: actor, topic: topic)
        case .number: return claim.value == nil ? nil : PositionKey(kind: .number, actor: nil, topic: topic)
        case .status: return claim.status == nil ? nil : PositionKey(kind: .status, actor: nil, topic: topic)
        case .deadline: return claim.deadline == nil ? nil : PositionKey(kind: .deadline, actor: nil, topic: topic)
        case .statement: return nil
        }
    }

    /// One observation a key: of several claims the one that weighs most, the earlier of equals, since news leads.
    static func representatives(of claims: [Claim], in article: Article) -> [Observation] {
        var order: [PositionKey] = []
        var best: [PositionKey: Observation] = [:]
        for claim in claims {
            guard let key = key(of: claim) else { continue }
            let observation = Observation(claim: claim, key: key, article: article)
            if let held = best[key] {
                if observation.weight > held.weight { best[key] = observation }
            } else {
                order.append(key)
                best[key] = observation
            }
        }
        return order.compactMap { best[$0] }
    }

    /// A hedged or second-hand word that differs by less than a shift from the actor's own of the last days adds nothing.
    static func isWeakEcho(_ observation: Observation, of last: Observation) -> Bool {
        guard observation.key.kind == .stance, let new = observation.level, let old = last.level else { return false }
        return abs(new - old) < 2 && observation.weight < last.weight && observation.date - last.date <= 3
    }

    func shift(to new: Observation, after before: [Observation], isCorrection: Bool) -> Shift? {
        guard let last = before.last else {
            return Shift(
                key: new.key, change: .first, reason: new.key.kind == .deadline ? .deadlineSet : .first, from: nil,
                to: new, weighed: ["no earlier position is known"])
        }
        guard let (reason, direction) = difference(from: last, to: new) else { return nil }
        if new.key.kind == .number, !isCorrection, contradicts(new, last) {
            return Shift(
                key: new.key, change: .contradicted, reason: .contradicted, direction: direction, from: last, to: new,
                weighed: [
                    "\(Self.source(of: new)) and \(Self.source(of: last)) differ within \(contradictionWindow) days"
                ])
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
            guard let a = old.status, let b = new.status, a != b else { return nil }
            let advanced = StatusLadder.rank(b) >= StatusLadder.rank(a)
            return (advanced ? .statusAdvanced : .statusFellBack, advanced ? .up : .down)
        case .deadline:
            guard let a = old.deadline, let b = new.deadline, a != b else { return nil }
            return (.deadlineMoved, b > a ? .up : .down)
        }
    }

    private func contradicts(_ new: Observation, _ last: Observation) -> Bool {
        guard let mine = new.via.first, let theirs = last.via.first else { return false }
        return mine != theirs && new.date - last.date <= contradictionWindow
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
