/// When the alerts of a rule are sent once they are raised; what is nil or 0 asks for nothing.
public struct DispatchPolicy: Sendable, Equatable {
    /// Seconds that an alert waits, in which what confirms or retracts it may come.
    public var hold: Int
    /// Independent sources that must say so before it is sent.
    public var sources: Int
    /// Seconds in which the same change is told once.
    public var once: Int?
    /// Seconds after which what nobody has acknowledged is sent again.
    public var repeats: Int?
    /// The alerts of one article about one actor are one message.
    public var groupsArticle: Bool
    /// Times in which nothing is sent: what is raised then waits for their end.
    public var mutes: [MuteTime]

    /// An alert that nobody acknowledges is sent so often again.
    public static let repeatLimit = 7
    /// Seconds after which an alert that waits for sources is kept quiet.
    public static let patience = 14 * 86_400

    public init(
        hold: Int = 0, sources: Int = 1, once: Int? = nil, repeats: Int? = nil, groupsArticle: Bool = false,
        mutes: [MuteTime] = []
    ) {
        (self.hold, self.sources, self.once, self.repeats) = (hold, sources, once, repeats)
        (self.groupsArticle, self.mutes) = (groupsArticle, mutes)
    }
}
