import Articles

extension PositionKeeper {
    /// The stances of which nothing has been heard for some days: an actor that is quiet on a topic.
    ///
    /// - Parameter spans: the numbers of days that are asked for.
    /// - Returns: shifts of change `quiet`, those of the shorter spans first, in the order of topics and actors. The same
    ///   last word gives the same alert, so asking every day raises nothing twice; a daemon that was away says so when
    ///   it is back, for two weeks.
    public func quiet(for spans: Set<Int>, asOf today: CalendarDate, history: some PositionHistory) throws -> [Shift] {
        try spans.sorted().flatMap { span in
            try history.latestStances(in: today + -(span + Self.lookBack)..<today + (1 - span)).map { last in
                var shift = Shift(
                    key: last.key, change: .quiet, reason: .quiet, from: nil, to: last,
                    weighed: ["nothing has been heard for \(span) days, since \(last.date)"])
                shift.quietDays = span
                return shift
            }
        }
    }
}
