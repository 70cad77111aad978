import Alerts
import Foundation
import Glibc
import Testing

@testable import WebhookSink
import NewsFixtures

@Suite("Receivers that misbehave", .timeLimit(.minutes(1)))
struct MisbehavingReceiverTests {
    private static let timeout = Duration.milliseconds(500)

    /// Delivers to a receiver that does as the script says with the connection, and says what came of it and how soon.
    private func outcome(_ script: @escaping @Sendable (Int32) -> Void) async throws -> (DeliveryOutcome, Duration) {
        let receiver = try RawReceiver(script)
        defer { receiver.stop() }
        return try await deliver(to: receiver.url)
    }

    private func deliver(to url: String) async throws -> (DeliveryOutcome, Duration) {
        let client = WebhookClient()
        let sink = try WebhookSink(
            name: "desk",
            url: url,
            secrets: [],
            timeout: Self.timeout,
            replyLimit: 10_000,
            client: client
        )
        let delivery = SampleAlert.delivery(try SampleAlert.make())
        let start = ContinuousClock.now
        let outcome = await sink.deliver(delivery)
        let time = ContinuousClock.now - start
        try await client.shutdown()
        return (outcome, time)
    }

    private func reason(_ outcome: DeliveryOutcome) -> String {
        if case .retry(let reason, _) = outcome { return reason }
        Issue.record("not to be tried again: \(outcome)")
        return ""
    }

    @Test("Takes the connection and never answers")
    func silent() async throws {
        let (outcome, time) = try await outcome { RawReceiver.wait($0) }
        #expect(reason(outcome) == "no answer in time")
        #expect(time < .seconds(60))
    }

    @Test("Sends its head a letter at a time")
    func trickling() async throws {
        let (outcome, time) = try await outcome { connection in
            guard RawReceiver.send("HTTP/1.1 200 OK\r\nx: ", connection) else { return }
            while RawReceiver.send("y", connection) { usleep(20_000) }
        }
        #expect(reason(outcome) == "no answer in time")
        #expect(time < .seconds(60))
    }

    @Test("Closes the connection")
    func closing() async throws {
        let (outcome, _) = try await outcome { _ in }
        #expect(reason(outcome) == "the receiver closed the connection without an answer")
    }

    @Test("Does not speak HTTP")
    func garbage() async throws {
        let (outcome, _) = try await outcome { _ = RawReceiver.send("220 mail.example ESMTP\r\n", $0) }
        #expect(reason(outcome).contains("is not HTTP"))
    }

    @Test("Is not there")
    func refused() async throws {
        let receiver = try RawReceiver { _ in }
        receiver.stop()
        let (outcome, _) = try await deliver(to: receiver.url)
        #expect(reason(outcome).hasPrefix("nobody listens there (Connection refused)"))
    }

    @Test("Has a name that leads nowhere")
    func unknownHost() async throws {
        let (outcome, _) = try await deliver(to: "http://claimwatch.invalid/hook")
        // Either the name is unknown at once, or nobody answers the question in time.
        #expect(
            reason(outcome).contains("claimwatch.invalid leads to no address") || reason(outcome).contains("in time")
        )
    }

    @Test("Takes the alert and then sends without end: it has taken it")
    func endless() async throws {
        let (outcome, time) = try await outcome { connection in
            guard RawReceiver.send("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", connection) else { return }
            while RawReceiver.send(String(repeating: "x", count: 4_096), connection) {}
        }
        #expect(outcome == .delivered)
        #expect(time < .seconds(60))
    }

    @Test("Takes the alert and promises more than it sends: it has taken it")
    func truncated() async throws {
        let (outcome, _) = try await outcome {
            _ = RawReceiver.send("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nshort", $0)
        }
        #expect(outcome == .delivered)
    }

    @Test("Takes the alert and then falls silent: it has taken it")
    func silentBody() async throws {
        let (outcome, time) = try await outcome { connection in
            guard RawReceiver.send("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nshort", connection) else { return }
            RawReceiver.wait(connection)
        }
        #expect(outcome == .delivered)
        #expect(time < .seconds(60))
    }

    @Test("Fails at length: the reason holds the beginning")
    func longFailure() async throws {
        let (outcome, _) = try await outcome { connection in
            guard RawReceiver.send("HTTP/1.1 500 Oops\r\nconnection: close\r\n\r\nThe disk is full. ", connection)
            else { return }
            while RawReceiver.send(String(repeating: "x", count: 4_096), connection) {}
        }
        #expect(reason(outcome).contains("500"))
        #expect(reason(outcome).contains("The disk is full."))
        #expect(reason(outcome).utf8.count < 500)
    }
}

/// A server at the level of bytes: reads the request's first part, then does as its script says, then closes.
final class RawReceiver: Sendable {
    let url: String
    private let listening: Int32

    init(_ script: @escaping @Sendable (_ connection: Int32) -> Void) throws {
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, length) == 0 && listen(listening, 8) == 0
                    && getsockname(listening, $0, &length) == 0
            }
        }
        try #require(status)
        self.listening = listening
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/hook"
        Thread.detachNewThread {
            while true {
                let connection = accept(listening, nil, nil)
                guard connection >= 0 else { return }
                var bytes = [UInt8](repeating: 0, count: 16_384)
                _ = recv(connection, &bytes, bytes.count, 0)
                script(connection)
                Glibc.close(connection)
            }
        }
    }

    /// Takes no more connections.
    func stop() {
        shutdown(listening, Int32(SHUT_RDWR))
        Glibc.close(listening)
    }

    /// - Returns: false once the other side has gone.
    static func send(_ text: String, _ connection: Int32) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Until the other side goes.
    static func wait(_ connection: Int32) {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        while recv(connection, &bytes, bytes.count, 0) > 0 {}
    }
}
