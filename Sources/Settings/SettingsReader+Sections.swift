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

    mutating func sinks(_ node: Node) -> [WebhookSettings] {
        (entries(node, what: "sinks") ?? []).map { entry in
            if entry.key == "journal" {
                report(
                    entry.keyNode, "`journal` is the system journal, which has every alert; give the sink another name")
            }
            return sink(entry)
        }
    }

    private mutating func sink(_ sink: Entry) -> WebhookSettings {
        var settings = WebhookSettings(name: sink.key, url: "", secret: nil)
        for entry in entries(sink.value, what: sink.key) ?? [] {
            switch entry.key {
            case "webhook":
                settings.url = string(entry.value, what: "webhook") ?? ""
                if let wrong = WebhookAddress.problem(settings.url) { report(entry.value, wrong) }
            case "format":
                let format = string(entry.value, what: "format")
                if let format, format != "standard" {
                    report(entry.value, "unknown format `\(format)`" + Suggestion.text(format, among: ["standard"]))
                }
            case "secret": settings.secret = secret(entry.value)
            case "timeout": settings.timeout = integer(entry.value, 1...300, what: "timeout") ?? 10
            default:
                unknown(entry, known: ["webhook", "format", "secret", "timeout"], where: "in the sink \(sink.key)")
            }
        }
        if settings.url.isEmpty {
            report(sink.keyNode, "the sink `\(sink.key)` has no `webhook:`; name the address that alerts are sent to")
        }
        return settings
    }

    private mutating func secret(_ node: Node) -> WebhookSettings.Secret? {
        guard case .mapping = node else {
            report(
                node,
                "a secret does not belong in the configuration; write `secret: {credential: NAME}` or "
                    + "`secret: {file: PATH}`", .openSecret)
            return nil
        }
        var result: WebhookSettings.Secret?
        for entry in entries(node, what: "secret") ?? [] {
            switch entry.key {
            case "credential":
                guard let name = string(entry.value, what: "credential") else { continue }
                if name.contains("/") {
                    report(entry.value, "a credential is a name without `/`; for a path write `{file: \(name)}`")
                }
                result = .credential(name)
            case "file": result = string(entry.value, what: "file").map { .file($0) }
            default: unknown(entry, known: ["credential", "file"], where: "in secret")
            }
        }
        return result
    }
}

/// Which addresses a webhook may have.
enum WebhookAddress {
    /// The address for a print: its host. What follows may be a secret.
    static func shown(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return "<REDACTED>" }
        let host = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let rest = url[scheme.upperBound...].dropFirst(host.count)
        let name = host.split(separator: "@").last ?? host
        return String(url[..<scheme.upperBound]) + name + (rest.count > 1 ? "/<REDACTED>" : rest)
    }

    /// What is wrong with an address, nil where nothing is.
    static func problem(_ url: String) -> String? {
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            return "`\(url)` is no web address; write one that begins with https://"
        }
        let rest = url.drop { $0 != "/" }.dropFirst(2)
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !host.isEmpty else { return "`\(url)` names no host" }
        guard !host.contains("@") else {
            return "a password in an address shows in logs; take it out and use `secret:`"
        }
        let name = host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) + "]" : String(host.prefix { $0 != ":" })
        if url.hasPrefix("http://"), !["localhost", "127.0.0.1", "[::1]"].contains(name) {
            return "`http://` sends alerts in the open; use https:// (http is taken for this machine only)"
        }
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return "the address holds a space or a character that must be percent-encoded"
        }
        return nil
    }
}
