import Alerts
import Testing

@testable import WebhookSink

@Suite("What an answer means")
struct WebhookReplyTests {
    private enum Meaning { case delivered, retry, refused, gone }

    private func meaning(_ outcome: DeliveryOutcome) -> Meaning {
        switch outcome {
        case .delivered: .delivered
        case .retry: .retry
        case .refused: .refused
        case .gone: .gone
        }
    }

    @Test("By status", arguments: 100..<600)
    func byStatus(status: Int) {
        let expected: Meaning =
            switch status {
            case 200..<300: .delivered
            case 301, 308: .refused
            case 410: .gone
            case 408, 425, 429: .retry
            case 400..<500: .refused
            default: .retry
            }
        let outcome = WebhookReply(status: status).outcome(now: 0)
        #expect(meaning(outcome) == expected)
        if case .retry(let reason, _) = outcome { #expect(reason.contains("\(status)")) }
        if case .refused(let reason) = outcome { #expect(reason.contains("\(status)")) }
    }

    @Test("The receiver's wish when to come again is kept", arguments: [429, 503])
    func retryAfter(status: Int) {
        guard case .retry(_, let after) = WebhookReply(status: status, retryAfter: "120").outcome(now: 0) else {
            return #expect(Bool(false))
        }
        #expect(after == .seconds(120))
    }

    @Test(
        "Retry-After in seconds or as a date, a day at most",
        arguments: [
            ("0", Duration.zero), ("120", .seconds(120)), (" 7", .seconds(7)),
            ("99999999999999999999999", .seconds(86_400)), ("172800", .seconds(86_400)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", .seconds(37)), ("Sun, 06 Nov 1994 08:00:00 GMT", .zero),
            ("Sat, 31 Dec 9999 23:59:59 GMT", .seconds(86_400)),
        ]
    )
    func retryAfterRead(value: String, expected: Duration) {
        // 1994-11-06 08:49:00.
        #expect(RetryAfter.parse(value, now: 784_111_740) == expected)
    }

    @Test(
        "A Retry-After that is neither is left aside",
        arguments: [
            "", "soon", "-1", "1.5", "Sun, 06 Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:00:00 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 08:49 GMT",
        ]
    )
    func retryAfterRefused(value: String) {
        #expect(RetryAfter.parse(value, now: 0) == nil)
    }

    @Test("What the receiver says goes into the reason on one line, and a secret in an address does not")
    func reason() {
        let reply = WebhookReply(
            status: 301,
            location: "https://new.example/hook?token=s3cret",
            excerpt: "moved\n\u{1B}[31maway"
        )
        guard case .refused(let reason) = reply.outcome(now: 0) else { return #expect(Bool(false)) }
        #expect(reason.contains("https://new.example/hook"))
        #expect(!reason.contains("s3cret"))
        #expect(!reason.contains("\n") && !reason.contains("\u{1B}"))
    }
}
