import Alerts
import Claims
import Yams

extension SettingsReader {
    mutating func actors(_ node: Node) -> [Watchlist.Actor] {
        (entries(node, what: "actors") ?? []).map { entry in
            guard case .mapping = entry.value else {
                return Watchlist.Actor(
                    name: entry.key, aliases: isEmpty(entry.value) ? [] : strings(entry.value, what: entry.key))
            }
            var actor = Watchlist.Actor(name: entry.key, aliases: [])
            for field in entries(entry.value, what: entry.key) ?? [] {
                switch field.key {
                case "names", "aliases": actor.aliases += strings(field.value, what: field.key)
                case "weak": actor.weakAliases = strings(field.value, what: "weak")
                case "members": actor.members = strings(field.value, what: "members")
                case "kind": actor.kind = choice(field.value, Watchlist.Actor.Kind.self, what: "kind of actor")
                default:
                    unknown(
                        field, known: ["names", "weak", "members", "kind"], where: "in the actor \(entry.key)")
                }
            }
            return actor
        }
    }

    mutating func topics(_ node: Node) -> [Watchlist.Topic] {
        (entries(node, what: "topics") ?? []).map { entry in
            var topic = Watchlist.Topic(name: entry.key, terms: [])
            if case .mapping = entry.value {
                for field in entries(entry.value, what: entry.key) ?? [] {
                    switch field.key {
                    case "terms": topic.terms = strings(field.value, what: "terms")
                    case "for": topic.favouring = strings(field.value, what: "for")
                    case "against": topic.opposing = strings(field.value, what: "against")
                    default: unknown(field, known: ["terms", "for", "against"], where: "in the topic \(entry.key)")
                    }
                }
                for both in Set(topic.favouring).intersection(topic.opposing).sorted() {
                    report(
                        entry.keyNode,
                        "`\(both)` stands on both sides of the topic \(entry.key); keep it under `for` or `against`")
                }
            } else if !isEmpty(entry.value) {
                topic.terms = strings(entry.value, what: entry.key)
            }
            if topic.terms.isEmpty { topic.terms = [entry.key] }
            return topic
        }
    }

    mutating func measures(_ node: Node) -> [Watchlist.Measure] {
        (entries(node, what: "numbers") ?? []).map { entry in
            var measure = Watchlist.Measure(name: entry.key, terms: [], of: [])
            for field in entries(entry.value, what: entry.key) ?? [] {
                switch field.key {
                case "terms": measure.terms = strings(field.value, what: "terms")
                case "of": measure.of = strings(field.value, what: "of")
                default: unknown(field, known: ["terms", "of"], where: "in the number \(entry.key)")
                }
            }
            if measure.terms.isEmpty {
                report(
                    entry.keyNode, "the number `\(entry.key)` has no `terms:`; name the words of the measure",
                    .missing)
            }
            return measure
        }
    }
}
