import Articles
import Linguistics

/// Reads figures of configured measures.
///
/// A figure belongs to a measure when one of the measure's words is the nearest word that says what the figure is
/// about, when a word for what the measure is of stands in the sentence or just before it, and when its unit fits.
struct MeasureReader: Sendable {
    /// What a figure of a measure is, in the order in which it is asked.
    static let kinds: [any MeasureRule] = [
        ChangeFigureRule(), NoneFigureRule(), RangeFigureRule(), TotalFigureRule(), UnitFigureRule(),
        LevelFigureRule(),
    ]
    static let part = PartFigureRule()
    static let factor = FactorFigureRule()
    static var rules: [any FactRule] { kinds + [part, factor] }

    private let watchlist: Watchlist
    private let profiles: [MeasureProfile]
    /// The dead are read where a watched actor is named, also when no measure of them is configured: the profile's index.
    private let unnamed: Int?
    private static let unnamedTopic = "people killed"
    private let figures: FigureVocabulary
    private let numbers: NumberVocabulary
    /// The names of the measures that count people or things.
    private let counts: Set<String>

    init(watchlist: Watchlist, numbers: NumberVocabulary, figures: FigureVocabulary, lists: (String) -> WordList) {
        (self.watchlist, self.figures, self.numbers) = (watchlist, figures, numbers)
        let countries = Set(
            lists("actors-countries").records.flatMap { record in
                ([record.name] + record.values("alias") + record.values("demonym")).compactMap { name in
                    name.split(separator: " ").last.map { WordKey($0) }
                }
            }
        )
        var profiles = watchlist.numbers.map {
            MeasureProfile($0, numbers: numbers, figures: figures, countries: countries)
        }
        unnamed = profiles.contains { $0.groups.contains("deaths") } ? nil : profiles.count
        if unnamed != nil {
            let dead = Watchlist.Measure(name: Self.unnamedTopic, terms: ["killed"], of: [])
            profiles.append(MeasureProfile(dead, numbers: numbers, figures: figures, countries: countries))
        }
        self.profiles = profiles
        counts = Set(
            watchlist.numbers.indices.filter { profiles[$0].kinds.contains(.count) }.map { watchlist.numbers[$0].name })
    }

    func claims(in facts: FactContext) -> [Claim] {
        var claims: [Claim] = []
        var (nextTerm, nextObject) = (0, 0)
        let (terms, objects) = (facts.matches.measures, facts.matches.measureObjects)
        var earlier: [Int: (first: Int, last: Int)] = [:]
        for (number, sentence) in facts.document.sentences.enumerated() {
            let own = Self.take(terms, &nextTerm, in: sentence.tokens)
            let about = Self.take(objects, &nextObject, in: sentence.tokens)
            let quantities = facts.quantities(inSentence: number)
            if !quantities.isEmpty {
                claims += self.claims(
                    FigureSentence(document: facts.document, tokens: sentence.tokens, quantities: quantities),
                    number: number,
                    terms: own,
                    objects: about,
                    earlier: earlier,
                    facts
                )
            }
            claims += factors(own, about, number: number, known: claims, earlier: earlier, facts)
            for object in about { earlier[object.index] = (earlier[object.index]?.first ?? number, number) }
        }
        return Self.part.marking(claims, totals: TotalFigureRule().id, counts: counts)
    }

