import Alerts
import Foundation
import NewsFixtures
import Testing

@testable import WebhookSink

@Suite("Forms of messages", .timeLimit(.minutes(5)))
struct WebhookFormatTests {
    /// Tries to say more than text in every chat there is.
    private static let hostile = "<!channel> @everyone @here **bold** [link](https://evil.example) `x`\n# head\u{202E}"

    private func alert(_ text: String = "It may stop.", severity: String = "warning") throws -> Alert {
        try SampleAlert.make(
            severity: severity, message: "Russia on ceasefire: rejects -> open to it: \"\(text)\"", text: text)
    }

    private func body(
        _ format: WebhookFormat, _ alert: Alert, url: String = "https://example.org/hook"
    ) throws -> JSONValue {
        let bytes = try format.body(
            SampleAlert.delivery(alert, raisedAt: 1_754_470_861), sink: "desk", url: url, limit: 65_536)
        return try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    private func text(_ format: WebhookFormat, _ alert: Alert) throws -> String {
        String(decoding: try body(format, alert).bytes(), as: UTF8.self)
    }

    private subscript(_ value: JSONValue, _ path: String...) -> JSONValue {
        path.reduce(value) { value, name in
            switch value {
            case .object(let fields): fields[name] ?? .null
            case .array(let items): Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil } ?? .null
            default: .null
            }
        }
    }

    private static let all: [WebhookFormat] = [
        .standard, .cloudEvents, .slack, .mattermost, .discord, .teams, .ntfy, .alertmanager,
    ]

    @Test("The same alert makes the same bytes at every attempt", arguments: all)
    func stable(format: WebhookFormat) throws {
        let delivery = SampleAlert.delivery(try alert(), raisedAt: 1_754_470_861)
        let bodies = try (0..<5).map { _ in
            try format.body(delivery, sink: "desk", url: "https://e.org/t", limit: 65_536)
        }
        #expect(Set(bodies).count == 1)
    }

    @Test("Standard Webhooks: type, timestamp, data")
    func standard() throws {
        let body = try body(.standard, try alert())
        #expect(self[body, "type"] == "claimwatch.alert.shift")
        #expect(self[body, "timestamp"] == "2025-08-06T09:01:01Z")
        #expect(self[body, "data", "actor"] == "Russia")
    }

    @Test("CloudEvents 1.0, structured")
    func cloudEvents() throws {
        let body = try body(.cloudEvents, try alert())
        #expect(self[body, "specversion"] == "1.0" && self[body, "subject"] == "Russia/ceasefire")
        #expect(self[body, "id"] == self[body, "data", "id"])
        #expect(WebhookFormat.cloudEvents.contentType.hasPrefix("application/cloudevents+json"))
    }

