import Alerts
import Foundation

/// Hands alerts to an HTTP receiver: the alert's record as JSON, signed as Standard Webhooks 1.0 has it.
///
/// The message's id is the alert's, the same over all attempts and restarts, so a receiver that keeps the ids it has
/// seen takes each alert once. Redirects are not followed. When to try again is the caller's to decide.
public struct WebhookSink: AlertSink {
    public let name: String
    private let url: String
    private let secrets: [WebhookSecret]
    private let timeout: Duration
    private let replyLimit: Int
    private let client: WebhookClient
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - name: the configured name.
    ///   - url: `http` or `https`, with a host, without a user's name in it.
    ///   - secrets: the receiver's secret; several while it changes from one to the next; none to send unsigned.
    ///   - timeout: for one attempt, to the head of the answer. 10 s unless told.
    ///   - replyLimit: bytes of an answer that are read at most. 64 KiB unless told.
    ///   - now: seconds since 1970.
    public init(
        name: String,
        url: String,
        secrets: [WebhookSecret],
        timeout: Duration = .seconds(10),
        replyLimit: Int = 65_536,
        client: WebhookClient,
        now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }
    ) throws(WebhookAddressError) {
        self.url = try Self.checked(url, sink: name)
        (self.name, self.secrets, self.timeout) = (name, secrets, timeout)
        (self.replyLimit, self.client, self.now) = (replyLimit, client, now)
    }

    public func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let body: [UInt8]
        do {
            body = try Self.body(delivery.alert)
        } catch {
            return .refused(reason: "the alert cannot be written as JSON: \(error)")
        }
        var headers = [("content-type", "application/json"), ("user-agent", "claimwatch")]
        headers += WebhookSignature.headers(id: delivery.alert.id, timestamp: now(), body: body, secrets: secrets)
        do {
            let reply = try await client.post(
                body,
                to: url,
                headers: headers,
                timeout: timeout,
                replyLimit: replyLimit
            )
            return reply.outcome(now: now())
        } catch {
            return .retry(reason: error.reason, after: nil)
        }
    }

    /// The alert's record, the same bytes at every attempt.
    static func body(_ alert: Alert) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(alert))
    }

    private static func checked(_ url: String, sink: String) throws(WebhookAddressError) -> String {
        func error(_ reason: String) -> WebhookAddressError { WebhookAddressError(sink: sink, reason: reason) }
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased() else {
            throw error("it is no address; write https://HOST/PATH")
        }
        guard scheme == "https" || scheme == "http" else { throw error("\(scheme): is not http: or https:") }
        guard let host = parts.host, !host.isEmpty else { throw error("it names no host") }
        guard parts.user == nil, parts.password == nil else {
            throw error("it holds a user's name or password; use a secret instead")
        }
        guard parts.port.map({ (1...65_535).contains($0) }) ?? true else { throw error("its port is not 1 to 65535") }
        return url
    }
}

/// An address to which nothing can be sent. The text leaves the address out: its path or query may be a secret.
public struct WebhookAddressError: Error, Equatable, CustomStringConvertible {
    public var sink: String
    public var reason: String

    public var description: String { "the webhook of the sink \(sink) cannot be used: \(reason)" }
}