    /// Measures that are doubled, halved and so on, without a level in the sentence.
    private func factors(
        _ terms: [WatchMatches.Match], _ objects: [WatchMatches.Match], number: Int, known: [Claim],
        earlier: [Int: (first: Int, last: Int)], _ facts: FactContext
    ) -> [Claim] {
        let document = facts.document
        return terms.compactMap { term in
            guard let verb = document.head(term.head),
                let factor = Self.factor.factor(verb, term: term, numbers: numbers, in: document)
            else { return nil }
            let evidence = facts.evidence(sentence: number, focus: verb..<verb + 1)
            let name = watchlist.numbers[term.index].name
            guard !known.contains(where: { $0.topic == name && $0.evidence.start == evidence.start }) else {
                return nil
            }
            let quantity = Quantity(
                value: factor, upper: nil, bound: .exact, unit: "times", unitKind: nil, hasLargeScale: false,
                isVague: false, role: .change, number: verb..<verb + 1, tokens: verb..<verb + 1, counted: nil)
            let sentence = FigureSentence(
                document: document, tokens: document.sentences[number].tokens, quantities: [quantity])
            guard objectCost(quantity, term.index, sentence, number, objects, earlier) != nil else { return nil }
            return Claim(
                kind: .number, topic: name, topicIsWatched: true, value: factor, unit: "times", bound: .exact,
                isIncrement: true, via: facts.sayings.via(at: verb),
                certainty: facts.certainty(of: verb, figures: figures), isHistory: facts.isHistory(verb),
                evidence: evidence, rule: Self.factor.id)
        }
    }

    private static func take(
        _ matches: [WatchMatches.Match],
        _ next: inout Int,
        in tokens: Range<Int>
    ) -> [WatchMatches.Match] {
        var taken: [WatchMatches.Match] = []
        while next < matches.count, matches[next].tokens.lowerBound < tokens.upperBound {
            if matches[next].tokens.lowerBound >= tokens.lowerBound, taken.count < FactContext.mostFigures {
                taken.append(matches[next])
            }
            next += 1
        }
        return taken
    }

    private static let sumCost = 6.0
    /// Groups whose words all say the same.
    private static let synonymous: Set<String> = ["deaths", "injuries"]

    private struct Candidate {
        var measure: Int
        var cost: Double
        var objectCost: Double
        var focus: Range<Int>
        /// The first token of the word that binds it; nil for its own unit.
        var word: Int?
    }

    private func claims(
        _ sentence: FigureSentence,
        number: Int,
        terms: [WatchMatches.Match],
        objects: [WatchMatches.Match],
        earlier: [Int: (first: Int, last: Int)],
        _ facts: FactContext
    ) -> [Claim] {
        let rivals = self.rivals(sentence)
        var found: [(candidate: Candidate, quantity: Quantity)] = []
        for quantity in sentence.quantities
        where !quantity.isVague && quantity.role != .former
            && quantity.role != .part
        {
            let candidates = self.candidates(quantity, sentence, number, terms, objects, earlier, rivals)
            guard
                let best = candidates.min(by: {
                    ($0.cost, $0.objectCost, $0.measure) < ($1.cost, $1.objectCost, $1.measure)
                })
            else { continue }
            let near = candidates.filter { $0.cost <= best.cost + 0.01 }
            guard let chosen = near.min(by: { ($0.objectCost, $0.measure) < ($1.objectCost, $1.measure) }) else {
                continue
            }
            found.append((chosen, quantity))
        }
        found = Self.oneFigureAWord(found)
        // A level outweighs the change that led to it.
        let levels = Set(found.filter { $0.quantity.role == .level }.map(\.candidate.measure))
        return found.compactMap { item in
            // What would be, if something were, is not.
            if facts.isHypothetical(item.quantity.number.lowerBound, figures: figures) { return nil }
            if item.candidate.measure == unnamed, item.quantity.role == .change || !facts.namesActor(number) {
                return nil
            }
            if item.quantity.role == .change, levels.contains(item.candidate.measure) { return nil }
            return claim(item.candidate, item.quantity, sentence, number, facts)
        }
    }

