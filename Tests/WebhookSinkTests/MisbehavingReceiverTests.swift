import Alerts
import Foundation
import Glibc
import NewsFixtures
import Testing

@testable import WebhookSink

/// One way in which a receiver may misbehave, and what is to become of the alert.
struct Misbehaviour: Sendable, CustomStringConvertible {
    enum Outcome: String, Sendable {
        case delivered, retried
        case deadLetter = "dead letter"
        case disabled
    }

    var what: String
    var outcome: Outcome
    /// What the reason must say.
    var says = ""
    /// Where to deliver to, and what to take down afterwards.
    var receiver: @Sendable () async throws -> (url: String, authority: String?, stop: @Sendable () -> Void)

    var description: String { what }

    /// A receiver that does as the script says with the connection.
    static func raw(
        _ what: String, _ outcome: Outcome, _ says: String = "", _ script: @escaping @Sendable (Int32) -> Void
    ) -> Misbehaviour {
        Misbehaviour(what: what, outcome: outcome, says: says) {
            let receiver = try RawReceiver(script)
            return (receiver.url, nil, { receiver.stop() })
        }
    }

    /// A receiver that answers with these bytes.
    static func answer(_ what: String, _ outcome: Outcome, _ says: String = "", _ text: String) -> Misbehaviour {
        raw(what, outcome, says) { _ = RawReceiver.send(text, $0) }
    }

    static func address(_ what: String, _ outcome: Outcome, _ says: String, _ url: String) -> Misbehaviour {
        Misbehaviour(what: what, outcome: outcome, says: says) { (url, nil, {}) }
    }
}

@Suite("Receivers that misbehave", .timeLimit(.minutes(5)))
struct MisbehavingReceiverTests {
    private static let timeout = Duration.milliseconds(700)

