import Articles
import Claims

/// What becomes of a deadline: met in time, or passed with nothing done.
///
/// A deadline is what must be done by a day, what has been given or moved until then, or the day on which a measure
/// begins. What runs out by itself ("the truce expires on Sunday") is an end and no deadline: nobody misses it.
extension PositionKeeper {
    /// How long after a deadline it is still looked at: a daemon that was away says so when it is back.
    static var lookBack: Int { 14 }

    /// The deadlines that passed in the two weeks before `today` with nothing done since they were set.
    ///
    /// - Returns: shifts of change `missed`, in the order of the topics. The same deadline gives the same alert, so
    ///   asking every day raises nothing twice.
    public func missedDeadlines(asOf today: CalendarDate, history: some PositionHistory) throws -> [Shift] {
        try history.latestDeadlines(in: today + -Self.lookBack..<today).compactMap { set in
            guard let deadline = set.deadline, Self.canBeMissed(set) else { return nil }
            guard try settling(set, upTo: today, history: history) == nil else { return nil }
            let status = PositionKey(kind: .status, actor: nil, topic: set.key.topic)
            let known = try history.history(of: status, upTo: today).before.last
            return Shift(
                key: set.key, change: .missed, reason: .deadlineMissed, from: nil, to: set,
                weighed: [
                    "the deadline of \(deadline) has passed",
                    known.map { "the latest status is \($0.status?.rawValue ?? "unknown"), \($0.date)" }
                        ?? "no status is known",
                    "nobody has been heard to commit to it since \(set.date)",
                ])
        }
    }

    /// The deadlines that what an article says has met, before they passed.
    ///
    /// - Returns: shifts of change `met`, from the deadline to what met it.
    func metDeadlines(by observations: [Observation], history: some PositionHistory) throws -> [Shift] {
        var shifts: [Shift] = []
        for observation in observations {
            let key = PositionKey(kind: .deadline, actor: nil, topic: observation.key.topic)
            guard Self.isDone(observation), !shifts.contains(where: { $0.key == key }),
                let set = try history.history(of: key, upTo: observation.date).before.last,
                let deadline = set.deadline, observation.date <= deadline, Self.canBeMissed(set),
                Self.settles(observation, set),
                try settling(set, upTo: observation.date, history: history) == nil
            else { continue }
            shifts.append(
                Shift(
                    key: key, change: .met, reason: .deadlineMet, from: set, to: observation,
                    weighed: ["the deadline is \(deadline)", "met on \(observation.date)"]))
        }
        return shifts
    }

    /// An article's own word that a deadline has passed: news on that day. Later it has been said already.
    static func passed(_ new: Observation, after before: [Observation]) -> Shift? {
        if let last = before.last {
            guard last.rule != new.rule, let deadline = last.deadline, deadline >= new.date, deadline <= new.date + 1
            else { return nil }
        }
        return Shift(
            key: new.key, change: .missed, reason: .deadlineMissed, from: before.last, to: new,
            weighed: ["the article says that the deadline has passed"])
    }

    private static func canBeMissed(_ set: Observation) -> Bool {
        set.rule != ClaimRule.deadlinePassed && set.rule != ClaimRule.deadlineExpiry
            && set.rule != ClaimRule.deadlineSchedule
    }

    /// What has been done about a deadline since it was set, or has made it idle; nil for nothing.
    private func settling(
        _ set: Observation, upTo today: CalendarDate, history: some PositionHistory
    ) throws -> Observation? {
        let status = PositionKey(kind: .status, actor: nil, topic: set.key.topic)
        if let settling = try history.history(of: status, upTo: today).before.first(where: { Self.settles($0, set) }) {
            return settling
        }
        guard set.date + 1 <= today else { return nil }
        return try history.stances(on: set.key.topic, in: set.date + 1..<today + 1).first { Self.settles($0, set) }
    }

    /// Whether something is done: agreed or further, or committed to.
    private static func isDone(_ observation: Observation) -> Bool {
        guard observation.certainty == .asserted else { return false }
        switch observation.key.kind {
        case .status: return observation.status.map { StatusLadder.rank($0) >= StatusLadder.rank(.agreed) } ?? false
        case .stance: return observation.level ?? 0 >= 2
        case .number, .deadline: return false
        }
    }

    /// Whether a status or a stance settles a deadline: done since, or called off. Who set the deadline does not meet it
    /// by standing by it.
    private static func settles(_ observation: Observation, _ set: Observation) -> Bool {
        guard observation.date >= set.date else { return false }
        if observation.key.kind == .stance {
            return isDone(observation) && observation.date > set.date && observation.key.actor != set.doer
                && set.doer != nil
        }
        let idle: Set<ActionStatus> = [.ended, .lifted, .cancelled, .suspended, .postponed]
        return isDone(observation) || observation.status.map { idle.contains($0) } ?? false
    }
}
