import Alerts

/// The form that a receiver wants its messages in.
public enum WebhookFormat: Sendable {
    /// Standard Webhooks: `{type, timestamp, data}`.
    case standard
    /// CloudEvents 1.0 in structured mode.
    case cloudEvents
    case slack, mattermost, discord, teams, ntfy
    /// What Alertmanager's own webhook receivers take, version 4.
    case alertmanager
    case template(MustacheTemplate, contentType: String)

    var contentType: String {
        switch self {
        case .cloudEvents: "application/cloudevents+json; charset=UTF-8"
        case .template(_, let contentType): contentType
        default: "application/json"
        }
    }

    /// The body for an alert: the same bytes at every attempt.
    ///
    /// - Throws: ``MustacheError`` where a template makes too much; an encoding error.
    func body(_ delivery: Delivery, sink: String, url: String, limit: Int) throws -> [UInt8] {
        let card = AlertCard(delivery)
        switch self {
        case .standard: return try Payload.standard(delivery).bytes()
        case .cloudEvents: return try Payload.cloudEvent(delivery).bytes()
        case .slack: return try Payload.slack(card).bytes()
        case .mattermost: return try Payload.mattermost(card).bytes()
        case .discord: return try Payload.discord(card, time: Payload.time(delivery)).bytes()
        case .teams: return try Payload.teams(card).bytes()
        case .ntfy: return try Payload.ntfy(card, topic: NtfyAddress(url).topic).bytes()
        case .alertmanager: return try Payload.alertmanager(delivery, receiver: sink).bytes()
        case .template(let template, let contentType):
            let escape: MustacheTemplate.Escape = contentType.contains("json") ? .json : .none
            return try template.render(try JSONValue.of(delivery.record), escape: escape, limit: limit)
        }
    }

    /// Where the message goes: ntfy takes JSON at its root alone, with the topic in it.
    func address(_ url: String) -> String {
        if case .ntfy = self { NtfyAddress(url).root } else { url }
    }
}

/// The two parts of `https://ntfy.example/TOPIC`.
struct NtfyAddress {
    var root: String
    var topic: String

    init(_ url: String) {
        var text = url
        if let end = text.firstIndex(where: { $0 == "?" || $0 == "#" }) { text = String(text[..<end]) }
        while text.hasSuffix("/") { text.removeLast() }
        if let slash = text.lastIndex(of: "/"), !text[..<slash].hasSuffix("/") {
            topic = String(text[text.index(after: slash)...])
            root = String(text[...slash])
        } else {
            (root, topic) = (text + "/", "claimwatch")
        }
    }
}