    /// In the order of the table in docs/alerts.md.
    static let all: [Misbehaviour] =
        [
            .raw("takes the connection and never answers", .retried, "no answer in time") { RawReceiver.wait($0) },
            .raw("sends its answer's head a letter at a time (slow loris)", .retried, "no answer in time") {
                guard RawReceiver.send("HTTP/1.1 200 OK\r\nx: ", $0) else { return }
                while RawReceiver.send("y", $0) { usleep(20_000) }
            },
            .raw("closes the connection without an answer", .retried, "closed the connection") { _ in },
            .raw("resets the connection", .retried, "connection") { RawReceiver.reset($0) },
            .raw("resets the connection in the middle of the head", .retried, "") {
                _ = RawReceiver.send("HTTP/1.1 20", $0)
                RawReceiver.reset($0)
            },
            .answer("speaks another protocol", .retried, "is not HTTP", "220 mail.example ESMTP\r\n"),
            .raw("sends a head without end", .retried, "") { connection in
                guard RawReceiver.send("HTTP/1.1 200 OK\r\n", connection) else { return }
                while RawReceiver.send("x: \(String(repeating: "y", count: 4_000))\r\n", connection) {}
            },
            .raw("sends early answers (103) without end", .retried, "") { connection in
                while RawReceiver.send("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n", connection) { usleep(1_000) }
            },
            .answer(
                "answers with two lengths", .retried, "",
                "HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 9\r\n\r\nfour"),
            Misbehaviour(what: "is not there", outcome: .retried, says: "nobody listens there") {
                let receiver = try RawReceiver { _ in }
                receiver.stop()
                return (receiver.url, nil, {})
            },
            .address("has a name that leads nowhere", .retried, "claimwatch.invalid", "http://claimwatch.invalid/hook"),
            .address(
                "has an address that gives out a machine's secrets", .retried, "is not reached unless",
                "http://169.254.169.254/latest/meta-data"),
            .address(
                "hides such an address in IPv6", .retried, "is not reached unless", "http://[::ffff:169.254.169.254]/"),
            .raw("answers 200 and then sends without end", .delivered) { connection in
                guard RawReceiver.send("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", connection) else { return }
                while RawReceiver.send(String(repeating: "x", count: 4_096), connection) {}
            },
            .raw("answers 200 in parts without end", .delivered) { connection in
                guard RawReceiver.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", connection) else {
                    return
                }
                while RawReceiver.send("1\r\nx\r\n", connection) { usleep(1_000) }
            },
            .answer(
                "answers 200 and promises more than it sends", .delivered, "",
                "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nshort"),
            .raw("answers 200 and then falls silent", .delivered) { connection in
                guard RawReceiver.send("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nshort", connection) else { return }
                RawReceiver.wait(connection)
            },
            .answer(
                "answers 200 with garbage", .delivered, "",
                "HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-encoding: gzip\r\n\r\n\u{1}\u{2}{]"),
            .raw("fails at length (500)", .retried, "The disk is full.") { connection in
                guard RawReceiver.send("HTTP/1.1 500 Oops\r\nconnection: close\r\n\r\nThe disk is full. ", connection)
                else { return }
                while RawReceiver.send(String(repeating: "x", count: 4_096), connection) {}
            },
            .answer("is overloaded (503)", .retried, "503", "HTTP/1.1 503 x\r\ncontent-length: 0\r\n\r\n"),
            .answer(
                "asks for fewer (429 with Retry-After)", .retried, "fewer",
                "HTTP/1.1 429 x\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n"),
            .answer(
                "sends elsewhere (302, 303, 307)", .retried, "redirects are not followed",
                "HTTP/1.1 307 x\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"),
            .answer(
                "has moved for good (301, 308)", .deadLetter, "give its new address",
                "HTTP/1.1 308 x\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"),
            .answer(
                "does not know the sender (401, 403)", .deadLetter, "same secret",
                "HTTP/1.1 401 x\r\ncontent-length: 0\r\n\r\n"),
            .answer(
                "does not take the alert (400, 404, 413, 422)", .deadLetter, "does not accept the alert",
                "HTTP/1.1 400 x\r\ncontent-length: 0\r\n\r\n"),
            .answer(
                "wants no more (410)", .disabled, "takes no alerts any more",
                "HTTP/1.1 410 x\r\ncontent-length: 0\r\n\r\n"),
            .answer(
                "answers with a status that there is not", .retried, "none that HTTP knows",
                "HTTP/1.1 799 x\r\ncontent-length: 0\r\n\r\n"),
        ] + TLSReceiver.misbehaviours

    /// Delivers, and says what came of it, why, and how soon.
    private static func outcome(_ case: Misbehaviour) async throws -> (Misbehaviour.Outcome, String, Duration) {
        let (url, authority, stop) = try await `case`.receiver()
        defer { stop() }
        var options = WebhookOptions()
        // Who is to answer gets the time that a busy machine takes; who never does is not waited for.
        options.timeout = `case`.outcome == .retried ? timeout : .seconds(60)
        (options.replyLimit, options.authority) = (10_000, authority)
        let sink = try WebhookSink(name: "desk", url: url, secrets: [], options: options)
        let start = ContinuousClock.now
        let outcome = await sink.deliver(SampleAlert.delivery(try SampleAlert.make()))
        let time = ContinuousClock.now - start
        return switch outcome {
        case .delivered: (.delivered, "", time)
        case .retry(let reason, _): (.retried, reason, time)
        case .refused(let reason): (.deadLetter, reason, time)
        case .gone(let reason): (.disabled, reason, time)
        }
    }

    @Test("A receiver that", arguments: all)
    func receiver(misbehaves: Misbehaviour) async throws {
        let (outcome, reason, time) = try await Self.outcome(misbehaves)
        #expect(outcome == misbehaves.outcome, "\(reason)")
        #expect(misbehaves.says.isEmpty || reason.contains(misbehaves.says) || reason.contains("in time"), "\(reason)")
        #expect(!reason.contains("\n") && reason.utf8.count < 700)
        // Bounded, whatever the machine is busy with.
        #expect(time < .seconds(300))
    }

    /// `make receivers` prints it.
    @Test("The table in docs/alerts.md is what happens")
    func table() async throws {
        var rows: [String] = []
        for one in Self.all {
            let (outcome, reason, time) = try await Self.outcome(one)
            rows.append("| \(one.what) | \(outcome.rawValue) |")
            if ProcessInfo.processInfo.environment["CLAIMWATCH_TABLE"] != nil {
                let milliseconds = Int(time / .milliseconds(1))
                print("\(outcome.rawValue)\t\(milliseconds) ms\t\(one.what)\(reason.isEmpty ? "" : ": \(reason)")")
            }
        }
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/alerts.md")
        let lines = Set(try String(contentsOf: page, encoding: .utf8).split(separator: "\n").map(String.init))
        for row in rows { #expect(lines.contains(row), "docs/alerts.md lacks: \(row)") }
    }
}
