import Articles
import Claims

/// Says which deadlines have passed with nothing done.
extension PositionKeeper {
    /// How long after a deadline it is still looked at: a daemon that was away says so when it is back.
    static var lookBack: Int { 14 }

    /// The deadlines that passed in the two weeks before `today` without a status at or beyond `agreed` on their topic
    /// since they were set.
    ///
    /// - Returns: shifts of change `missed`, in the order of the topics. The same deadline gives the same alert, so
    ///   asking every day raises nothing twice.
    public func missedDeadlines(asOf today: CalendarDate, history: some PositionHistory) throws -> [Shift] {
        try history.latestDeadlines(in: today + -Self.lookBack..<today).compactMap { set in
            guard let deadline = set.deadline else { return nil }
            let status = PositionKey(kind: .status, actor: nil, topic: set.key.topic)
            let known = try history.history(of: status, upTo: today).before.last
            if let known, let reached = known.status, known.date >= set.date,
                StatusLadder.rank(reached) >= StatusLadder.rank(.agreed)
            {
                return nil
            }
            return Shift(
                key: set.key, change: .missed, reason: .deadlineMissed, from: nil, to: set,
                weighed: [
                    "the deadline of \(deadline) has passed",
                    known.map { "the latest status is \($0.status?.rawValue ?? "unknown"), \($0.date)" }
                        ?? "no status is known",
                ])
        }
    }
}
