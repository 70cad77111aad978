import Yams

extension SettingsReader {
    static let sinkKeys = ["order", "concurrency", "timeout", "give_up_hours"]
    static let webhookKeys = [
        "webhook", "format", "template", "content_type", "secret", "token", "ca", "proxy", "allow_addresses",
        "body_bytes", "reply_bytes",
    ]
    static let fileKeys = ["file", "rotate_bytes", "keep"]

    /// Each has a loop of its own.
    static let mostSinks = 100

    mutating func sinks(_ node: Node) -> [SinkSettings] {
        let entries = entries(node, what: "sinks") ?? []
        guard entries.count <= Self.mostSinks else {
            report(node, "more than \(Self.mostSinks) sinks; let one receiver pass alerts on")
            return []
        }
        return entries.compactMap { entry in
            if entry.key == "journal" {
                report(
                    entry.keyNode, "`journal` is the system journal, which has every alert; give the sink another name")
            }
            return sink(entry)
        }
    }

    /// A sink is what its first key of three says: `webhook`, `exec` or `file`.
    private mutating func sink(_ sink: Entry) -> SinkSettings? {
        guard let fields = entries(sink.value, what: sink.key) else { return nil }
        let kinds = fields.filter { ["webhook", "exec", "file"].contains($0.key) }
        guard let kind = kinds.first else {
            let known = Self.webhookKeys + Self.fileKeys + Self.sinkKeys + ["exec"]
            for field in fields where !known.contains(field.key) {
                unknown(field, known: known, where: "in the sink \(sink.key)")
            }
            report(
                sink.keyNode,
                "the sink `\(sink.key)` says not where to; name the address with `webhook:`, a command with `exec:`, or "
                    + "a file with `file:`", .missing)
            return nil
        }
        for other in kinds.dropFirst() where other.key != kind.key {
            report(
                other.keyNode,
                "the sink `\(sink.key)` is a \(kind.key) already; make another sink for the \(other.key)", .doubledName)
        }
        var settings: SinkSettings
        let rest = fields.filter { !["webhook", "exec", "file"].contains($0.key) || $0.key == kind.key }
        switch kind.key {
        case "webhook": settings = SinkSettings(name: sink.key, kind: .webhook(webhook(sink, rest)))
        case "exec": settings = SinkSettings(name: sink.key, kind: .exec(command(kind, rest, in: sink)))
        default: settings = SinkSettings(name: sink.key, kind: .file(alertFile(rest, in: sink)))
        }
        for field in fields {
            switch field.key {
            case "order": settings.order = choice(field.value, SinkSettings.Order.self, what: "order") ?? .free
            case "concurrency": settings.concurrency = integer(field.value, 1...32, what: "concurrency") ?? 1
            case "timeout": settings.timeout = integer(field.value, 1...300, what: "timeout") ?? 10
            case "give_up_hours": settings.giveUpHours = integer(field.value, 1...720, what: "give_up_hours") ?? 72
            default: break
            }
        }
        if settings.order == .kept, settings.concurrency > 1,
            let field = fields.first(where: { $0.key == "concurrency" })
        {
            report(field.value, "an order is kept by one alert at a time; leave out `concurrency`, or `order: kept`")
        }
        return settings
    }

    private mutating func webhook(_ sink: Entry, _ fields: [Entry]) -> WebhookSettings {
        var settings = WebhookSettings(address: .open(""))
        var addressNode = sink.keyNode
        for entry in fields {
            switch entry.key {
            case "webhook":
                addressNode = entry.value
                if case .mapping = entry.value {
                    if let place = secret(entry.value, what: "webhook") { settings.address = .secret(place) }
                } else if let url = string(entry.value, what: "webhook") {
                    settings.address = .open(url)
                    if let wrong = WebhookAddress.problem(url) {
                        report(entry.value, wrong, WebhookAddress.hasUser(url) ? .openSecret : .wrongValue)
                    }
                }
            case "format":
                settings.format = choice(entry.value, WebhookSettings.Format.self, what: "format") ?? .standard
            case "template": settings.template = string(entry.value, what: "template")
            case "content_type":
                settings.contentType = string(entry.value, what: "content_type") ?? settings.contentType
                if !WebhookAddress.isMediaType(settings.contentType) {
                    report(entry.value, "`\(settings.contentType)` is no content type; write one such as text/plain")
                }
            case "secret": settings.secrets = secrets(entry.value)
            case "token": settings.token = secret(entry.value, what: "token")
            case "ca": settings.authority = string(entry.value, what: "ca")
            case "proxy":
                settings.proxy = string(entry.value, what: "proxy")
                if let proxy = settings.proxy, let wrong = WebhookAddress.proxyProblem(proxy) {
                    report(entry.value, wrong, WebhookAddress.hasUser(proxy) ? .openSecret : .wrongValue)
                }
            case "allow_addresses":
                settings.allowedAddresses = strings(entry.value, what: "allow_addresses")
                if let wrong = settings.allowedAddresses.first(where: { !WebhookAddress.isAddress($0) }) {
                    report(entry.value, "`\(wrong)` is no address; write an IP such as 169.254.10.1")
                }
            case "body_bytes":
                settings.bodyLimit = integer(entry.value, 1_024...16_777_216, what: "body_bytes") ?? 0
            case "reply_bytes":
                settings.replyLimit = integer(entry.value, 0...16_777_216, what: "reply_bytes") ?? 0
            default:
                guard !Self.sinkKeys.contains(entry.key) else { continue }
                unknown(entry, known: Self.webhookKeys + Self.sinkKeys, where: "in the webhook \(sink.key)")
            }
        }
        check(settings, addressNode, sink)
        return settings
    }

