/// A severity that an alert has where enough independent sources say so.
public struct SeverityStep: Sendable, Codable, Equatable {
    /// Two or more: one says so always.
    public var sources: Int
    public var severity: Severity

    public init(sources: Int, severity: Severity) { (self.sources, self.severity) = (sources, severity) }

    /// The first step that a number of sources reaches.
    public static func reached(_ steps: [SeverityStep], by sources: Int) -> SeverityStep? {
        steps.first { $0.sources <= sources }
    }
}
