/// Where alerts go. A sink hands over one alert and says whether trying again makes sense; when to try again, and how
/// often, is the pipeline's to decide.
public protocol AlertSink: Sendable {
    /// The configured name; `journal` for the journal.
    var name: String { get }

    /// How it wants to be delivered to; one alert at a time, in no promised order, unless a sink says otherwise.
    var policy: DeliveryPolicy { get }

    /// Hands over one alert. Must come back within the sink's own time limit, and must stand being given the same alert
    /// twice (a crash between handing over and noting it).
    func deliver(_ delivery: Delivery) async -> DeliveryOutcome
}

/// One alert on its way to one sink.
public struct Delivery: Sendable, Equatable {
    /// The row of the outbox.
    public var id: Int64
    public var sink: String
    public var alert: Alert
    /// How often it has been tried before.
    public var attempts: Int
    /// When the alert was written to the store, in seconds since 1970; 0 where nobody knows. A sink that finds it older
    /// than its own start may have handed it over in a run before, which ended before that was noted.
    public var raisedAt: Double
    /// Since when it has been tried to deliver it: when it was raised, or sent again by hand.
    public var queuedAt: Double
    /// How often it has been delivered before and is sent again because nobody acknowledged it.
    public var round: Int
    /// Other alerts of the same article that this message tells of.
    public var also: [Alert]

    /// The same over all attempts; another for each time that it is sent again, or who keeps the ids would not hear of it.
    public var messageID: String { round == 0 ? alert.id : "\(alert.id)-\(round + 1)" }

    public init(
        id: Int64, sink: String, alert: Alert, attempts: Int, raisedAt: Double = 0, queuedAt: Double? = nil,
        round: Int = 0, also: [Alert] = []
    ) {
        (self.id, self.sink, self.alert, self.attempts) = (id, sink, alert, attempts)
        (self.raisedAt, self.queuedAt) = (raisedAt, queuedAt ?? raisedAt)
        (self.round, self.also) = (round, also)
    }
}

/// What became of an attempt.
public enum DeliveryOutcome: Sendable, Equatable {
    case delivered
    /// Not now; again later, not before `after` where the receiver asked for it.
    case retry(reason: String, after: Duration?)
    /// The receiver will never take this one: it goes to the dead letters.
    case refused(reason: String)
    /// The receiver takes nothing any more (410): the sink is disabled until the configuration is loaded again.
    case gone(reason: String)
}
