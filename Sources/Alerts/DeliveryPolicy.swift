/// How a sink wants to be delivered to.
public struct DeliveryPolicy: Sendable, Equatable {
    /// Later alerts wait for an earlier one that is to be tried again.
    public var isOrdered: Bool
    /// Alerts under way at once, 1 or more; 1 where the order is kept.
    public var concurrency: Int
    /// Seconds after which an alert that could not be delivered is set aside; nil for the pipeline's own.
    public var giveUpAfter: Int?

    public init(isOrdered: Bool = false, concurrency: Int = 1, giveUpAfter: Int? = nil) {
        self.isOrdered = isOrdered
        self.concurrency = isOrdered ? 1 : max(1, concurrency)
        self.giveUpAfter = giveUpAfter
    }
}

extension AlertSink {
    public var policy: DeliveryPolicy { DeliveryPolicy() }
}
