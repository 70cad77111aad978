/// What somebody does not want to hear of for a while, and why. All that is named must fit.
public struct Silence: Sendable, Codable, Equatable, Identifiable {
    public var id: Int64
    public var actor: String?
    public var topic: String?
    public var rule: String?
    /// Seconds since 1970.
    public var startsAt: Double
    public var endsAt: Double
    public var reason: String
    /// Who asked for it.
    public var author: String

    public init(
        id: Int64 = 0, actor: String? = nil, topic: String? = nil, rule: String? = nil, startsAt: Double,
        endsAt: Double, reason: String, author: String
    ) {
        (self.id, self.actor, self.topic, self.rule) = (id, actor, topic, rule)
        (self.startsAt, self.endsAt, self.reason, self.author) = (startsAt, endsAt, reason, author)
    }

    public func holds(at now: Double) -> Bool { now >= startsAt && now < endsAt }

    public func covers(_ alert: Alert) -> Bool {
        (actor == nil || actor == alert.actor) && (topic == nil || topic == alert.topic)
            && (rule == nil || rule == alert.rule)
    }
}
