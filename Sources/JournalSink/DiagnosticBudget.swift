/// So many diagnostics and no more: journald counts what a service writes, and drops what is beyond, alerts too where
/// they have the same weight. What somebody else writes without end, as a thousand bad files, must not cost an alert.
public struct DiagnosticBudget: Sendable {
    /// A tenth of what journald takes unless told.
    static let most = 1_000
    static let span = Duration.seconds(30)

    private var end: ContinuousClock.Instant?
    private var count = 0

    public init() {}

    /// What to do with a diagnostic.
    public enum Answer: Sendable, Equatable {
        case write
        /// The last one for now: say so, in place of it.
        case last
        case drop
    }

    public mutating func ask(now: ContinuousClock.Instant) -> Answer {
        if end.map({ now >= $0 }) ?? true { (end, count) = (now + Self.span, 0) }
        count += 1
        return count < Self.most ? .write : count == Self.most ? .last : .drop
    }
}