    /// What fits together.
    private mutating func check(_ settings: WebhookSettings, _ address: Node, _ sink: Entry) {
        if settings.format == .template, settings.template == nil {
            report(sink.keyNode, "the format `template` needs a file; add `template: PATH`", .missing)
        }
        if settings.format != .template, settings.template != nil {
            report(sink.keyNode, "a `template:` is for `format: template`; add that, or leave the template out")
        }
        guard case .open(let url) = settings.address, !url.isEmpty, !WebhookAddress.isLocal(url) else { return }
        let why =
            settings.format.hasSecretAddress
            ? "whoever knows an address of \(settings.format.rawValue) may post there" : WebhookAddress.secret(in: url)
        if let why {
            report(
                address,
                "\(why), so it does not belong in the configuration; put the address into a file and write "
                    + "`webhook: {credential: NAME}` or `webhook: {file: PATH}`", .openSecret)
        }
    }

    private mutating func command(_ kind: Entry, _ fields: [Entry], in sink: Entry) -> [String] {
        for field in fields where field.key != "exec" && !Self.sinkKeys.contains(field.key) {
            unknown(field, known: ["exec"] + Self.sinkKeys, where: "in the command \(sink.key)")
        }
        let words = strings(kind.value, what: "exec")
        if words.isEmpty, kind.value.sequence?.isEmpty == true {
            report(kind.value, "exec names no program; write its whole path: `exec: [/usr/local/bin/page]`", .missing)
        }
        if let program = words.first, !program.hasPrefix("/") {
            report(
                kind.value,
                "`\(program)` is looked for nowhere; write the program's whole path, and each argument "
                    + "apart: `exec: [/usr/local/bin/page, --loud]`")
        }
        return words
    }

    private mutating func alertFile(_ fields: [Entry], in sink: Entry) -> AlertFileSettings {
        var settings = AlertFileSettings(path: "")
        for field in fields {
            switch field.key {
            case "file":
                settings.path = string(field.value, what: "file") ?? ""
                if !settings.path.isEmpty, !settings.path.hasPrefix("/") {
                    report(field.value, "`\(settings.path)` depends on where the daemon starts; write the whole path")
                }
            case "rotate_bytes":
                settings.rotateBytes = integer(field.value, 4_096...1_099_511_627_776, what: "rotate_bytes") ?? 0
            case "keep": settings.keep = integer(field.value, 0...100, what: "keep") ?? 0
            default:
                guard !Self.sinkKeys.contains(field.key) else { continue }
                unknown(field, known: Self.fileKeys + Self.sinkKeys, where: "in the file \(sink.key)")
            }
        }
        return settings
    }

    /// One secret, or several while they change.
    private mutating func secrets(_ node: Node) -> [SecretPlace] {
        guard let sequence = node.sequence else { return secret(node, what: "secret").map { [$0] } ?? [] }
        if sequence.count > 8 { report(node, "more than 8 secrets; take out those that no receiver has any more") }
        return sequence.compactMap { secret($0, what: "secret") }
    }

    private mutating func secret(_ node: Node, what: String) -> SecretPlace? {
        guard case .mapping = node else {
            report(
                node,
                "a secret does not belong in the configuration; write `\(what): {credential: NAME}` or "
                    + "`\(what): {file: PATH}`", .openSecret)
            return nil
        }
        var result: SecretPlace?
        for entry in entries(node, what: what) ?? [] {
            switch entry.key {
            case "credential":
                guard let name = string(entry.value, what: "credential") else { continue }
                if name.contains("/") {
                    report(entry.value, "a credential is a name without `/`; for a path write `{file: \(name)}`")
                }
                result = .credential(name)
            case "file": result = string(entry.value, what: "file").map { .file($0) }
            default: unknown(entry, known: ["credential", "file"], where: "in \(what)")
            }
        }
        if result == nil, node.mapping?.isEmpty == true {
            report(node, "\(what) is empty; write `{credential: NAME}` or `{file: PATH}`", .missing)
        }
        return result
    }
}
