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
        // What is left out is built in.
        let watched = settings.watchlist(builtIn: builtIn ?? Watchlist(actors: [], topics: [], numbers: []))
        let numbers = Set(watched.numbers.map(\.name))
        let actors = settings.actors == nil && builtIn == nil ? nil : Set(watched.actors.map(\.name))
        let topics =
            settings.topics == nil && builtIn == nil ? nil : Set(watched.topics.map(\.name)).union(numbers)
        for rule in rules {
            guard let mapping = rule.mapping else { continue }
            for (key, value) in mapping {
                switch key.string {
                case "send": checkNames(value, in: sinks, what: "sink", "is named under sinks", section: "sinks")
                case "actors":
                    if let actors {
                        let place = settings.actors == nil ? "is built in" : "is named under actors"
                        checkNames(value, in: actors, what: "actor", place, section: "actors")
                    }
                case "topics":
                    if let topics {
                        let place = settings.topics == nil ? "is built in" : "is named under topics or numbers"
                        checkNames(value, in: topics, what: "topic", place, section: "topics")
                    }
                default: break
                }
            }
        }
        guard rules.count == settings.rules.count else { return }
        refuseDeadRules(settings.rules, Array(rules), numbers)
    }

    private mutating func checkNames(
        _ node: Node, in known: Set<String>, what: String, _ place: String, section: String
    ) {
        let items = node.sequence.map(Array.init) ?? (what != "sink" && node.string == "any" ? [] : [node])
        for item in items {
            guard let name = item.string, !name.isEmpty, !known.contains(name) else { continue }
            let suggestion = suggestion(name, among: known)
            let remedy = suggestion.isEmpty ? "; add it under `\(section):`, or take it out here" : suggestion
            report(item, "no \(what) `\(name)` \(place)" + remedy, .undefinedName)
        }
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

    /// What secrets begin with: those of webhooks, bearer tokens, Slack's.
    private static let secretMarks = ["whsec_", "Bearer ", "xoxb-", "xoxp-"]

    /// Some secrets show what they are, wherever they were put.
    private mutating func refuseOpenSecrets(_ root: Node) {
        var open = [root]
        while let node = open.popLast() {
            if let sequence = node.sequence {
                open.append(contentsOf: sequence)
            } else if let mapping = node.mapping {
                for (key, value) in mapping where !["secret", "token"].contains(key.string) || value.mapping != nil {
                    open.append(value)
                }
            } else if let text = node.string, Self.secretMarks.contains(where: text.contains) {
                report(
                    node,
                    "a secret does not belong in the configuration; write `secret: {credential: NAME}` or "
                        + "`secret: {file: PATH}`, and make a new secret: this one has been read", .openSecret)
            }
        }
    }
}
