import Alerts

/// What a receiver answered: as much of it as decides what becomes of the delivery.
struct WebhookReply: Sendable, Equatable {
    var status: Int
    var retryAfter: String?
    var location: String?
    /// The first bytes of its body, as text.
    var excerpt: String

    init(status: Int, retryAfter: String? = nil, location: String? = nil, excerpt: String = "") {
        (self.status, self.retryAfter, self.location, self.excerpt) = (status, retryAfter, location, excerpt)
    }

    /// What the answer means for the delivery. Decided by the status alone: a receiver that took the alert and then
    /// says nothing, or nonsense, or never stops, has taken it.
    ///
    /// - Parameter now: seconds since 1970, for a `Retry-After` that names a time.
    func outcome(now: Int64) -> DeliveryOutcome {
        switch status {
        case 200..<300:
            return .delivered
        case 301, 308:
            return .refused(reason: said("it has moved\(target); give its new address in the configuration"))
        case 300..<400:
            return .retry(
                reason: said("it points elsewhere\(target), and redirects are not followed"),
                after: asked(now)
            )
        case 410:
            return .gone(reason: said("it takes no alerts any more"))
        case 429:
            return .retry(reason: said("it asks for fewer alerts"), after: asked(now))
        // The receiver itself says that the same request may do later (RFC 9110, 15.5.9, and RFC 8470).
        case 408, 425:
            return .retry(reason: said("it was not ready for it"), after: asked(now))
        case 401, 403:
            return .refused(reason: said("it does not accept the sender; see that both have the same secret"))
        case 400..<500:
            return .refused(reason: said("it does not accept the alert"))
        case 500..<600:
            return .retry(reason: said("it failed"), after: asked(now))
        default:
            return .retry(reason: said("its answer is none that HTTP knows"), after: nil)
        }
    }

    private func asked(_ now: Int64) -> Duration? { retryAfter.flatMap { RetryAfter.parse($0, now: now) } }

    /// Where it points, without a query, which may hold a secret.
    private var target: String {
        guard let location, let address = location.split(separator: "?").first else { return "" }
        return " to " + OneLine.text(String(address), limit: 200)
    }

    private func said(_ meaning: String) -> String {
        let excerpt = OneLine.text(excerpt, limit: 200)
        return "the receiver answered \(status): \(meaning)" + (excerpt.isEmpty ? "" : " (it says: \(excerpt))")
    }
}
