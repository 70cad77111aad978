import Alerts
import Claims
import Yams

extension SettingsReader {
    /// Rules are compared with one another, and raises too.
    static let mostRules = 1_000
    static let mostRaises = 32
    static let mostMuteTimes = 100
    static let mostTriggers = 100

    mutating func rules(_ node: Node) -> [AlertRule] {
        guard let items = node.sequence else {
            report(node, "rules must be a list; begin each rule with `- name:`", .wrongType)
            return []
        }
        guard items.count <= Self.mostRules else {
            report(node, "more than \(Self.mostRules) rules; one rule may name many actors and topics")
            return []
        }
        var names: Set<String> = []
        return items.map { item in
            let rule = rule(item)
            if !rule.name.isEmpty, !names.insert(rule.name).inserted {
                report(item, "there are two rules named `\(rule.name)`; give one another name", .doubledName)
            }
            return rule
        }
    }

    private mutating func rule(_ node: Node) -> AlertRule {
        var rule = AlertRule(name: "")
        let before = problems.count
        for entry in entries(node, what: "a rule") ?? [] {
            switch entry.key {
            case "name": rule.name = string(entry.value, what: "name") ?? ""
            case "actors": rule.actors = namesOrAny(entry.value, what: "actors")
            case "topics": rule.topics = namesOrAny(entry.value, what: "topics")
            case "when": rule.when = triggers(entry.value)
            case "if": rule.conditions = conditions(entry.value)
            case "severity": rule.severity = choice(entry.value, Severity.self, what: "severity") ?? .warning
            case "raise": rule.raises = raises(entry.value)
            case "send": rule.send = strings(entry.value, what: "send")
            case "hold_minutes":
                rule.dispatch.hold = (integer(entry.value, 0...1_440, what: "hold_minutes") ?? 0) * 60
            case "sources": rule.dispatch.sources = integer(entry.value, 1...10, what: "sources") ?? 1
            case "once_hours":
                rule.dispatch.once = integer(entry.value, 1...8_760, what: "once_hours").map { $0 * 3_600 }
            case "repeat_hours":
                rule.dispatch.repeats = integer(entry.value, 1...720, what: "repeat_hours").map { $0 * 3_600 }
            case "group":
                rule.dispatch.groupsArticle = choice(entry.value, Grouping.self, what: "group") == .article
            case "mute": rule.dispatch.mutes = mutes(entry.value)
            default:
                unknown(
                    entry, known: SettingsSchema.rule.map(\.name), where: "in a rule")
            }
        }
        if rule.name.isEmpty {
            report(node, "the rule has no name; add `name:`, by which its alerts are known", .missing)
        }
        if rule.when.isEmpty, problems.count == before {
            report(node, "the rule asks for nothing; add `when: [shift]`", .deadRule)
        }
        return rule
    }

    /// Mute times by their names, which are read before the rules.
    private mutating func mutes(_ node: Node) -> [MuteTime] {
        (node.sequence.map(Array.init) ?? [node]).compactMap { item in
            guard let name = string(item, what: "each of mute") else { return nil }
            if let mute = muteTimes.first(where: { $0.name == name }) { return mute }
            let suggestion = suggestion(name, among: muteTimes.map(\.name))
            report(
                item,
                "no mute time `\(name)` is named under mute_times"
                    + (suggestion.isEmpty ? "; add it there, or take it out here" : suggestion), .undefinedName)
            return nil
        }
    }

    /// `nights: {from: 22:00, to: 06:00, days: [friday, saturday]}`.
    mutating func muteTimes(_ node: Node) -> [MuteTime] {
        let entries = entries(node, what: "mute_times") ?? []
        guard entries.count <= Self.mostMuteTimes else {
            report(node, "more than \(Self.mostMuteTimes) mute times; one may have many days")
            return []
        }
        return entries.map { entry in
            var mute = MuteTime(name: entry.key)
            for part in self.entries(entry.value, what: "a mute time") ?? [] {
                switch part.key {
                case "from": mute.start = timeOfDay(part.value, what: "from")
                case "to": mute.end = timeOfDay(part.value, what: "to")
                case "days":
                    let days = choices(part.value, WeekDay.self, what: "day")
                    mute.days = Set(days.compactMap { MuteTime.dayNames.firstIndex(of: $0.rawValue) })
                default: unknown(part, known: SettingsSchema.muteTime.map(\.name), where: "in a mute time")
                }
            }
            return mute
        }
    }

