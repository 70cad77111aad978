import Crypto
import Foundation

/// The key that a webhook's receiver shares with Claimwatch, already loaded.
///
/// It never shows: every way of printing it gives `<REDACTED>`, and its bytes leave this type only as signatures.
public struct WebhookSecret: Sendable {
    private let key: SymmetricKey

    /// Reads a secret as Standard Webhooks writes it: base64 of 24 to 64 bytes, with `whsec_` in front or without.
    /// Space and line ends around it are taken off, as files have them.
    ///
    /// - Parameter name: what the secret is called, for the error; never the secret itself.
    public init(_ text: String, name: String) throws(WebhookSecretError) {
        var encoded = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if encoded.hasPrefix("whsec_") { encoded.removeFirst("whsec_".count) }
        guard !encoded.isEmpty else { throw .empty(name: name) }
        // Receivers' libraries take base64 without its padding as well.
        while encoded.hasSuffix("=") { encoded.removeLast() }
        encoded += String(repeating: "=", count: (4 - encoded.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: encoded) else { throw .notBase64(name: name) }
        guard (24...64).contains(bytes.count) else { throw .length(name: name, bytes: bytes.count) }
        key = SymmetricKey(data: bytes)
    }

    /// HMAC-SHA256 of the bytes.
    func authenticationCode(of bytes: some DataProtocol) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "<REDACTED>" }
    public var debugDescription: String { "<REDACTED>" }
    public var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}

/// Why there is no usable secret. The texts name the secret, never its content.
public enum WebhookSecretError: Error, Equatable, CustomStringConvertible {
    case empty(name: String)
    case notBase64(name: String)
    case length(name: String, bytes: Int)
    case notOneWord(name: String)
    case noCredentials(name: String)
    case badName(name: String)
    case unreadable(name: String, path: String, reason: String)

    public var description: String {
        switch self {
        case .empty(let name):
            "the secret \(name) is empty. \(Self.remedy)"
        case .notBase64(let name):
            "the secret \(name) is not base64. \(Self.remedy)"
        case .length(let name, let bytes):
            "the secret \(name) has \(bytes) bytes; Standard Webhooks wants 24 to 64. \(Self.remedy)"
        case .notOneWord(let name):
            "the secret \(name) holds a space or a sign that cannot be sent; it must be one word of ASCII"
        case .noCredentials(let name):
            "the credential \(name) is not there: the service manager gave none ($CREDENTIALS_DIRECTORY is not set). "
                + "Run Claimwatch as its service with LoadCredential=\(name), or set CREDENTIALS_DIRECTORY to a folder "
                + "that holds a file \(name)"
        case .badName(let name):
            "“\(name)” cannot be the name of a credential: it must be a plain file name"
        case .unreadable(let name, let path, let reason):
            "the secret \(name) cannot be read from \(path): \(reason). Put it there, or in /etc/credstore/\(name) "
                + "with LoadCredential=\(name) in the service"
        }
    }

    private static let remedy = "Make one with: echo whsec_$(head -c 32 /dev/urandom | base64)"
}
