import Alerts
import Foundation
import Testing

@testable import WebhookSink
import NewsFixtures

@Suite("Webhooks to a real server", .timeLimit(.minutes(5)))
struct WebhookSinkTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    /// A sink as most tests want it.
    private func withSink(
        _ url: String,
        secrets: [String] = [secret],
        now: (@Sendable () -> Int64)? = nil,
        _ body: (WebhookSink) async throws -> Void
    ) async throws {
        let secrets = try secrets.map { try WebhookSecret($0, name: "desk") }
        if let now {
            try await body(try WebhookSink(name: "desk", url: url, secrets: secrets, now: now))
        } else {
            try await body(try WebhookSink(name: "desk", url: url, secrets: secrets))
        }
    }

    @Test("The alert's record arrives as JSON, with the alert's id as the message's")
    func record() async throws {
        try await Receiver.run([.init(status: 204)]) { receiver, url in
            let alert = try SampleAlert.make(message: "Zürich – \"quoted\" / 東京")
            try await withSink(url) { sink in
                #expect(await sink.deliver(SampleAlert.delivery(alert)) == .delivered)
            }
            let message = try #require(receiver.received.first)
            struct Body: Decodable {
                var id: String
                var type: String
                var timestamp: String
                var data: Alert
            }
            let body = try JSONDecoder().decode(Body.self, from: Data(message.body.utf8))
            #expect(body.data == alert && body.id == alert.id)
            #expect(try JSONDecoder().decode(Alert.self, from: Data(message.body.utf8)) == alert)
            #expect(body.type == "claimwatch.alert.shift" && body.timestamp == "2025-08-06T00:00:00Z")
            #expect(message.headers["content-type"] == "application/json")
            #expect(message.headers["webhook-id"] == alert.id)
        }
    }

    @Test("Id and body stay the same over attempts; the time is the attempt's")
    func attempts() async throws {
        try await Receiver.run([.init(status: 503, retryAfter: "7"), .init(status: 200)]) { receiver, url in
            let delivery = SampleAlert.delivery(try SampleAlert.make())
            try await withSink(url, now: { 1_000 }) { sink in
                guard case .retry(_, after: .seconds(7)) = await sink.deliver(delivery) else {
                    return #expect(Bool(false))
                }
            }
            try await withSink(url, now: { 2_000 }) { sink in
                #expect(await sink.deliver(delivery) == .delivered)
            }
            let messages = receiver.received
            #expect(messages.count == 2)
            #expect(messages[0].headers["webhook-id"] == messages[1].headers["webhook-id"])
            #expect(messages[0].body == messages[1].body)
            #expect(messages.map { $0.headers["webhook-timestamp"] } == ["1000", "2000"])
            #expect(messages[0].headers["webhook-signature"] != messages[1].headers["webhook-signature"])
        }
    }

    @Test("The signature is the one that the reference implementation makes of the same message")
    func knownSignature() throws {
        // Made with standardwebhooks 1.1.0 of PyPI: Webhook(secret).sign(id, timestamp, body).
        let headers = WebhookSignature.headers(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            timestamp: 1_614_265_330,
            body: Array("{\"test\": 2432232314}".utf8),
            secrets: [try WebhookSecret(Self.secret, name: "desk")]
        )
        #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(headers[2].value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("Several secrets make several signatures; none, none")
    func rotation() throws {
        let old = try WebhookSecret(Self.secret, name: "old")
        let new = try WebhookSecret("whsec_" + Data(repeating: 9, count: 32).base64EncodedString(), name: "new")
        func signature(_ secrets: [WebhookSecret]) -> String? {
            WebhookSignature.headers(id: "a", timestamp: 1, body: [], secrets: secrets)
                .first { $0.name == "webhook-signature" }?.value
        }
        #expect(signature([new, old]) == "\(signature([new]) ?? "") \(signature([old]) ?? "")")
        #expect(signature([]) == nil)
    }

    @Test(
        "The reference implementation of Standard Webhooks takes the signature, and no other",
        .enabled(
            if: ReferenceVerifier.standardWebhooks.isThere,
            "skipped: the Python package standardwebhooks is missing; deploy/install-dependencies.sh fetches it"
        )
    )
    func reference() async throws {
        try await Receiver.run([.init(status: 200)]) { receiver, url in
            let alert = try SampleAlert.make(message: "Zürich – \"quoted\" / 東京 🕊")
            let other = "whsec_" + Data(repeating: 9, count: 32).base64EncodedString()
            try await withSink(url, secrets: [Self.secret, other]) { sink in
                #expect(await sink.deliver(SampleAlert.delivery(alert)) == .delivered)
            }
            let message = try #require(receiver.received.first)
            for secret in [Self.secret, other] {
                #expect(try ReferenceVerifier.standardWebhooks.verify(message, secret: secret) == "\(alert.id)\n")
            }
            let third = "whsec_" + Data(repeating: 8, count: 32).base64EncodedString()
            #expect(
                try ReferenceVerifier.standardWebhooks.verify(message, secret: third) == "No matching signature found\n"
            )
            var changed = message
            changed.body = changed.body.replacing("Russia", with: "Prussia")
            #expect(
                try ReferenceVerifier.standardWebhooks.verify(changed, secret: Self.secret)
                    == "No matching signature found\n")
        }
    }

    @Test("A redirect is not followed")
    func redirect() async throws {
        try await Receiver.run([.init(status: 200)]) { elsewhere, target in
            try await Receiver.run([.init(status: 307, location: target)]) { receiver, url in
                try await withSink(url) { sink in
                    let outcome = await sink.deliver(SampleAlert.delivery(try SampleAlert.make()))
                    guard case .retry(let reason, _) = outcome else { return #expect(Bool(false)) }
                    #expect(reason.contains("redirects are not followed"))
                }
                #expect(receiver.received.count == 1)
            }
            #expect(elsewhere.received.isEmpty)
        }
    }

    @Test("A sink that is let go, as over a reload, ends its connections and harms nobody")
    func sinkLetGo() async throws {
        try await Receiver.run([.init(status: 204)]) { _, url in
            for _ in 0..<3 {
                let sink = try WebhookSink(name: "desk", url: url, secrets: [])
                #expect(await sink.deliver(SampleAlert.delivery(try SampleAlert.make())) == .delivered)
            }
        }
    }

    @Test(
        "An address to which nothing can be sent is refused when the sink is made, without showing it",
        arguments: [
            "", "desk", "ftp://example.com/", "https://", "https:///secretpath", "https://user:secretpath@example.com/",
            "http://example.com:99999/secretpath",
        ]
    )
    func addresses(url: String) async throws {
        let error = #expect(throws: WebhookAddressError.self) {
            try WebhookSink(name: "desk", url: url, secrets: [])
        }
        #expect(error.map { "\($0)" }?.contains("secretpath") == false)
    }
}
