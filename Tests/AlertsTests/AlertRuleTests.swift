import Alerts
import Articles
import Claims
import NewsFixtures
import Positions
import Testing

/// What rules ask for, on shifts made by hand.
@Suite struct AlertRuleTests {
    private func observation(
        _ kind: PositionKey.Kind, level: Int? = nil, value: Double? = nil, status: ActionStatus? = nil,
        via: [String] = [], certainty: Claim.Certainty = .asserted, publisher: String? = nil, weight: Double = 1
    ) -> Observation {
        Observation(
            key: PositionKey(kind: kind, actor: kind == .stance ? "Russia" : nil, topic: "topic"),
            article: ArticleID(hex: "0123456789abcdef"), path: "a.txt",
            date: CalendarDate(day: 20_304), publisher: publisher, level: level, value: value,
            upperValue: nil, unit: nil, bound: nil, status: status, deadline: nil, via: via, certainty: certainty,
            evidence: Evidence(start: 0, end: 4, text: "text"), rule: "rule", weight: weight)
    }

    private func number(_ old: Double?, _ new: Double) -> Shift {
        let to = observation(.number, value: new)
        let from = old.map { observation(.number, value: $0) }
        return Shift(
            key: to.key, change: old == nil ? .first : .shift,
            reason: old.map { $0 < new ? .numberUp : .numberDown } ?? .first, from: from, to: to)
    }

    private func stance(
        _ old: Int?, _ new: Int, _ reason: Shift.Reason = .reversed, via: [String] = [],
        certainty: Claim.Certainty = .asserted, publisher: String? = nil, weight: Double = 1
    ) -> Shift {
        let to = observation(
            .stance, level: new, via: via, certainty: certainty, publisher: publisher, weight: weight)
        return Shift(
            key: to.key, change: old == nil ? .first : .shift, reason: reason,
            from: old.map { observation(.stance, level: $0) }, to: to)
    }

    @Test(arguments: [
        ("changes by 10%", 30.0, 33.0, true), ("changes by 10%", 30, 32.9, false), ("changes by 10%", 30, 27, true),
        ("changes by 10%", 0, 5, false), ("changes by 3", 30, 33, true), ("changes by 3", 30, 28, false),
        ("crosses 1000", 999, 1_000, true), ("crosses 1000", 1_000, 1_001, false), ("crosses 1000", 1_001, 999, true),
        ("crosses -5", -6, -4, true), ("number up", 30, 31, true), ("number down", 30, 31, false),
        ("shift", 30, 31, true), ("reversed", 30, 31, false),
    ])
    func figures(trigger: String, old: Double, new: Double, asks: Bool) throws {
        #expect(try #require(RuleTrigger(trigger)).asks(for: number(old, new)) == asks)
    }

    @Test func theFirstFigureChangesNothing() throws {
        for name in ["changes by 10%", "changes by 1", "crosses 5", "number up", "shift"] {
            #expect(try !#require(RuleTrigger(name)).asks(for: number(nil, 50)))
        }
        #expect(try #require(RuleTrigger("first")).asks(for: number(nil, 50)))
    }

    @Test func aStatusIsReachedWhateverItsName() throws {
        let imposed = observation(.status, status: .imposed)
        let shift = Shift(
            key: imposed.key, change: .shift, reason: .statusAdvanced,
            from: observation(.status, status: .threatened), to: imposed)
        #expect(try #require(RuleTrigger("reaches imposed")).asks(for: shift))
        #expect(try #require(RuleTrigger("reaches in effect")).asks(for: shift))
        #expect(try !#require(RuleTrigger("reaches lifted")).asks(for: shift))
        #expect(try #require(RuleTrigger("status advanced")).asks(for: shift))
    }

