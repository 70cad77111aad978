import Alerts
import Claims
import NewsFixtures
import Positions
import Testing

@Suite struct AlertDeciderTests {
    private func turn(to claim: Claim) throws -> Shift {
        let shifts = try Sample.shifts([
            (Sample.article("1", on: "2025-08-01"), [Sample.stance(-2)]),
            (Sample.article("2", on: "2025-08-06"), [claim]),
        ])
        return try #require(shifts.last)
    }

    @Test func theMessageIsOneLineThatAPersonUnderstands() throws {
        let alert = try #require(try Sample.alert())
        #expect(
            alert.message == """
                Russia on ceasefire: rejects -> open to it (via Volodymyr Zelensky): \
                "Russia is more inclined to a ceasefire, he said."
                """)
        #expect(alert.evidence.map(\.article) == ["b.txt", "a.txt"])
        #expect(alert.direction == .up)
        #expect(alert.kind == "stance")
    }

    @Test func aHeadlineCannotForgeALine() throws {
        let shift = try turn(to: Sample.stance(2, text: "Yes.\nAug 06 host claimwatch: all is\u{1B}[2J quiet\u{202E}"))
        guard case .speak(let alert) = AlertDecider(rules: [.standard(send: [])]).decide(shift) else {
            Issue.record("no alert")
            return
        }
        #expect(
            alert.message
                == #"Russia on ceasefire: rejects -> commits to it: "Yes. Aug 06 host claimwatch: all is [2J quiet""#)
    }

    @Test func aRuleIsHeldToItsActorsAndTopics() throws {
        let shift = try turn(to: Sample.stance(2))
        func decision(_ rule: AlertRule) -> AlertDecider.Decision { AlertDecider(rules: [rule]).decide(shift) }
        #expect(
            decision(AlertRule(name: "r", actors: ["Ukraine"]))
                == .quiet(reason: "rule r: it does not name the actor Russia"))
        #expect(
            decision(AlertRule(name: "r", topics: ["summit"])) == .quiet(reason: "rule r: it does not name ceasefire"))
        #expect(
            decision(AlertRule(name: "r", when: [.first])) == .quiet(reason: "rule r: it does not ask for reversed"))
        guard case .speak = decision(AlertRule(name: "r", actors: ["Russia"], topics: ["ceasefire"], when: [.reversed]))
        else {
            Issue.record("no alert")
            return
        }
    }

    @Test func firstPositionsAreQuietUnlessAskedFor() throws {
        let first = try #require(try Sample.shifts([(Sample.article(), [Sample.stance(2)])]).first)
        #expect(AlertDecider(rules: [.standard(send: [])]).alerts(for: [first]).isEmpty)
        #expect(AlertDecider(rules: [AlertRule(name: "r", when: [.first])]).alerts(for: [first]).count == 1)
    }

    @Test func aHintIsLessUrgentThanAWord() throws {
        let decider = AlertDecider(rules: [AlertRule(name: "r", severity: .critical)])
        let hint = try turn(to: Sample.stance(2, via: ["two sources"], .hedged))
        let word = try turn(to: Sample.stance(2))
        #expect(decider.alerts(for: [hint]).map(\.severity) == [.warning])
        #expect(decider.alerts(for: [word]).map(\.severity) == [.critical])
    }

    @Test func theIdIsAFunctionOfTheContent() throws {
        let a = try #require(try Sample.alert())
        let b = try #require(try Sample.alert(send: ["desk"]))
        let c = try #require(try Sample.alert(name: "other.txt"))
        #expect(a.id == b.id)
        #expect(a.id != c.id)
    }

    @Test(arguments: [
        (25.0, "25"), (1_500_000, "1,500,000"), (0.25, "0.25"), (-1_234.5, "-1,234.5"), (0, "0"), (999, "999"),
        (3.99999999, "4"),
    ])
    func numbersAreWrittenForPeople(value: Double, text: String) {
        #expect(PositionWords.number(value) == text)
    }
}
