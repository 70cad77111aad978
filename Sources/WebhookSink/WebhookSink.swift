import Alerts
import Foundation

/// Hands alerts to an HTTP receiver in the form that it wants, signed as Standard Webhooks 1.0 has it.
///
/// The message's id is the alert's, the same over all attempts and restarts, so a receiver that keeps the ids it has
/// seen takes each alert once. Redirects are not followed. When to try again is the caller's to decide.
public struct WebhookSink: AlertSink {
    public let name: String
    public let policy: DeliveryPolicy
    /// As configured.
    private let url: String
    /// Where messages go: the address, or for ntfy its root.
    private let target: String
    private let format: WebhookFormat
    private let secrets: [WebhookSecret]
    private let options: WebhookOptions
    private let client: WebhookClient
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - name: the configured name.
    ///   - url: `http` or `https`, with a host, without a user's name in it.
    ///   - secrets: the receiver's secret; several while it changes from one to the next; none to send unsigned.
    ///   - now: seconds since 1970.
    public init(
        name: String,
        url: String,
        format: WebhookFormat = .standard,
        secrets: [WebhookSecret],
        options: WebhookOptions = WebhookOptions(),
        policy: DeliveryPolicy = DeliveryPolicy(),
        now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }
    ) throws(WebhookAddressError) {
        let host = try Self.host(url, sink: name)
        client = try WebhookClient(host: host, options: options, sink: name)
        (self.url, target) = (url, format.address(url))
        (self.name, self.format, self.policy) = (name, format, policy)
        (self.secrets, self.options, self.now) = (secrets, options, now)
    }

    public func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let body: [UInt8]
        do {
            body = try format.body(delivery, sink: name, url: url, limit: options.bodyLimit)
        } catch {
            return .refused(reason: "the message cannot be made of the alert: \(error)")
        }
        guard body.count <= options.bodyLimit else {
            return .refused(
                reason: "the message has \(body.count) bytes, and `body_bytes` allows \(options.bodyLimit)")
        }
        var headers = [("content-type", format.contentType), ("user-agent", "claimwatch")]
        if let token = options.token { headers.append(("authorization", token.header)) }
        headers += WebhookSignature.headers(id: delivery.messageID, timestamp: now(), body: body, secrets: secrets)
        do {
            return try await client.post(body, to: target, headers: headers).outcome(now: now())
        } catch {
            return .retry(reason: error.reason, after: nil)
        }
    }

    /// Whether anything answers there, without an alert, a secret or a token on the way: the name, the address, the
    /// connection and the certificate are tried with a HEAD request.
    ///
    /// - Returns: the status of the answer, whatever it is; where nothing answers, the reason.
    public func reach() async -> Reach {
        do { return .answers(status: try await client.head(of: target).status) } catch { return .silent(error.reason) }
    }

    public enum Reach: Sendable, Equatable {
        case answers(status: Int)
        case silent(String)
    }

    /// The address's host, IPv6 without its brackets.
    private static func host(_ url: String, sink: String) throws(WebhookAddressError) -> String {
        func error(_ reason: String) -> WebhookAddressError { WebhookAddressError(sink: sink, reason: reason) }
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased() else {
            throw error("it is no address; write https://HOST/PATH")
        }
        guard scheme == "https" || scheme == "http" else { throw error("\(scheme): is not http: or https:") }
        guard var host = parts.host, !host.isEmpty else { throw error("it names no host") }
        guard parts.user == nil, parts.password == nil else {
            throw error("it holds a user's name or password; use a secret instead")
        }
        guard parts.port.map({ (1...65_535).contains($0) }) ?? true else { throw error("its port is not 1 to 65535") }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        return host
    }
}

/// An address to which nothing can be sent. The text leaves the address out: its path or query may be a secret.
public struct WebhookAddressError: Error, Equatable, CustomStringConvertible {
    public var sink: String
    public var reason: String

    public var description: String { "the webhook of the sink \(sink) cannot be used: \(reason)" }
}
