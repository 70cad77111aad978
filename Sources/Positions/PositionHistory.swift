import Articles

/// What is known of one key around a date.
public struct KeyHistory: Sendable, Equatable {
    /// The latest observations dated at or before the asked date, oldest first; at most ``PositionHistory/depth``.
    public var before: [Observation]
    /// Whether an observation with a later date is known: then the asked one arrives late.
    public var hasLater: Bool

    public init(before: [Observation] = [], hasLater: Bool = false) {
        (self.before, self.hasLater) = (before, hasLater)
    }
}

/// The stored positions, as the position keeper asks for them.
///
/// The store answers from its transaction; ``PositionBook`` answers from memory.
public protocol PositionHistory {
    /// - Parameter date: observations of this date count as before: they arrived earlier.
    func history(of key: PositionKey, upTo date: CalendarDate) throws -> KeyHistory

    /// The latest deadline of each key, where it is a day of `days`, in the order of the keys.
    func latestDeadlines(in days: Range<CalendarDate>) throws -> [Observation]

    /// The first observation of a key that is dated after a day.
    func next(of key: PositionKey, after date: CalendarDate) throws -> Observation?

    /// The stances on a topic, whosever they are, in articles of `days`, the oldest first; at most
    /// ``PositionHistory/width``.
    func stances(on topic: String, in days: Range<CalendarDate>) throws -> [Observation]

    /// The latest stance of each key, where it is dated in `days`, in the order of topics and actors; at most 1,000.
    func latestStances(in days: Range<CalendarDate>) throws -> [Observation]
}

extension PositionHistory {
    /// None: for histories that nobody asks.
    public func latestStances(in days: Range<CalendarDate>) throws -> [Observation] { [] }

    /// How many earlier observations a history gives at most: what is older founds nothing any more.
    public static var depth: Int { 24 }

    /// How many stances of all actors on a topic are looked through at most.
    public static var width: Int { 256 }
}

/// Positions kept in memory, in the order of their dates and, within a date, of their arrival.
public struct PositionBook: PositionHistory, Sendable {
    private var observations: [PositionKey: [Observation]] = [:]

    public init() {}

    public mutating func add(_ observation: Observation) {
        var list = observations.removeValue(forKey: observation.key) ?? []
        let place = list.lastIndex { $0.date <= observation.date }.map { $0 + 1 } ?? 0
        list.insert(observation, at: place)
        observations[observation.key] = list
    }

    public func history(of key: PositionKey, upTo date: CalendarDate) -> KeyHistory {
        let list = observations[key] ?? []
        let end = list.lastIndex { $0.date <= date }.map { $0 + 1 } ?? 0
        return KeyHistory(before: Array(list[..<end].suffix(Self.depth)), hasLater: end < list.count)
    }

    public func next(of key: PositionKey, after date: CalendarDate) -> Observation? {
        observations[key]?.first { $0.date > date }
    }

    public func latestDeadlines(in days: Range<CalendarDate>) -> [Observation] {
        observations.keys.filter { $0.kind == .deadline }.sorted().compactMap { key in
            guard let last = observations[key]?.last, let deadline = last.deadline, days.contains(deadline) else {
                return nil
            }
            return last
        }
    }

    public func latestStances(in days: Range<CalendarDate>) -> [Observation] {
        observations.keys.filter { $0.kind == .stance }.sorted().compactMap { key in
            observations[key]?.last.flatMap { days.contains($0.date) ? $0 : nil }
        }
    }

    public func stances(on topic: String, in days: Range<CalendarDate>) -> [Observation] {
        let keys = observations.keys.filter { $0.kind == .stance && $0.topic == topic }.sorted()
        let found = keys.flatMap { key in observations[key, default: []].filter { days.contains($0.date) } }
        return Array(found.enumerated().sorted { ($0.1.date, $0.0) < ($1.1.date, $1.0) }.map(\.1).prefix(Self.width))
    }
}
