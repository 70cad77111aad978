import Foundation
import Glibc

/// A secret as it is kept: read once, and given only to what makes a key, a token or an address of it. It never shows.
public struct SecretText: Sendable {
    private let text: String

    private init(_ text: String) { self.text = text }

    /// The secret in a credential of the service manager (`LoadCredential=NAME`).
    ///
    /// - Parameter directory: `$CREDENTIALS_DIRECTORY`; nil where the service manager gave none.
    public static func credential(_ name: String, directory: String?) throws(WebhookSecretError) -> SecretText {
        guard let directory, !directory.isEmpty else { throw .noCredentials(name: name) }
        guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else { throw .badName(name: name) }
        return try file("\(directory)/\(name)", name: name)
    }

    /// The secret in a file.
    public static func file(_ path: String, name: String) throws(WebhookSecretError) -> SecretText {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw .unreadable(name: name, path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        // No secret is longer; should the file be, it is no secret.
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else {
            throw .unreadable(name: name, path: path, reason: String(cString: strerror(errno)))
        }
        return SecretText(String(decoding: bytes.prefix(count), as: UTF8.self))
    }

    public func signingKey(name: String) throws(WebhookSecretError) -> WebhookSecret {
        try WebhookSecret(text, name: name)
    }

    public func token(name: String) throws(WebhookSecretError) -> WebhookToken { try WebhookToken(text, name: name) }

    /// The address that the secret is: for ``WebhookSink`` alone.
    public var address: String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "<REDACTED>" }
    public var debugDescription: String { "<REDACTED>" }
    public var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