    private mutating func timeOfDay(_ node: Node, what: String) -> Int {
        guard let text = string(node, what: what) else { return 0 }
        if let minutes = MuteTime.minutes(text) { return minutes }
        report(node, "\(what) must be a time of day like 22:30, not `\(text)`", .wrongType)
        return 0
    }

    /// A list of names, or the word `any` (nil).
    private mutating func namesOrAny(_ node: Node, what: String) -> Set<String>? {
        if node.string == "any" { return nil }
        return Set(strings(node, what: what))
    }

    private mutating func triggers(_ node: Node) -> Set<RuleTrigger> {
        var result: Set<RuleTrigger> = []
        let items = node.sequence.map(Array.init) ?? [node]
        guard items.count <= Self.mostTriggers else {
            report(node, "more than \(Self.mostTriggers) changes in one rule; `shift` is any difference")
            return [.shift]
        }
        for item in items {
            guard let text = string(item, what: "each of when") else { continue }
            if let trigger = RuleTrigger(text) {
                result.insert(trigger)
                continue
            }
            let known = RuleTrigger.named.map(\.name)
            if text.hasPrefix("reaches ") {
                let statuses = ActionStatus.allCases.map(\.rawValue)
                let status = String(text.dropFirst("reaches ".count))
                report(
                    item,
                    "`\(status)` is no status; one of \(statuses.joined(separator: ", "))"
                        + suggestion(status, among: statuses))
            } else if text.hasPrefix("quiet for") {
                report(item, "`\(text)` names no days; write `quiet for 14 days`, 1 to 365")
            } else if text.hasPrefix("changes by ") || text.hasPrefix("crosses ") {
                report(item, "`\(text)` has no figure; write `changes by 10%`, `changes by 5` or `crosses 1000`")
            } else {
                let suggestion = suggestion(text, among: known)
                let all =
                    suggestion.isEmpty
                    ? "; known are \(known.joined(separator: ", ")), changes by …, crosses …, reaches …, quiet for …"
                    : suggestion
                report(item, "`\(text)` is no change that a rule can ask for" + all)
            }
        }
        return result
    }

    private mutating func conditions(_ node: Node) -> RuleConditions {
        var result = RuleConditions()
        for entry in entries(node, what: "if") ?? [] {
            switch entry.key {
            case "certainty":
                result.certainty = Set(choices(entry.value, Claim.Certainty.self, what: "certainty"))
            case "directness":
                result.directness = Set(choices(entry.value, RuleConditions.Directness.self, what: "directness"))
            case "said_by": result.saidBy = Set(strings(entry.value, what: "said_by"))
            case "publishers": result.publishers = Set(strings(entry.value, what: "publishers"))
            case "from": result.from = levels(entry.value, what: "from")
            case "to": result.to = levels(entry.value, what: "to")
            default:
                unknown(
                    entry, known: ["certainty", "directness", "said_by", "publishers", "from", "to"], where: "in if")
            }
        }
        return result
    }

    private mutating func levels(_ node: Node, what: String) -> Set<Int> {
        Set((node.sequence.map(Array.init) ?? [node]).compactMap { integer($0, -2...2, what: what) })
    }

    private mutating func raises(_ node: Node) -> [AlertRule.Raise] {
        guard let items = node.sequence else {
            report(node, "raise must be a list; begin each with `- severity:`", .wrongType)
            return []
        }
        guard items.count <= Self.mostRaises else {
            report(node, "more than \(Self.mostRaises) raises; there are four severities")
            return []
        }
        return items.compactMap { item in
            var severity: Severity?
            var conditions: RuleConditions?
            var sources: Int?
            for entry in entries(item, what: "a raise") ?? [] {
                switch entry.key {
                case "severity": severity = choice(entry.value, Severity.self, what: "severity")
                case "if": conditions = self.conditions(entry.value)
                case "sources": sources = integer(entry.value, 2...10, what: "sources")
                default: unknown(entry, known: ["severity", "if", "sources"], where: "in a raise")
                }
            }
            guard let severity, conditions != nil || sources != nil else {
                report(item, "a raise needs `severity:`, and `if:` or `sources:`", .missing)
                return nil
            }
            return AlertRule.Raise(
                severity: severity, conditions: conditions ?? RuleConditions(), sources: sources ?? 1)
        }
    }
}

/// What of a rule is one message.
enum Grouping: String, CaseIterable { case none, article }

enum WeekDay: String, CaseIterable { case monday, tuesday, wednesday, thursday, friday, saturday, sunday }