    @Test(
        "The package cloudevents of PyPI reads it from a real request",
        .enabled(
            if: ReferenceVerifier.cloudEvents.isThere,
            "skipped: the Python package cloudevents is missing; deploy/install-dependencies.sh fetches it"
        )
    )
    func cloudEventsReference() async throws {
        try await Receiver.run([.init(status: 202)]) { receiver, url in
            let alert = try alert("Zürich – \"quoted\" / 東京 🕊")
            let sink = try WebhookSink(name: "desk", url: url, format: .cloudEvents, secrets: [])
            #expect(await sink.deliver(SampleAlert.delivery(alert)) == .delivered)
            let message = try #require(receiver.received.first)
            #expect(
                try ReferenceVerifier.cloudEvents.verify(message)
                    == "1.0 \(alert.id) claimwatch.alert.shift urn:claimwatch Russia/ceasefire "
                    + "2025-08-06T00:00:00+00:00 application/json \(alert.id)\n")
        }
    }

    @Test("Slack: blocks of plain text, and no mention in the line for notifications")
    func slack() throws {
        let body = try body(.slack, try alert(Self.hostile))
        #expect(self[body, "blocks", "0", "text", "text"] == "Russia on ceasefire: rejects -> open to it")
        let text = String(decoding: try body.bytes(), as: UTF8.self)
        #expect(!text.contains("mrkdwn"))
        guard case .string(let line) = self[body, "text"] else { return #expect(Bool(false)) }
        #expect(line.contains("&lt;!channel&gt;") && !line.contains("<"))
    }

    @Test("Mattermost and Discord: nothing of an article is markup, nobody is mentioned")
    func markdown() throws {
        for format in [WebhookFormat.mattermost, .discord] {
            let text = try text(format, try alert(Self.hostile))
            #expect(!text.contains("@everyone") && !text.contains("@here") && !text.contains("](https"))
            #expect(text.contains("\\\\*\\\\*bold") && text.contains("\\\\[link"))
        }
        let discord = try body(.discord, try alert())
        #expect(self[discord, "allowed_mentions", "parse"] == [])
        #expect(self[discord, "embeds", "0", "color"] == 0xE67E22)
    }

    @Test("Teams: an adaptive card of text runs, which know no markup")
    func teams() throws {
        let body = try body(.teams, try alert(Self.hostile))
        #expect(self[body, "attachments", "0", "contentType"] == "application/vnd.microsoft.card.adaptive")
        let content = self[body, "attachments", "0", "content"]
        #expect(self[content, "type"] == "AdaptiveCard" && self[content, "body", "0", "type"] == "RichTextBlock")
        #expect(!String(decoding: try body.bytes(), as: UTF8.self).contains("\"TextBlock\""))
    }

    @Test("ntfy: JSON to the root, with the topic of the address, the priority of the severity, within its 4,096 bytes")
    func ntfy() throws {
        let url = "https://ntfy.example/news/"
        #expect(WebhookFormat.ntfy.address(url) == "https://ntfy.example/")
        let body = try body(.ntfy, try alert(String(repeating: "ж", count: 6_000), severity: "critical"), url: url)
        #expect(self[body, "topic"] == "news" && self[body, "priority"] == 5)
        guard case .string(let message) = self[body, "message"] else { return #expect(Bool(false)) }
        #expect(message.utf8.count <= 4_096)
    }

    @Test("Alertmanager: version 4, as existing receivers take it")
    func alertmanager() throws {
        let body = try body(.alertmanager, try alert())
        #expect(self[body, "version"] == "4" && self[body, "status"] == "firing" && self[body, "receiver"] == "desk")
        let one = self[body, "alerts", "0"]
        #expect(self[one, "labels", "alertname"] == "any-shift" && self[one, "labels", "actor"] == "Russia")
        #expect(self[one, "startsAt"] == "2025-08-06T09:01:01Z" && self[one, "endsAt"] == "0001-01-01T00:00:00Z")
        #expect(self[one, "fingerprint"] == "0123456789abcdef")
        for key in ["groupKey", "truncatedAlerts", "groupLabels", "commonLabels", "commonAnnotations", "externalURL"] {
            #expect(self[body, key] != .null, "\(key)")
        }
    }

    @Test("What is larger than it may be is a dead letter")
    func bodyLimit() async throws {
        var options = WebhookOptions()
        options.bodyLimit = 1_024
        let sink = try WebhookSink(name: "desk", url: "http://127.0.0.1:1/", secrets: [], options: options)
        let outcome = await sink.deliver(SampleAlert.delivery(try alert(String(repeating: "x", count: 5_000))))
        guard case .refused(let reason) = outcome else { return #expect(Bool(false)) }
        #expect(reason.contains("body_bytes"))
    }

    @Test("A token goes with the message, and a template makes its body")
    func tokenAndTemplate() async throws {
        try await Receiver.run([.init(status: 204)]) { receiver, url in
            var options = WebhookOptions()
            options.token = try WebhookToken("tk_1", name: "desk")
            let template = try MustacheTemplate("{{actor}}: {{from.label}} -> {{to.label}}")
            let sink = try WebhookSink(
                name: "desk", url: url, format: .template(template, contentType: "text/plain"), secrets: [],
                options: options)
            #expect(await sink.deliver(SampleAlert.delivery(try alert())) == .delivered)
            let message = try #require(receiver.received.first)
            #expect(message.body == "Russia: rejects -> open to it")
            #expect(
                message.headers["authorization"] == "Bearer tk_1" && message.headers["content-type"] == "text/plain")
        }
    }
}
