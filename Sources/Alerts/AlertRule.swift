/// Which shifts a user wants to hear of, how urgent they are and where they go.
public struct AlertRule: Sendable, Equatable {
    /// What a rule may ask for.
    public enum Trigger: String, Sendable, Codable, CaseIterable {
        case first, shift, reversed, softened, hardened, contradicted, missed
        case deadlineMoved = "deadline moved"
    }

    public var name: String
    /// Configured actors; nil for any.
    public var actors: Set<String>?
    /// Configured topics and numbers; nil for any.
    public var topics: Set<String>?
    public var when: Set<Trigger>
    public var severity: Severity
    /// Names of sinks; the journal always has every alert.
    public var send: [String]

    public init(
        name: String, actors: Set<String>? = nil, topics: Set<String>? = nil, when: Set<Trigger> = [.shift],
        severity: Severity = .warning, send: [String] = []
    ) {
        (self.name, self.actors, self.topics) = (name, actors, topics)
        (self.when, self.severity, self.send) = (when, severity, send)
    }

    /// What holds without rules: every configured actor and topic alerts on a shift, to all sinks.
    public static func standard(send: [String]) -> AlertRule {
        AlertRule(name: "any-shift", when: [.shift, .contradicted, .missed], send: send)
    }
}