    @Test(arguments: [
        "", "shft", "changes by", "changes by x", "changes by -3", "changes by 0%", "changes by inf", "crosses",
        "crosses nan", "reaches", "reaches nowhere", "Shift",
    ])
    func whatIsNoTrigger(text: String) { #expect(RuleTrigger(text) == nil) }

    @Test func everyTriggerIsReadAsItIsWritten() {
        let figures = ["changes by 10%", "changes by 2.5", "crosses 1000", "crosses -0.5", "reaches in effect"]
        for text in RuleTrigger.named.map(\.name) + figures {
            #expect(RuleTrigger(text)?.text == text)
        }
    }

    /// What one asks for because another that covers it does.
    @Test func whatCoversAsksForAtLeastAsMuch() {
        let triggers =
            RuleTrigger.named.map(\.trigger) + [
                .changesByShare(0.1), .changesByShare(0.2), .changesByAmount(1), .changesByAmount(9), .crosses(31),
            ]
        let shifts =
            [number(30, 31), number(30, 45), number(31, 30), number(nil, 3), stance(-2, 2), stance(nil, 1, .first)]
            + [stance(-2, 0, .softened), stance(1, -1, .hardened)]
        for wide in triggers {
            for narrow in triggers where wide.covers(narrow) {
                for shift in shifts where narrow.asks(for: shift) {
                    #expect(wide.asks(for: shift), "\(wide.text) covers \(narrow.text)")
                }
            }
        }
    }

    @Test func conditionsSayWhyNot() {
        let hedged = stance(-2, 1, via: ["officials"], certainty: .hedged, publisher: "AP")
        func why(_ conditions: RuleConditions) -> String? {
            AlertRule(name: "r", when: [.shift], conditions: conditions).mismatch(hedged)
        }
        #expect(why(RuleConditions()) == nil)
        #expect(why(RuleConditions(certainty: [.asserted])) == "it is hedged")
        #expect(why(RuleConditions(directness: [.own, .secondHand])) == "it is unnamed word")
        #expect(why(RuleConditions(directness: [.unnamed])) == nil)
        #expect(why(RuleConditions(saidBy: ["Kremlin"])) == "it is said by officials")
        #expect(why(RuleConditions(publishers: ["Reuters"])) == "it is published by AP")
        #expect(why(RuleConditions(publishers: ["Reuters", "AP"])) == nil)
        #expect(why(RuleConditions(from: [-2], to: [1, 2])) == nil)
        #expect(why(RuleConditions(from: [-1]))?.hasPrefix("what was held is") == true)
        #expect(why(RuleConditions(to: [2]))?.hasPrefix("what is held is") == true)
        #expect(RuleConditions(saidBy: ["Russia"]).mismatch(stance(-2, 2)) == nil)
        #expect(RuleConditions(from: [-2]).mismatch(stance(nil, 2, .first)) == "what was held is not known")
    }

    @Test func theFirstRaiseThatFitsGivesTheSeverity() {
        let rule = AlertRule(
            name: "r", severity: .notice,
            raises: [
                AlertRule.Raise(severity: .critical, conditions: RuleConditions(directness: [.own], to: [2])),
                AlertRule.Raise(severity: .warning, conditions: RuleConditions(to: [1, 2])),
            ])
        #expect(rule.severity(of: stance(-2, 2)) == .critical)
        #expect(rule.severity(of: stance(-2, 2, via: ["Anna Kovacs"])) == .warning)
        #expect(rule.severity(of: stance(2, -2)) == .notice)
        #expect(rule.severity(of: stance(2, -2, weight: 0.5)) == .info)
    }

    @Test func whatMoreSourcesMakeOfItStandsBeforeWhatFitsAlready() {
        let rule = AlertRule(
            name: "r", severity: .notice,
            raises: [
                AlertRule.Raise(severity: .critical, conditions: RuleConditions(to: [2]), sources: 3),
                AlertRule.Raise(severity: .warning, sources: 2),
                AlertRule.Raise(severity: .warning, conditions: RuleConditions(directness: [.own])),
                AlertRule.Raise(severity: .critical, sources: 5),
            ])
        #expect(rule.severity(of: stance(-2, 2)) == .warning)
        #expect(rule.steps(of: stance(-2, 2)).map(\.sources) == [3, 2])
        #expect(rule.steps(of: stance(2, -2)).map(\.sources) == [2])
        #expect(rule.severity(of: stance(-2, 2, via: ["Anna Kovacs"])) == .notice)
        let steps = rule.steps(of: stance(-2, 2, via: ["Anna Kovacs"]))
        #expect(steps.map(\.sources) == [3, 2, 5])
        #expect(SeverityStep.reached(steps, by: 1) == nil)
        #expect(SeverityStep.reached(steps, by: 4)?.severity == .critical)
        let verdict = AlertDecider(rules: [rule]).verdict(on: [stance(-2, 2)])
        #expect(verdict.alerts.map { verdict.steps[$0.id]?.count } == [2])
    }

    @Test func aHintIsAsUrgentAsItsRuleOnceTheActorItselfSaysSo() {
        let rule = AlertRule(name: "r", severity: .warning, raises: [AlertRule.Raise(severity: .critical, sources: 3)])
        let hint = stance(-2, 2, via: ["Anna Kovacs"], weight: 0.5)
        #expect(rule.severity(of: hint) == .notice)
        #expect(
            rule.steps(of: hint) == [
                SeverityStep(sources: 3, severity: .critical),
                SeverityStep(sources: 1, severity: .warning, confirmed: true),
            ])
        // However many say so, that alone is no confirmation.
        #expect(SeverityStep.reached(rule.steps(of: hint), by: 2) == nil)
        #expect(rule.steps(of: stance(-2, 2)).map(\.confirmed) == [nil])
    }

    @Test func whatIsOfNoOneActorIsHadByRulesThatNameItsTopic() throws {
        let number = try #require(
            try Sample.shifts([
                (Sample.article("1", on: "2025-08-01"), [Sample.number(10)]),
                (Sample.article("2", on: "2025-08-02"), [Sample.number(20)]),
            ]).last)
        func why(_ actors: Set<String>?, _ topics: Set<String>?) -> String? {
            AlertRule(name: "r", actors: actors, topics: topics).mismatch(number)
        }
        #expect(why(nil, nil) == nil && why(nil, ["death toll"]) == nil && why(["Russia"], ["death toll"]) == nil)
        #expect(why(["Russia"], nil) == "it names actors and any topic, and death toll is of no one actor here")
    }
}
