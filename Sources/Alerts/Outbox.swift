/// Deliveries that are due, as the store keeps them. Times are seconds since 1970, given by the caller.
public protocol Outbox: Sendable {
    /// Deliveries for a sink whose time has come, oldest first.
    ///
    /// - Parameter isOrdered: none that stands behind one whose time has not come.
    func due(sink: String, now: Double, limit: Int, isOrdered: Bool) async throws -> [Delivery]

    /// When the next delivery for the sink is due; nil where none waits.
    ///
    /// - Parameter isOrdered: the time of the oldest, before which no other may go.
    func nextDue(sink: String, isOrdered: Bool) async throws -> Double?

    func markDelivered(_ id: Int64, now: Double) async throws
    func markRetry(_ id: Int64, at time: Double, reason: String) async throws
    /// Sets it aside as a dead letter.
    func markDead(_ id: Int64, reason: String, now: Double) async throws

    /// Compares the clock with the time that it last showed; where it has gone back by more than a minute, what waits
    /// is moved back by as much, or it would wait until the clock has caught up.
    ///
    /// - Parameter now: seconds since 1970, by the clock.
    /// - Returns: by how many seconds it has gone back; nil where it has not.
    func heed(clock now: Double) async throws -> Double?
}

extension Outbox {
    public func heed(clock now: Double) async throws -> Double? { nil }

    public func due(sink: String, now: Double, limit: Int) async throws -> [Delivery] {
        try await due(sink: sink, now: now, limit: limit, isOrdered: false)
    }

    public func nextDue(sink: String) async throws -> Double? { try await nextDue(sink: sink, isOrdered: false) }
}
