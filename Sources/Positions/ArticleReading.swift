import Articles
import Claims

/// What one article says of one key: the observation that counts, and what else it gives.
struct ArticleReading {
    var chosen: Observation
    /// The other claims of the key, in the order of the text.
    var others: [Observation]

    /// One reading a key, in the order of the text.
    static func readings(of claims: [Claim], in article: Article) -> [ArticleReading] {
        var order: [PositionKey] = []
        var found: [PositionKey: [Observation]] = [:]
        for claim in claims {
            guard let key = PositionKeeper.key(of: claim) else { continue }
            if found[key] == nil { order.append(key) }
            found[key, default: []].append(Observation(claim: claim, key: key, article: article))
        }
        return order.compactMap { key in
            guard let observations = found[key] else { return nil }
            switch key.kind {
            case .stance: return stance(observations)
            case .number: return heaviest(ofOnePeriod(observations))
            case .status, .deadline: return heaviest(observations)
            }
        }
    }

    /// "Sales 5.4 bn vs 5.1 bn" under "Sales 1.4 bn vs 1.3 bn": rows of a table that go by one name are of several periods,
    /// and which of them the figure known before was of cannot be told. They count for none.
    private static func ofOnePeriod(_ observations: [Observation]) -> [Observation] {
        guard observations.count > 1 else { return observations }
        func isRow(_ observation: Observation) -> Bool { observation.evidence.text.contains(" vs ") }
        let rows = observations.filter(isRow)
        guard let first = rows.first, rows.contains(where: { $0.value != first.value }) else { return observations }
        return observations.filter { !isRow($0) }
    }

    /// Of several claims the one that weighs most counts; of equals the earlier, since news leads, but of statuses in one
    /// sentence the later: "will observe a truce, but it was broken within hours".
    private static func heaviest(_ observations: [Observation]) -> ArticleReading? {
        guard var best = observations.indices.first else { return nil }
        for index in observations.indices.dropFirst() {
            let (new, old) = (observations[index], observations[best])
            let isLater = new.key.kind == .status && new.evidence.start == old.evidence.start
            if strength(new) > strength(old) || isLater && strength(new) == strength(old) { best = index }
        }
        var others = observations
        let chosen = others.remove(at: best)
        return ArticleReading(chosen: chosen, others: others)
    }

    /// A status is one whoever says so, so it goes by how surely it was read.
    private static func strength(_ observation: Observation) -> Double {
        guard let status = observation.status else { return observation.weight }
        return observation.reliability * (StatusLadder.isIntent(status) ? ObservationWeight.intent : 1)
    }

    /// The claims for, against and neither are added up, a sentence counting once; the side with more of it wins, and
    /// its heaviest claim speaks for it. What speaks against it takes from its weight.
    private static func stance(_ observations: [Observation]) -> ArticleReading? {
        var sides: [Int: Double] = [:]
        var best: [String: Double] = [:]
        for observation in observations {
            let sentence = "\(observation.side) \(observation.evidence.start)"
            best[sentence] = max(best[sentence] ?? 0, observation.weight)
        }
        var counted: Set<String> = []
        for observation in observations {
            let sentence = "\(observation.side) \(observation.evidence.start)"
            guard counted.insert(sentence).inserted else { continue }
            sides[observation.side] = ObservationWeight.together(sides[observation.side] ?? 0, best[sentence] ?? 0)
        }
        guard var winner = observations.first?.side else { return nil }
        for observation in observations where (sides[observation.side] ?? 0) > (sides[winner] ?? 0) {
            winner = observation.side
        }
        guard var reading = heaviest(observations.filter { $0.side == winner }) else { return nil }
        reading.others += observations.filter { $0.side != winner }
        reading.others.sort { $0.evidence.start < $1.evidence.start }
        let against = sides.filter { $0.key != winner }.values.max() ?? 0
        reading.chosen.weight = (sides[winner] ?? 0) * (1 - against / 2)
        return reading
    }
}
