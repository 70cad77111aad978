/// One place that alerts are sent to besides the journal.
public struct SinkSettings: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case webhook(WebhookSettings)
        /// A command of the user's: the program's path and its arguments.
        case exec([String])
        case file(AlertFileSettings)
    }

    public enum Order: String, Sendable, CaseIterable {
        /// An alert that waits to be tried again lets later ones pass.
        case free
        /// Later alerts wait for it.
        case kept
    }

    public var name: String
    public var kind: Kind
    public var order = Order.free
    /// Alerts under way at once, 1…32; 1 where the order is kept.
    public var concurrency = 1
    /// Seconds for one attempt, 1…300.
    public var timeout = 10
    /// An alert that could not be delivered for so long goes to the dead letters; 1…720.
    public var giveUpHours = 72

    public init(name: String, kind: Kind) { (self.name, self.kind) = (name, kind) }

    /// Whether what it sends is signed, or need not be.
    public var isSigned: Bool {
        if case .webhook(let webhook) = kind { !webhook.secrets.isEmpty || webhook.token != nil } else { true }
    }
}

/// Where a secret is read from: never the configuration itself.
public enum SecretPlace: Sendable, Equatable {
    /// A systemd credential of this name (`$CREDENTIALS_DIRECTORY`).
    case credential(String)
    case file(String)
}

/// A webhook, and how it is to be spoken to.
public struct WebhookSettings: Sendable, Equatable {
    public enum Address: Sendable, Equatable {
        case open(String)
        /// An address that is itself a secret, as those of Slack, Discord and Teams are.
        case secret(SecretPlace)
    }

    public enum Format: String, Sendable, CaseIterable {
        case standard, cloudevents, slack, mattermost, discord, teams, ntfy, alertmanager, template

        /// Whose addresses hold the right to post.
        var hasSecretAddress: Bool { [.slack, .mattermost, .discord, .teams].contains(self) }
    }

    public var address: Address
    public var format = Format.standard
    /// Path of a mustache template; for the format `template` alone.
    public var template: String?
    /// What a template makes.
    public var contentType = "application/json"
    /// Signing secrets: the new one first, while the receiver changes from one to the next.
    public var secrets: [SecretPlace] = []
    /// Sent as `Authorization: Bearer …`.
    public var token: SecretPlace?
    /// A file of certificates (PEM) that are trusted instead of the system's.
    public var authority: String?
    /// `http://HOST:PORT` or `socks5://HOST:PORT`.
    public var proxy: String?
    /// Addresses (IP) that are reached although they are link-local or give out a machine's secrets.
    public var allowedAddresses: [String] = []
    /// Larger bodies are not sent; bytes.
    public var bodyLimit = 262_144
    /// More of an answer is not read; bytes.
    public var replyLimit = 65_536

    public init(address: Address) { self.address = address }
}

/// A file that a line of JSON is written to for every alert.
public struct AlertFileSettings: Sendable, Equatable {
    public var path: String
    /// A file that would grow beyond this is set aside first; bytes.
    public var rotateBytes = 10_485_760
    /// How many of those are kept, 0…100.
    public var keep = 5

    public init(path: String) { self.path = path }
}
