import Positions

/// Which shifts a user wants to hear of, how urgent they are and where they go.
public struct AlertRule: Sendable, Equatable {
    /// A severity of its own where more holds.
    public struct Raise: Sendable, Equatable {
        public var severity: Severity
        public var conditions: RuleConditions
        /// Independent sources that must say so.
        public var sources: Int

        public init(severity: Severity, conditions: RuleConditions = RuleConditions(), sources: Int = 1) {
            (self.severity, self.conditions, self.sources) = (severity, conditions, sources)
        }
    }

    public var name: String
    /// Configured actors; nil for any.
    public var actors: Set<String>?
    /// Configured topics and numbers; nil for any.
    public var topics: Set<String>?
    public var when: Set<RuleTrigger>
    public var conditions: RuleConditions
    public var severity: Severity
    /// The first whose conditions hold gives the severity.
    public var raises: [Raise]
    /// Names of sinks; the journal always has every alert.
    public var send: [String]
    /// When its alerts are sent.
    public var dispatch: DispatchPolicy

    public init(
        name: String, actors: Set<String>? = nil, topics: Set<String>? = nil, when: Set<RuleTrigger> = [.shift],
        conditions: RuleConditions = RuleConditions(), severity: Severity = .warning, raises: [Raise] = [],
        send: [String] = [], dispatch: DispatchPolicy = DispatchPolicy()
    ) {
        (self.name, self.actors, self.topics) = (name, actors, topics)
        (self.when, self.conditions, self.severity) = (when, conditions, severity)
        (self.raises, self.send) = (raises, send)
        self.dispatch = dispatch
    }

    /// What holds without rules: every configured actor and topic alerts on a shift, to all sinks.
    public static func standard(send: [String]) -> AlertRule {
        AlertRule(name: "any-shift", when: [.shift, .contradicted, .missed], send: send)
    }

    /// Why the rule does not ask for a shift; nil where it does. Numbers, statuses and deadlines are of no one actor: a
    /// rule that names actors has those of the topics that it names too.
    public func mismatch(_ shift: Shift) -> String? {
        if let actors {
            if let actor = shift.key.actor {
                if !actors.contains(actor) { return "it does not name the actor \(actor)" }
            } else if topics == nil {
                return "it names actors and any topic, and \(shift.key.topic) is of no one actor here"
            }
        }
        if let topics, !topics.contains(shift.key.topic) { return "it does not name \(shift.key.topic)" }
        // Who was told something that is put right is told so.
        if shift.notice?.alerts.isEmpty == false { return nil }
        guard when.contains(where: { $0.asks(for: shift) }) else {
            return "it does not ask for \(shift.reason.rawValue)"
        }
        return conditions.mismatch(shift)
    }

    /// How urgent a shift is that the rule asks for. A hint that is hedged, conditional or from an unnamed source is one
    /// step less urgent than its confirmation, unless the rule raises it. What more sources make of it is in `steps`.
    public func severity(of shift: Shift) -> Severity {
        let fits = raises.first { $0.sources <= 1 && $0.conditions.mismatch(shift) == nil }
        return fits?.severity ?? (shift.isHint || shift.to.weight < 0.6 ? severity.lowered : severity)
    }

    /// The severities that it has where more sources say so: those raises that stand before the one that fits already.
    /// A hint that is one step less urgent is as urgent as its rule once the actor itself says so.
    public func steps(of shift: Shift) -> [SeverityStep] {
        let fitting = raises.filter { $0.conditions.mismatch(shift) == nil }
        let steps = fitting.prefix { $0.sources > 1 }.map { SeverityStep(sources: $0.sources, severity: $0.severity) }
        guard shift.key.kind == .stance, severity(of: shift) < severity, !fitting.contains(where: { $0.sources <= 1 })
        else { return steps }
        return steps + [SeverityStep(sources: 1, severity: severity, confirmed: true)]
    }
}
