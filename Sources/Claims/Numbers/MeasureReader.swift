import Articles
import Linguistics

/// Reads figures of configured measures.
///
/// A figure belongs to a measure when one of the measure's words is the nearest word that says what the figure is
/// about, when a word for what the measure is of stands in the sentence or just before it, and when its unit fits.
struct MeasureReader: Sendable {
    private let watchlist: Watchlist
    private let profiles: [MeasureProfile]
    private let figures: FigureVocabulary

    init(watchlist: Watchlist, numbers: NumberVocabulary, figures: FigureVocabulary) {
        (self.watchlist, self.figures) = (watchlist, figures)
        profiles = watchlist.numbers.map { MeasureProfile($0, numbers: numbers, figures: figures) }
    }

    func claims(in facts: FactContext) -> [Claim] {
        var claims: [Claim] = []
        var (nextTerm, nextObject) = (0, 0)
        let (terms, objects) = (facts.matches.measures, facts.matches.measureObjects)
        var earlier: [Int: Int] = [:]
        for (number, sentence) in facts.document.sentences.enumerated() {
            let own = Self.take(terms, &nextTerm, in: sentence.tokens)
            let about = Self.take(objects, &nextObject, in: sentence.tokens)
            let quantities = facts.quantities(inSentence: number)
            if !quantities.isEmpty {
                claims += self.claims(
                    FigureSentence(document: facts.document, tokens: sentence.tokens, quantities: quantities),
                    number: number, terms: own, objects: about, earlier: earlier, facts)
            }
            for object in about { earlier[object.index] = number }
        }
        return claims
    }

    private static func take(
        _ matches: [WatchMatches.Match], _ next: inout Int, in tokens: Range<Int>
    ) -> [WatchMatches.Match] {
        var taken: [WatchMatches.Match] = []
        while next < matches.count, matches[next].tokens.lowerBound < tokens.upperBound {
            if matches[next].tokens.lowerBound >= tokens.lowerBound { taken.append(matches[next]) }
            next += 1
        }
        return taken
    }

    private struct Candidate {
        var measure: Int
        var cost: Double
        var objectCost: Double
        var focus: Range<Int>
    }

    private func claims(
        _ sentence: FigureSentence, number: Int, terms: [WatchMatches.Match], objects: [WatchMatches.Match],
        earlier: [Int: Int], _ facts: FactContext
    ) -> [Claim] {
        let rivals = self.rivals(sentence)
        var found: [(candidate: Candidate, quantity: Quantity)] = []
        for quantity in sentence.quantities where !quantity.isVague && quantity.role != .former {
            let candidates = self.candidates(quantity, sentence, number, terms, objects, earlier, rivals)
            guard let best = candidates.min(by: { ($0.cost, $0.objectCost, $0.measure) < ($1.cost, $1.objectCost, $1.measure) })
            else { continue }
            let near = candidates.filter { $0.cost <= best.cost + 0.01 }
            guard let chosen = near.min(by: { ($0.objectCost, $0.measure) < ($1.objectCost, $1.measure) }) else { continue }
            found.append((chosen, quantity))
        }
        // A level outweighs the change that led to it.
        let levels = Set(found.filter { $0.quantity.role == .level }.map(\.candidate.measure))
        return found.compactMap { item in
            if item.quantity.role == .change, levels.contains(item.candidate.measure) { return nil }
            return claim(item.candidate, item.quantity, number, facts)
        }
    }

