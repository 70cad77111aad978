import Alerts
import Claims
import Yams

/// What is well formed and yet makes no sense: names that stand nowhere, rules that can never fire, words that catch
/// every article.
extension SettingsReader {
    mutating func check(_ settings: Settings, _ top: [Entry]) {
        for section in top where ["actors", "topics"].contains(section.key) {
            refuseCatchAlls(section)
        }
        for entry in top { refuseOpenSecrets(entry.value) }
        guard let rules = top.first(where: { $0.key == "rules" })?.value.sequence else { return }
        let sinks = Set(settings.sinks.map(\.name))
        let actors = settings.actors.map { Set($0.map(\.name)) }
        let numbers = Set((settings.numbers ?? []).map(\.name))
        let topics = settings.topics.map { Set($0.map(\.name)).union(numbers) }
        for rule in rules {
            guard let mapping = rule.mapping else { continue }
            for (key, value) in mapping {
                switch key.string {
                case "send": checkNames(value, in: sinks, what: "sink", section: "sinks")
                case "actors": if let actors { checkNames(value, in: actors, what: "actor", section: "actors") }
                case "topics":
                    if let topics { checkNames(value, in: topics, what: "topic", section: "topics or numbers") }
                default: break
                }
            }
        }
        guard rules.count == settings.rules.count else { return }
        refuseDeadRules(settings.rules, Array(rules), numbers)
    }

    private mutating func checkNames(_ node: Node, in known: Set<String>, what: String, section: String) {
        let items = node.sequence.map(Array.init) ?? (what != "sink" && node.string == "any" ? [] : [node])
        for item in items {
            guard let name = item.string, !name.isEmpty, !known.contains(name) else { continue }
            let suggestion = Suggestion.text(name, among: known.sorted())
            let remedy = suggestion.isEmpty ? "; add it there, or take it out here" : suggestion
            report(item, "no \(what) `\(name)` is named under \(section)" + remedy, .undefinedName)
        }
    }

    /// The first rule that asks for a change has it: one whose changes all belong to a rule before it is never asked.
    private mutating func refuseDeadRules(_ rules: [AlertRule], _ nodes: [Node], _ numbers: Set<String>) {
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
            } else if let earlier = rules[..<index].first(where: { Self.covers($0, rule) }), !rule.when.isEmpty {
                report(
                    nodes[index],
                    "the rule `\(rule.name)` can never fire: all that it asks for, the rule "
                        + "`\(earlier.name)` before it has already; move it up", .deadRule)
            }
        }
    }

    /// Numbers do not reverse, and topics have no figure to cross.
    private static func wrongKind(_ when: Set<RuleTrigger>, _ topics: Set<String>, _ numbers: Set<String>) -> String? {
        let names = when.map(\.text).sorted().joined(separator: " or ")
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

    /// Not so for numbers, whose words only narrow down which figure is meant: `$` and `people` are good ones.
    private mutating func refuseCatchAlls(_ section: Entry) {
        // The name of a topic is a label; that of an actor, and of a topic without terms, is looked for.
        var open: [Node] =
            section.value.mapping?.flatMap { key, value in
                section.key == "actors" || isEmpty(value) ? [key, value] : [value]
            } ?? []
        while let node = open.popLast() {
            if let sequence = node.sequence {
                open.append(contentsOf: sequence)
            } else if let mapping = node.mapping {
                open.append(contentsOf: mapping.map(\.value))
            } else if let text = node.string, !text.isEmpty, !covers.contains(text), let why = catchAll(text) {
                report(node, "`\(text)` \(why) and would catch every article; name a word of the matter", .catchAll)
            }
        }
    }

    /// Why a name or a term is no name: nil where it is one. Capitals throughout are a name ("WHO", "US").
    private func catchAll(_ text: String) -> String? {
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }
        guard !words.isEmpty else { return "holds no letter" }
        if words.count == 1, words[0].count == 1, words[0].unicodeScalars.allSatisfy(\.isASCII) {
            return "is one letter"
        }
        let isName = words.contains { $0.count > 1 && $0 == $0.uppercased() }
        return !isName && words.allSatisfy { isCommon($0.lowercased()) } ? "is in every text" : nil
    }

    /// A signing secret shows what it is, wherever it was put.
    private mutating func refuseOpenSecrets(_ root: Node) {
        var open = [root]
        while let node = open.popLast() {
            if let sequence = node.sequence {
                open.append(contentsOf: sequence)
            } else if let mapping = node.mapping {
                for (key, value) in mapping where key.string != "secret" || value.mapping != nil { open.append(value) }
            } else if node.string?.hasPrefix("whsec_") == true {
                report(
                    node,
                    "a secret does not belong in the configuration; write `secret: {credential: NAME}` or "
                        + "`secret: {file: PATH}`, and make a new secret: this one has been read", .openSecret)
            }
        }
    }
}
