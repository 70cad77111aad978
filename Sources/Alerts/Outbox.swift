/// Deliveries that are due, as the store keeps them. Times are seconds since 1970, given by the caller.
public protocol Outbox: Sendable {
    /// Deliveries for a sink whose time has come, oldest first.
    func due(sink: String, now: Double, limit: Int) async throws -> [Delivery]

    /// When the next delivery for the sink is due; nil where none waits.
    func nextDue(sink: String) async throws -> Double?

    func markDelivered(_ id: Int64, now: Double) async throws
    func markRetry(_ id: Int64, at time: Double, reason: String) async throws
    /// Sets it aside as a dead letter.
    func markDead(_ id: Int64, reason: String, now: Double) async throws
}