    /// The words of other groups in a sentence: who is wounded is not killed.
    private func rivals(_ sentence: FigureSentence) -> [(group: FigureVocabulary.Group, tokens: Range<Int>)] {
        var found: [(FigureVocabulary.Group, Range<Int>)] = []
        var index = sentence.tokens.lowerBound
        while index < sentence.tokens.upperBound, found.count < 40 {
            if let match = figures.groups.match(at: index, before: sentence.tokens.upperBound, in: sentence.document) {
                found.append(match)
                index = match.tokens.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    private func candidates(
        _ quantity: Quantity, _ sentence: FigureSentence, _ number: Int, _ terms: [WatchMatches.Match],
        _ objects: [WatchMatches.Match], _ earlier: [Int: Int],
        _ rivals: [(group: FigureVocabulary.Group, tokens: Range<Int>)]
    ) -> [Candidate] {
        var best: [Int: Candidate] = [:]
        for term in terms where profiles[term.index].admits(quantity) {
            let cost = sentence.cost(quantity, term.tokens, head: term.head)
            guard cost < FigureSentence.limit, cost < best[term.index]?.cost ?? .infinity else { continue }
            best[term.index] = Candidate(
                measure: term.index, cost: cost, objectCost: 0,
                focus: min(quantity.tokens.lowerBound, term.tokens.lowerBound)
                    ..< max(quantity.tokens.upperBound, term.tokens.upperBound))
        }
        return best.values.compactMap { candidate in
            let profile = profiles[candidate.measure]
            guard fits(quantity, candidate.measure, sentence, objects) else { return nil }
            // Another group's word that binds the figure more tightly.
            for rival in rivals where !profile.groups.contains(rival.group.name) && !rival.tokens.overlaps(quantity.tokens) {
                guard rival.group.kind == .count || quantity.unitKind == .money && rival.group.kind == .money else { continue }
                if profile.groups.isEmpty, profile.hasScaleTerm || !profile.units.isEmpty { continue }
                let cost = sentence.cost(quantity, rival.tokens, head: rival.tokens.upperBound - 1)
                if cost < candidate.cost, !candidate.focus.overlaps(rival.tokens) || cost < 2 { return nil }
            }
            guard let about = objectCost(quantity, candidate.measure, sentence, number, objects, earlier) else { return nil }
            var candidate = candidate
            candidate.objectCost = about
            return candidate
        }
    }

    /// Whether what is counted can be what the measure counts.
    private func fits(
        _ quantity: Quantity, _ measure: Int, _ sentence: FigureSentence, _ objects: [WatchMatches.Match]
    ) -> Bool {
        guard quantity.unitKind == nil, let counted = quantity.counted else { return true }
        let token = sentence.document.tokens[counted]
        guard figures.isPerson(token), !profiles[measure].persons.isEmpty else { return true }
        if profiles[measure].persons.contains(token.form) || profiles[measure].persons.contains(token.lemma) { return true }
        return objects.contains { $0.index == measure && $0.tokens.contains(counted) }
    }

    /// How far away stands a word for what the measure is of; nil where it is too far.
    private func objectCost(
        _ quantity: Quantity, _ measure: Int, _ sentence: FigureSentence, _ number: Int,
        _ objects: [WatchMatches.Match], _ earlier: [Int: Int]
    ) -> Double? {
        guard profiles[measure].needsObject else { return 30 }
        let near = objects.filter { $0.index == measure }.map { sentence.cost(quantity, $0.tokens, head: $0.head) }
        if let nearest = near.min() { return nearest }
        guard let last = earlier[measure], number - last <= 2 else { return nil }
        return 40 + Double(number - last)
    }

    private func claim(_ candidate: Candidate, _ quantity: Quantity, _ sentence: Int, _ facts: FactContext) -> Claim {
        let token = quantity.number.lowerBound
        return Claim(
            kind: .number,
            topic: watchlist.numbers[candidate.measure].name,
            topicIsWatched: true,
            value: quantity.value,
            upperValue: quantity.upper,
            unit: quantity.unit,
            bound: quantity.bound,
            via: facts.sayings.via(at: token),
            certainty: facts.certainty(of: token, figures: figures),
            isHistory: facts.isHistory(token),
            evidence: facts.evidence(sentence: sentence, focus: candidate.focus),
            rule: quantity.role == .change ? "number.change" : "number.level"
        )
    }
}
