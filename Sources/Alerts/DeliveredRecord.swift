/// What a message says: the alert's record, and under `also` those of the same article that it tells of as well.
public struct DeliveredRecord: Sendable, Encodable {
    var alert: Alert
    var also: [Alert]

    private enum Key: String, CodingKey { case also }

    public func encode(to encoder: any Encoder) throws {
        try alert.encode(to: encoder)
        guard !also.isEmpty else { return }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(also, forKey: .also)
    }
}

extension Delivery {
    public var record: DeliveredRecord { DeliveredRecord(alert: alert, also: also) }
}
