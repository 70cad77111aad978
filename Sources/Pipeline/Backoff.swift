/// How long to wait before trying again: twice as long each time, up to a longest wait, and spread by chance, so that
/// many who failed together do not come back together.
public struct Backoff: Sendable, Equatable {
    public var first: Duration
    public var longest: Duration

    public init(first: Duration, longest: Duration) { (self.first, self.longest) = (first, longest) }

    /// - Parameters:
    ///   - attempts: failures so far, 1 or more.
    ///   - random: a number in 0…1; the wait is between half and the whole of the doubled one.
    public func wait(after attempts: Int, random: Double) -> Duration {
        let doubled = first * Double(1 << min(max(attempts - 1, 0), 30))
        return min(doubled, longest) * (0.5 + 0.5 * min(max(random, 0), 1))
    }
}
