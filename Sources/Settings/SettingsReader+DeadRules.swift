import Alerts
import Yams

/// Rules, and parts of rules, that no change can ever satisfy.
extension SettingsReader {
    /// The first rule that asks for a change has it: one whose changes all belong to a rule before it is never asked.
    mutating func refuseDeadRules(_ rules: [AlertRule], _ nodes: [Node], _ numbers: Set<String>) {
        // What is wrong elsewhere may be why a condition is empty.
        let isClean = problems.isEmpty
        for (index, rule) in rules.enumerated() where !rule.name.isEmpty {
            if let empty = [("actors", rule.actors), ("topics", rule.topics)].first(where: { $0.1?.isEmpty == true }) {
                report(
                    nodes[index],
                    "the rule `\(rule.name)` can never fire: its `\(empty.0)` are an empty list; name some, "
                        + "or write `any`", .deadRule)
            } else if let topics = rule.topics, !topics.isEmpty, !rule.when.isEmpty,
                let wrong = Self.wrongKind(rule.when, topics, numbers)
            {
                report(nodes[index], "the rule `\(rule.name)` can never fire: \(wrong)", .deadRule)
            } else if isClean, let wrong = Self.contradiction(rule) {
                report(nodes[index], "the rule `\(rule.name)` can never fire: \(wrong)", .deadRule)
            } else if let earlier = rules[..<index].first(where: { Self.covers($0, rule) }), !rule.when.isEmpty {
                report(
                    nodes[index],
                    "the rule `\(rule.name)` can never fire: all that it asks for, the rule "
                        + "`\(earlier.name)` before it has already; move it up", .deadRule)
            }
            if isClean { refuseDeadRaises(rule, nodes[index]) }
            if Self.isMutedForEver(rule.dispatch.mutes) {
                report(
                    nodes[index],
                    "the rule `\(rule.name)` is never heard of: its mute times follow upon one another without end; leave "
                        + "an hour between them, or take the sinks out of its `send`", .deadRule)
            }
        }
    }

    /// The first raise that fits counts: one behind another that fits whenever it does is never asked.
    private mutating func refuseDeadRaises(_ rule: AlertRule, _ node: Node) {
        for (index, raise) in rule.raises.enumerated() {
            let wrong: String
            if let empty = Self.emptyCondition(raise.conditions) {
                wrong = "its `\(empty)` is an empty list; name some, or leave it out"
            } else if rule.raises[..<index].contains(where: { earlier in
                earlier.sources <= raise.sources
                    && (earlier.conditions == RuleConditions() || earlier.conditions == raise.conditions)
            }) {
                wrong = "one before it fits whenever it does; put the one that asks for more in front"
            } else {
                continue
            }
            report(
                node, "the \(Self.ordinal(index)) `raise` of the rule `\(rule.name)` never counts: \(wrong)", .deadRule)
        }
    }

    private static func ordinal(_ index: Int) -> String {
        index < 3 ? ["first", "second", "third"][index] : "\(index + 1)th"
    }

    /// What the conditions of a rule ask for and its changes cannot be.
    private static func contradiction(_ rule: AlertRule) -> String? {
        let conditions = rule.conditions
        if let empty = emptyCondition(conditions) {
            return "its `\(empty)` is an empty list; name some, or leave it out"
        }
        if rule.actors != nil, rule.topics == nil, !rule.when.isEmpty, rule.when.allSatisfy({ !$0.asksForActors }) {
            return
                "only what is of no one actor is \(names(rule.when)), and it names actors and any topic; name the topics"
        }
        if conditions.directness == [.own], let saidBy = conditions.saidBy, let actors = rule.actors,
            saidBy.isDisjoint(with: actors)
        {
            return
                "the actor's own word (`directness: own`) is said by the actor, and `said_by` names none of its actors"
        }
        guard conditions.from != nil || conditions.to != nil, !rule.when.isEmpty,
            rule.when.allSatisfy({ !$0.isPossible(from: conditions.from, to: conditions.to) })
        else { return nil }
        return
            "nothing that is \(names(rule.when)) goes from such a level to such a level; see `from` and `to` under `if`"
    }

    private static func names(_ when: Set<RuleTrigger>) -> String {
        when.map(\.text).sorted().joined(separator: " or ")
    }

    private static func emptyCondition(_ conditions: RuleConditions) -> String? {
        let lists: [(String, Bool?)] = [
            ("certainty", conditions.certainty?.isEmpty), ("directness", conditions.directness?.isEmpty),
            ("said_by", conditions.saidBy?.isEmpty), ("publishers", conditions.publishers?.isEmpty),
            ("from", conditions.from?.isEmpty), ("to", conditions.to?.isEmpty),
        ]
        return lists.first { $0.1 == true }?.0
    }

    /// From some Monday on.
    private static func isMutedForEver(_ mutes: [MuteTime]) -> Bool {
        let monday = 4.0 * 86_400
        return MuteTime.end(of: mutes, at: monday).map { $0.time >= monday + 7 * 86_400 } ?? false
    }

    /// Numbers do not reverse, and topics have no figure to cross.
    private static func wrongKind(_ when: Set<RuleTrigger>, _ topics: Set<String>, _ numbers: Set<String>) -> String? {
        let names = names(when)
        if topics.isSubset(of: numbers), when.allSatisfy({ !$0.asksForNumbers }) {
            return "its topics are numbers, and numbers are not \(names); ask for `shift`"
        }
        if topics.isDisjoint(with: numbers), when.allSatisfy({ $0.asksForNumbersOnly }) {
            return "none of its topics is a number, and only a number is \(names); ask for `shift`"
        }
        return nil
    }

    private static func covers(_ earlier: AlertRule, _ later: AlertRule) -> Bool {
        func holds(_ a: Set<String>?, _ b: Set<String>?) -> Bool {
            guard let a else { return true }
            return b.map { $0.isSubset(of: a) } ?? false
        }
        return holds(earlier.actors, later.actors) && holds(earlier.topics, later.topics)
            && (earlier.conditions == RuleConditions() || earlier.conditions == later.conditions)
            && later.when.allSatisfy { asked in earlier.when.contains { $0.covers(asked) } }
    }
}
