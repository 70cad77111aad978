/// A time that comes again, in which nothing is sent: nights, weekends.
public struct MuteTime: Sendable, Equatable {
    /// Days on which it begins, 0 for Monday; nil for every day.
    public var days: Set<Int>?
    /// Minutes after midnight; where the end is not after the start it is on the next day.
    public var start: Int
    public var end: Int
    public var name: String

    public static let dayNames = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    public init(name: String, days: Set<Int>? = nil, start: Int = 0, end: Int = 0) {
        (self.name, self.days, self.start, self.end) = (name, days, start, end)
    }

    /// "22:30" as minutes after midnight; nil for anything else.
    public static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), hours < 24, minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    /// When the time that holds at `time` ends; nil where it does not hold. Both in seconds since 1970 by the wall clock.
    public func end(at time: Double) -> Double? {
        let day = Int((time / 86_400).rounded(.down))
        // It may have begun the day before.
        for begun in [day, day - 1] where days?.contains(Self.weekday(begun)) != false {
            let from = Double(begun * 86_400 + start * 60)
            let until = Double((end > start ? begun : begun + 1) * 86_400 + end * 60)
            if time >= from, time < until { return until }
        }
        return nil
    }

    /// When the last of the times that follow upon one another ends, and the name of the first; nil where none holds.
    public static func end(of mutes: [MuteTime], at time: Double) -> (time: Double, name: String)? {
        var result: (time: Double, name: String)?
        // A weekend and the nights around it make few steps; what never ends is let go after a week.
        for _ in 0..<16 {
            let now = result?.time ?? time
            guard now - time < 7 * 86_400,
                let next = mutes.lazy.compactMap({ mute in
                    mute.end(at: now).map { (time: $0, name: mute.name) }
                }).first
            else { break }
            result = (next.time, result?.name ?? next.name)
        }
        return result
    }

    /// 0 for Monday: the first of January 1970 was a Thursday.
    private static func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }
}
