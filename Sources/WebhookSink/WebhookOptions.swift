import Foundation

/// How a webhook is spoken to.
public struct WebhookOptions: Sendable {
    /// For one attempt, from looking up the name to the head of the answer.
    public var timeout = Duration.seconds(10)
    /// Larger bodies are not sent; bytes.
    public var bodyLimit = 262_144
    /// Bytes of an answer that are read at most.
    public var replyLimit = 65_536
    /// A file of certificates (PEM) that are trusted instead of the system's.
    public var authority: String?
    /// `http://HOST:PORT` or `socks5://HOST:PORT`. It looks up the receiver's name, so that cannot be pinned.
    public var proxy: String?
    /// Addresses (IP) that are reached although they are link-local or give out a machine's secrets.
    public var allowedAddresses: [String] = []
    /// Sent as `Authorization: Bearer …`.
    public var token: WebhookToken?

    public init() {}
}

/// A token that a receiver knows its senders by. It never shows: every way of printing it gives `<REDACTED>`.
public struct WebhookToken: Sendable {
    let header: String

    /// - Parameter name: what it is called, for the error.
    public init(_ text: String, name: String) throws(WebhookSecretError) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw .empty(name: name) }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .notOneWord(name: name) }
        header = "Bearer \(text)"
    }
}

extension WebhookToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "<REDACTED>" }
    public var debugDescription: String { "<REDACTED>" }
    public var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
