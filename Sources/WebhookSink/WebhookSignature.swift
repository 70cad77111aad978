import Foundation

/// Signs a message as Standard Webhooks 1.0 has it
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
enum WebhookSignature {
    /// The three headers of a message.
    ///
    /// - Parameters:
    ///   - id: the message's identity, the same over all attempts; holds no full stop.
    ///   - timestamp: of this attempt, in seconds since 1970.
    ///   - body: the bytes that are sent, exactly.
    ///   - secrets: one; or several while the receiver changes from an old one to a new one.
    /// - Returns: `webhook-id`, `webhook-timestamp`, and `webhook-signature` where there is a secret.
    static func headers(
        id: String,
        timestamp: Int64,
        body: [UInt8],
        secrets: [WebhookSecret]
    ) -> [(name: String, value: String)] {
        var headers = [("webhook-id", id), ("webhook-timestamp", String(timestamp))]
        guard !secrets.isEmpty else { return headers }
        let content = Array("\(id).\(timestamp).".utf8) + body
        let signatures = secrets.map { "v1," + Data($0.authenticationCode(of: content)).base64EncodedString() }
        headers.append(("webhook-signature", signatures.joined(separator: " ")))
        return headers
    }
}
