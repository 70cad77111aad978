/// How urgent an alert is. Alerts go to the journal at `warning` and above as they are, and below as notices.
public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case info, notice, warning, critical

    /// The syslog priority: 6, 5, 4, 2.
    public var priority: Int {
        switch self {
        case .info: return 6
        case .notice: return 5
        case .warning: return 4
        case .critical: return 2
        }
    }

    /// One step less urgent; `info` stays.
    public var lowered: Severity {
        switch self {
        case .critical: return .warning
        case .warning: return .notice
        case .notice, .info: return .info
        }
    }

    public static func < (a: Severity, b: Severity) -> Bool { a.priority > b.priority }
}
