import Alerts
import Foundation
import Testing

@testable import WebhookSink
import NewsFixtures

@Suite("Webhooks to a real server", .timeLimit(.minutes(1)))
struct WebhookSinkTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    /// A sink, gone with its connections afterwards.
    private func withSink(
        _ url: String,
        secrets: [String] = [secret],
        now: (@Sendable () -> Int64)? = nil,
        _ body: (WebhookSink) async throws -> Void
    ) async throws {
        let client = WebhookClient()
        do {
            let secrets = try secrets.map { try WebhookSecret($0, name: "desk") }
            let sink =
                if let now {
                    try WebhookSink(name: "desk", url: url, secrets: secrets, client: client, now: now)
                } else {
                    try WebhookSink(name: "desk", url: url, secrets: secrets, client: client)
                }
            try await body(sink)
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    @Test("The alert's record arrives as JSON, with the alert's id as the message's")
    func record() async throws {
        try await Receiver.run([.init(status: 204)]) { receiver, url in
            let alert = try SampleAlert.make(message: "Zürich – \"quoted\" / 東京")
            try await withSink(url) { sink in
                #expect(await sink.deliver(SampleAlert.delivery(alert)) == .delivered)
            }
            let message = try #require(receiver.received.first)
            #expect(try JSONDecoder().decode(Alert.self, from: Data(message.body.utf8)) == alert)
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
            if: ReferenceVerifier.isThere,
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
                #expect(try ReferenceVerifier.verify(message, secret: secret) == "\(alert.id)\n")
            }
            let third = "whsec_" + Data(repeating: 8, count: 32).base64EncodedString()
            #expect(try ReferenceVerifier.verify(message, secret: third) == "No matching signature found\n")
            var changed = message
            changed.body = changed.body.replacing("Russia", with: "Prussia")
            #expect(try ReferenceVerifier.verify(changed, secret: Self.secret) == "No matching signature found\n")
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

    @Test("A client that is let go without being shut down harms nobody")
    func clientLetGo() async throws {
        let url = "http://127.0.0.1:1/hook"
        for _ in 0..<3 { _ = WebhookClient() }
        let sink = try WebhookSink(name: "desk", url: url, secrets: [], client: WebhookClient())
        guard case .retry = await sink.deliver(SampleAlert.delivery(try SampleAlert.make())) else {
            return #expect(Bool(false))
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
        let client = WebhookClient()
        let error = #expect(throws: WebhookAddressError.self) {
            try WebhookSink(name: "desk", url: url, secrets: [], client: client)
        }
        #expect(error.map { "\($0)" }?.contains("secretpath") == false)
        try await client.shutdown()
    }
}

/// The PyPI package standardwebhooks, which knows nothing of this project.
enum ReferenceVerifier {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let packages = root.appending(path: ".build/python")

    static var isThere: Bool {
        FileManager.default.fileExists(atPath: packages.appending(path: "standardwebhooks/__init__.py").path)
    }

    /// What it prints: the alert's id, or why the signature does not hold.
    static func verify(_ message: Receiver.Message, secret: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", root.appending(path: "Tests/Support/verify-webhook.py").path]
        var environment = ProcessInfo.processInfo.environment
        environment["PYTHONPATH"] = packages.path
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        process.environment = environment
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let question: [String: Any] = ["secret": secret, "headers": message.headers, "body": message.body]
        try input.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: question))
        try input.fileHandleForWriting.close()
        let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return answer
    }
}
