/// What `claimwatch rules` shows of a rule: what it means, and sentences that show it.
public struct ClaimRule: Sendable, Equatable {
    /// A sentence, and what it says or must not be taken to say.
    public struct Example: Sendable, Equatable {
        public var text: String
        /// "Russia on ceasefire: -2", "sanctions: imposed".
        public var meaning: String
    }

    /// What claims of this rule name as theirs.
    public var id: String
    public var kind: Claim.Kind
    public var reason: String
    /// Sentences in which the rule makes the claim.
    public var fires: [Example]
    /// Sentences from which the claim must not be taken.
    public var silent: [Example]

    /// The id of the rule for deadlines that a text says have passed.
    public static let deadlinePassed = PassedDeadlineRule().id
    /// The id of the rule for what runs out by itself: nobody misses that day.
    public static let deadlineExpiry = ExpiryRule().id

    /// The id of the rule for what is set for a day: an appointment, which is kept or not and missed by nobody.
    public static let deadlineSchedule = ScheduleRule().id

    /// All rules that read claims, by kind, each kind in the order in which its rules are tried.
    public static let all: [ClaimRule] =
        StanceGrammar.rules.map { rule in
            ClaimRule(
                id: rule.id, kind: .stance, reason: rule.reason, fires: rule.fires.map(example),
                silent: rule.silent.map(example))
        }
        + StanceOrigin.all.map { origin in
            ClaimRule(
                id: origin.id, kind: .stance, reason: origin.reason, fires: origin.fires.map(example),
                silent: origin.silent.map(example))
        }
        + MeasureReader.rules.map { ClaimRule($0, .number) } + StatusReader.rules.map { ClaimRule($0, .status) }
        + DeadlineReader.rules.map { ClaimRule($0, .deadline) }

    private static func example(_ example: StanceExample) -> Example {
        Example(text: example.text, meaning: "\(example.actor) on \(example.topic): \(example.level)")
    }

    private init(id: String, kind: Claim.Kind, reason: String, fires: [Example], silent: [Example]) {
        (self.id, self.kind, self.reason, self.fires, self.silent) = (id, kind, reason, fires, silent)
    }

    private init(_ rule: any FactRule, _ kind: Claim.Kind) {
        func shown(_ example: FactExample) -> Example {
            Example(text: example.text, meaning: "\(example.topic): \(example.value)")
        }
        self.init(
            id: rule.id, kind: kind, reason: rule.reason, fires: rule.fires.map(shown),
            silent: rule.silent.map(shown))
    }
}