    /// A word binds the figure that is nearest to it: in "two bombs kill 44 people" the bombs are not the dead.
    private static func oneFigureAWord(
        _ found: [(candidate: Candidate, quantity: Quantity)]
    ) -> [(candidate: Candidate, quantity: Quantity)] {
        func cost(_ candidate: Candidate) -> Double { candidate.cost + 0.3 * min(candidate.objectCost, 40) }
        return found.filter { item in
            guard let word = item.candidate.word else { return true }
            return !found.contains { other in
                other.candidate.word == word && other.candidate.measure == item.candidate.measure
                    && other.quantity.role == item.quantity.role && cost(other.candidate) < cost(item.candidate)
            }
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
        _ quantity: Quantity,
        _ sentence: FigureSentence,
        _ number: Int,
        _ terms: [WatchMatches.Match],
        _ objects: [WatchMatches.Match],
        _ earlier: [Int: (first: Int, last: Int)],
        _ rivals: [(group: FigureVocabulary.Group, tokens: Range<Int>)]
    ) -> [Candidate] {
        var best: [Int: Candidate] = [:]
        for (index, profile) in profiles.enumerated() where profile.hasUnit(of: quantity) && profile.admits(quantity) {
            best[index] = Candidate(measure: index, cost: 0.5, objectCost: 0, focus: quantity.tokens)
        }
        for term in terms
        where profiles[term.index].admits(quantity) && !sentence.isSetAgainst(term.tokens, after: quantity) {
            var cost = sentence.cost(quantity, term.tokens, head: term.head)
            // "million" says nothing of what it is a million of.
            if profiles[term.index].hasOwnTerm, term.tokens.count == 1,
                numbers.isSum(sentence.document.tokens[term.tokens.lowerBound].form)
            {
                cost += Self.sumCost
            }
            guard cost < FigureSentence.limit, cost < best[term.index]?.cost ?? .infinity else { continue }
            best[term.index] = Candidate(
                measure: term.index,
                cost: cost,
                objectCost: 0,
                focus: min(
                    quantity.tokens.lowerBound,
                    term.tokens.lowerBound
                )..<max(quantity.tokens.upperBound, term.tokens.upperBound),
                word: term.tokens.overlaps(quantity.tokens) ? nil : term.tokens.lowerBound
            )
        }
        for rival in rivals {
            // "gunned down" for a measure of the killed.
            guard Self.synonymous.contains(rival.group.name) else { continue }
            let cost = sentence.cost(quantity, rival.tokens, head: rival.tokens.upperBound - 1)
            guard cost < FigureSentence.limit else { continue }
            for (index, profile) in profiles.enumerated()
            where profile.groups.contains(rival.group.name) && profile.admits(quantity)
                && cost < best[index]?.cost ?? .infinity
            {
                best[index] = Candidate(
                    measure: index,
                    cost: cost,
                    objectCost: 0,
                    focus: min(
                        quantity.tokens.lowerBound,
                        rival.tokens.lowerBound
                    )..<max(quantity.tokens.upperBound, rival.tokens.upperBound),
                    word: rival.tokens.lowerBound
                )
            }
        }
        return best.values.compactMap { candidate in
            // "Nobody" counts only with the word itself: "nobody was killed".
            if quantity.value == 0, candidate.cost > 4 || deniesAnother(quantity, candidate, sentence) { return nil }
            let profile = profiles[candidate.measure]
            guard fits(quantity, candidate, sentence, objects) else { return nil }
            if profile.isRunningTotal, !isTotal(sentence) { return nil }
            // Another group's word that binds the figure more tightly.
            for rival in rivals
            where !profile.groups.contains(rival.group.name) && !rival.tokens.overlaps(quantity.tokens) {
                guard rival.group.kind == .count || quantity.unitKind == .money && rival.group.kind == .money else {
                    continue
                }
                if profile.groups.isEmpty, profile.hasScaleTerm || !profile.units.isEmpty { continue }
                let cost = sentence.cost(quantity, rival.tokens, head: rival.tokens.upperBound - 1)
                if cost < candidate.cost, !candidate.focus.overlaps(rival.tokens) || cost < 2 { return nil }
            }
            guard let about = objectCost(quantity, candidate.measure, sentence, number, objects, earlier) else {
                return nil
            }
            var candidate = candidate
            candidate.objectCost = about
            return candidate
        }
    }

    /// "Nobody has said who killed the mayor": the verb of "nobody" is another than the measure's.
    private func deniesAnother(_ quantity: Quantity, _ candidate: Candidate, _ sentence: FigureSentence) -> Bool {
        let tokens = sentence.document.tokens
        guard let word = candidate.word, tokens[word].partOfSpeech == .verb,
            let verb = sentence.document.head(quantity.number.upperBound - 1), tokens[verb].partOfSpeech == .verb
        else { return false }
        return verb != word && !quantity.tokens.contains(verb)
    }

    /// Whether what is counted can be what the measure counts.
    private func fits(
        _ quantity: Quantity,
        _ candidate: Candidate,
        _ sentence: FigureSentence,
        _ objects: [WatchMatches.Match]
    ) -> Bool {
        let measure = candidate.measure
        guard quantity.unitKind == nil, let counted = quantity.counted, candidate.word != counted else { return true }
        let token = sentence.document.tokens[counted]
        if profiles[measure].kinds == [.money] { return !figures.isPerson(token) && !figures.isAnybody(token) }
        guard figures.isPerson(token), !profiles[measure].persons.isEmpty else { return true }
        if profiles[measure].persons.contains(token.form) || profiles[measure].persons.contains(token.lemma) {
            return true
        }
        return objects.contains { $0.index == measure && $0.tokens.contains(counted) }
    }

    /// Whether a sentence speaks of a total and not of one day or place: "since", "so far", "toll", or the perfect
    /// tense beside a word for the whole ("have been killed in the uprising").
    private func isTotal(_ sentence: FigureSentence) -> Bool {
        var (hasPerfect, hasWhole) = (false, false)
        for index in sentence.tokens {
            let form = sentence.document.tokens[index].form
            if figures.totals.contains(form) { return true }
            if form == "have" || form == "has" || form == "had" { hasPerfect = true }
            if figures.wholes.contains(form) { hasWhole = true }
            if form == "so" && index + 1 < sentence.tokens.upperBound, sentence.document.tokens[index + 1].form == "far"
            {
                return true
            }
        }
        return hasPerfect && hasWhole
    }

    /// How far away stands a word for what the measure is of; nil where it is too far.
    private func objectCost(
        _ quantity: Quantity,
        _ measure: Int,
        _ sentence: FigureSentence,
        _ number: Int,
        _ objects: [WatchMatches.Match],
        _ earlier: [Int: (first: Int, last: Int)]
    ) -> Double? {
        guard profiles[measure].needsObject else { return 30 }
        // "People" says less than a name does.
        let near = objects.filter { $0.index == measure }.map { object in
            sentence.cost(quantity, object.tokens, head: object.head)
                + (figures.isAnybody(sentence.document.tokens[object.head]) ? 12 : 0)
        }
        if let nearest = near.min() { return nearest }
        // Just before it, or in the headline and the lead, which say what an article is about.
        guard let place = earlier[measure] else { return nil }
        if number - place.last <= 2 { return 40 + Double(number - place.last) }
        return place.first <= 2 ? 60 : nil
    }

    private func claim(
        _ candidate: Candidate, _ quantity: Quantity, _ sentence: FigureSentence, _ number: Int, _ facts: FactContext
    ) -> Claim {
        let token = quantity.number.lowerBound
        let reading = MeasureReading(
            quantity: quantity, measure: candidate.measure,
            isTotal: profiles[candidate.measure].kinds.contains(.count) && isTotal(sentence), word: candidate.word)
        let rule: any MeasureRule =
            Self.kinds.first { $0.applies(to: reading, in: facts.document) } ?? LevelFigureRule()
        return Claim(
            kind: .number,
            topic: candidate.measure == unnamed ? Self.unnamedTopic : watchlist.numbers[candidate.measure].name,
            topicIsWatched: candidate.measure != unnamed,
            value: quantity.value,
            upperValue: quantity.upper,
            unit: quantity.unit,
            bound: quantity.bound,
            isIncrement: rule.isIncrement,
            via: facts.sayings.via(at: token),
            certainty: facts.certainty(of: token, figures: figures),
            isHistory: facts.isHistory(token),
            evidence: facts.evidence(sentence: number, focus: candidate.focus),
            rule: rule.id
        )
    }
}
