/// A sink that can be asked whether it still has what it took: one that takes an entry and may lose it without a word.
public protocol ReadableSink: AlertSink {
    /// Looks for alerts that it took.
    func readBack(_ taken: [TakenAlert]) async -> ReadBack
}

/// An alert that a sink took.
public struct TakenAlert: Sendable, Equatable {
    public var alert: String
    /// In seconds since 1970, both.
    public var raisedAt: Double
    public var takenAt: Double

    public init(alert: String, raisedAt: Double, takenAt: Double) {
        (self.alert, self.raisedAt, self.takenAt) = (alert, raisedAt, takenAt)
    }
}

/// What reading back came to.
public enum ReadBack: Sendable, Equatable {
    /// It took these and does not have them. What is older than all that it keeps is not lost: its time is over.
    case lost([String])
    /// It cannot be said, for this reason; nothing is sent again on suspicion.
    case unknown(reason: String)
}

/// What the store knows of alerts that sinks took. Times are seconds since 1970, given by the caller.
public protocol TakenAlerts: Sendable {
    /// Those that a sink took from `since` on and before `until`, in the order in which it took them.
    func taken(by sink: String, since: Double, until: Double, limit: Int) async throws -> [TakenAlert]

    /// Has alerts that a sink took and lost delivered to it again, and notes why.
    ///
    /// - Returns: how many.
    func sendAgain(_ alerts: [String], to sink: String, now: Double) async throws -> Int
}
