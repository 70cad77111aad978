import Articles
import Claims

/// What of an article is news when its story has been told before.
extension PositionKeeper {
    /// The claims that an earlier telling did not make: those in sentences that were not copied to the letter, which say
    /// something else than the earlier tellings of the same actor and topic. A figure revised or a stance changed stays; a
    /// sentence in other words, or read otherwise for what was cut around it, goes.
    ///
    /// - Parameters:
    ///   - told: all claims of the earlier tellings.
    ///   - isCopied: whether a sentence stands in an earlier telling as it is.
    public func news(
        in claims: [Claim], of article: Article, told: [ClaimRecord], isCopied: (String) -> Bool
    ) -> [Claim] {
        var known: [PositionKey: [Observation]] = [:]
        for record in told {
            guard let observation = Observation(record, article: article) else { continue }
            known[observation.key, default: []].append(observation)
        }
        return claims.filter { claim in
            guard let key = Self.key(of: claim), !isCopied(claim.evidence.text) else { return false }
            let new = Observation(claim: claim, key: key, article: article)
            return !(known[key] ?? []).contains { Difference.between($0, new) == nil }
        }
    }
}

extension Observation {
    /// A stored claim as far as it can be compared; nil where it counts for no position.
    init?(_ record: ClaimRecord, article: Article) {
        guard record.history != true, record.increment != true, let topic = record.topic else { return nil }
        let kind: PositionKey.Kind
        switch record.kind {
        case .stance: kind = .stance
        case .number: kind = .number
        case .status: kind = .status
        case .deadline: kind = .deadline
        case .statement: return nil
        }
        self.init(
            key: PositionKey(kind: kind, actor: kind == .stance ? record.actor : nil, topic: topic),
            article: article.id, path: record.article, date: record.date, publisher: nil, level: record.level,
            value: record.value, upperValue: record.upper, unit: record.unit, bound: record.bound,
            status: record.status.flatMap { ActionStatus(rawValue: $0) }, deadline: record.deadline,
            via: record.via ?? [], certainty: record.certainty, evidence: record.evidence, rule: record.rule,
            weight: 0, doer: kind == .status ? record.actor : nil)
    }
}
