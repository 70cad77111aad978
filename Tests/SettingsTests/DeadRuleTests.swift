import Claims
import Settings
import Testing

/// Rules, and parts of rules, that no change can ever satisfy.
@Suite struct DeadRuleTests {
    private let watchlist = Watchlist(
        actors: [Watchlist.Actor(name: "Russia", aliases: [])], topics: [Watchlist.Topic(name: "ceasefire", terms: [])],
        numbers: [Watchlist.Measure(name: "death toll", terms: ["dead"], of: [])])

    private func errors(_ text: String) -> [String] {
        do {
            _ = try SettingsReader.read(Array(text.utf8), file: "c.yaml", builtIn: watchlist)
            return []
        } catch {
            return error.problems.map { "\($0.code.rawValue): \($0.message)" }
        }
    }

    private func errors(rule: String) -> [String] { errors("rules:\n  - {name: r, \(rule)}\n") }

    @Test(arguments: [
        ("actors: []", "its `actors` are an empty list"), ("topics: []", "its `topics` are an empty list"),
        ("topics: [death toll], when: [reversed]", "its topics are numbers"),
        ("topics: [ceasefire], when: [crosses 5]", "none of its topics is a number"),
        ("if: {publishers: []}", "its `publishers` is an empty list"), ("if: {to: []}", "its `to` is an empty list"),
        ("when: [first], if: {from: -2}", "nothing that is first goes from such a level"),
        ("when: [softened], if: {from: 2}", "nothing that is softened"),
        ("when: [hardened], if: {to: [2]}", "nothing that is hardened"),
        ("when: [reversed], if: {from: [1, 2], to: [0, 1]}", "nothing that is reversed"),
        ("when: [shift], if: {from: 1, to: 1}", "nothing that is shift"),
        ("when: [missed, number up], if: {to: 2}", "nothing that is missed or number up"),
        ("actors: [Russia], when: [number up, reaches agreed]", "only what is of no one actor is number up or reaches"),
        ("actors: [Russia], if: {directness: own, said_by: [Kremlin]}", "the actor's own word"),
        ("raise: [{severity: critical, if: {to: []}}]", "the first `raise` of the rule `r` never counts"),
        (
            "raise: [{severity: notice, sources: 2}, {severity: critical, sources: 3}]",
            "the second `raise` of the rule `r` never counts: one before it fits"
        ),
    ])
    func aRuleThatCanNeverFireSaysWhy(rule: String, why: String) {
        let found = errors(rule: rule)
        #expect(found.count == 1 && found[0].hasPrefix("dead-rule: ") && found[0].contains(why), "\(found)")
    }

    @Test(arguments: [
        "when: [first], if: {to: -2}", "when: [softened], if: {from: 1}", "when: [denied], if: {from: 2}",
        "when: [reversed], if: {from: [1, 2], to: [-1]}", "when: [first, shift], if: {from: 0}",
        "actors: [Russia], if: {directness: [own, second hand], said_by: [Kremlin]}",
        "raise: [{severity: critical, sources: 3}, {severity: notice, sources: 2}]",
        "raise: [{severity: critical, sources: 2, if: {to: 2}}, {severity: notice, sources: 3}]",
        "topics: [death toll, ceasefire], when: [crosses 5]",
    ])
    func aRuleThatMayFireIsTaken(rule: String) { #expect(errors(rule: rule) == []) }

    @Test func ofTwoRulesThatAskForTheSameTheSecondIsDead() {
        let found = errors("rules:\n  - {name: a, when: [shift]}\n  - {name: b, actors: [Russia], when: [softened]}\n")
        #expect(
            found.count == 1 && found[0].contains("the rule `b` can never fire") && found[0].contains("`a` before it"))
    }

    @Test func muteTimesThatNeverEndAreSaid() {
        let days = "{from: 06:00, to: 22:00}"
        let nights = "{from: 22:00, to: 06:00}"
        func found(_ mutes: String) -> [String] {
            errors("mute_times: {\(mutes)}\nrules:\n  - {name: r, mute: [a, b]}\n")
        }
        #expect(found("a: \(days), b: \(nights)").first?.contains("mute times follow upon one another") == true)
        #expect(found("a: {}, b: \(nights)").count == 1)
        #expect(found("a: {from: 06:00, to: 21:59}, b: \(nights)") == [])
        #expect(found("a: {days: [saturday, sunday]}, b: \(nights)") == [])
    }

    @Test func whatIsLeftOutIsBuiltInAndMayBeNamed() {
        #expect(errors(rule: "actors: [Russia], topics: [ceasefire, death toll]") == [])
        #expect(
            errors(rule: "actors: [Rusia]") == ["undefined-name: no actor `Rusia` is built in; did you mean `Russia`?"])
        #expect(errors(rule: "topics: [moon landing]").first?.contains("no topic `moon landing` is built in") == true)
        // Numbers of one's own take the place of those that are built in.
        #expect(errors("numbers: {tariff: {terms: [duty]}}\nrules:\n  - {name: r, topics: [death toll]}\n").count == 1)
    }
}
