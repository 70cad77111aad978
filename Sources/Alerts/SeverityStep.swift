/// A severity that an alert has where enough independent sources say so, or where the actor itself confirms a hint.
public struct SeverityStep: Sendable, Codable, Equatable {
    /// Two or more: one says so always. One where the actor's own word is asked for.
    public var sources: Int
    public var severity: Severity
    /// The actor's own plain word makes it so, however many say it; nil for no.
    public var confirmed: Bool?

    public init(sources: Int, severity: Severity, confirmed: Bool? = nil) {
        (self.sources, self.severity, self.confirmed) = (sources, severity, confirmed)
    }

    /// The first step that a number of sources reaches.
    public static func reached(_ steps: [SeverityStep], by sources: Int) -> SeverityStep? {
        steps.first { $0.confirmed != true && $0.sources <= sources }
    }
}
