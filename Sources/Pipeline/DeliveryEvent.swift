/// What happens in the delivery: logged, counted, and handed to whoever asked for it.
public enum DeliveryEvent: Sendable, Equatable {
    case delivered(alert: String, sink: String)
    /// To be tried again after the wait.
    case delayed(alert: String, sink: String, reason: String, attempts: Int, wait: Duration)
    /// Set aside as a dead letter: the receiver refuses it, or it has been tried for too long.
    case dead(alert: String, sink: String, reason: String)
    /// The sink takes nothing any more; what is for it waits until the configuration is loaded again.
    case gone(sink: String, reason: String)
    /// The outbox cannot be read or written.
    case storeUnavailable(sink: String, error: String, wait: Duration)
}

extension DeliveryEvent: CustomStringConvertible {
    public var description: String {
        switch self {
        case .delivered(let alert, let sink): "alert \(alert) delivered to \(sink)"
        case .delayed(let alert, let sink, let reason, let attempts, let wait):
            "alert \(alert) not delivered to \(sink) at attempt \(attempts): \(reason); it is kept, and tried again in "
                + "\(wait.components.seconds) s"
        case .dead(let alert, let sink, let reason):
            "alert \(alert) set aside for \(sink): \(reason); see claimwatch deliveries list, and send it again with "
                + "claimwatch deliveries resend"
        case .gone(let sink, let reason):
            "\(sink) takes no alerts any more: \(reason); they are kept. Correct or remove the sink and reload"
        case .storeUnavailable(let sink, let error, let wait):
            "the outbox for \(sink) is not available: \(error); tried again in \(wait.components.seconds) s"
        }
    }
}
