import Claims

/// What a position is kept for: an actor on a topic, or a measure, a topic's status, a topic's deadline.
public struct PositionKey: Hashable, Sendable, Codable, Comparable {
    public enum Kind: String, Sendable, Codable, CaseIterable { case stance, number, status, deadline }

    public var kind: Kind
    /// The configured actor; nil for numbers and for what has no one actor.
    public var actor: String?
    /// The configured topic, or the configured number's name.
    public var topic: String

    public init(kind: Kind, actor: String?, topic: String) {
        (self.kind, self.actor, self.topic) = (kind, actor, topic)
    }

    public static func < (a: PositionKey, b: PositionKey) -> Bool {
        (a.kind.rawValue, a.topic, a.actor ?? "") < (b.kind.rawValue, b.topic, b.actor ?? "")
    }
}
