import Linguistics

/// The last resort where the tree shows nothing: who stands before the topic, and what stands between.
///
/// Clipped news English ("Russia and China veto a resolution on sanctions") leads taggers astray; the order of words is
/// then a better witness than a tree. From the topic leftwards the words that take positions are multiplied up, to the
/// first actor that is no object; a clause border ends the search.
struct WordOrderReader {
    let context: StanceContext

    static let rule = StanceOrigin.wordOrder.id
    private static let reach = 14
    private static let borders: Set<WordKey> = [
        "who", "which", "while", "after", "before", "if", "unless", "until", "when", "whether", "because", "although",
        "but", "as", "since", "where", "whose", "though", "amid", "despite", ";", ":", ",", "(", ")", "\"", "“", "”",
    ]
    /// What they are about is said by somebody: to dismiss a claim about a deed is not to reject the deed.
    private static let hearsay: Set<WordKey> = [
        "accusation", "allegation", "claim", "report", "rumour", "rumor", "charge", "suggestion", "speculation", "fact",
        "criticism", "question", "evidence", "news", "story",
    ]
    private static let negators: Set<WordKey> = ["not", "n't", "never", "no", "without", "nor"]
    private static let passives: Set<WordKey> = ["is", "are", "was", "were", "been", "being", "be"]
    private static let obligations: Set<WordKey> = ["should", "must", "ought"]
    private static let doubts: Set<WordKey> = ["may", "might", "could"]

    func readings(_ topic: WatchMatches.Match) -> [StanceReading] {
        let head = context.token(topic.head)
        let sentence = context.document.sentences[Int(head.sentence)].tokens
        let first = max(sentence.lowerBound, topic.tokens.lowerBound - Self.reach)
        guard !head.relation.isSubject, head.relation != .adjectivalModifier else { return [] }
        var search = Search(topic: topic, isVerb: head.partOfSpeech == .verb)
        search.isInfinitive =
            search.isVerb && topic.tokens.lowerBound > first
            && context.token(topic.tokens.lowerBound - 1).form == "to"
        if search.isVerb, !search.isInfinitive, head.tag != .vb { search.nearest = topic.tokens.lowerBound }
        var index = topic.tokens.lowerBound - 1
        while index >= first {
            if let match = context.actorName(at: index) {
                if !match.isJoined, isSubject(match, before: search.nearest),
                    let actor = context.matches.actor(at: match.head)
                {
                    return search.reading(of: actor, from: match.tokens.lowerBound)
                }
                index = match.tokens.lowerBound - 1
                continue
            }
            guard step(index, &search) else { return [] }
            index -= 1
        }
        return []
    }

    /// "says threats to penalise its partners are illegal", with no subject left for the judgement: it is of what stands
    /// between the speaker and it.
    func judged(_ topic: WatchMatches.Match) -> [StanceReading] {
        let document = context.document
        let sentence = document.sentences[Int(context.token(topic.head).sentence)].tokens
        for index in sentence.clamped(to: topic.tokens.upperBound..<topic.tokens.upperBound + Self.reach) {
            let token = context.token(index)
            if [";", ":", ","].contains(token.form) { return [] }
            guard let value = context.lexicon.adjective(token.lemma)?.evaluation,
                document.child(index, .copula) != nil, document.child(index, .nominalSubject) == nil,
                let verb = document.head(index), verb < topic.tokens.lowerBound,
                context.lexicon.verb(context.token(verb).lemma)?.reports == true
            else { continue }
            let clause = Clause(index, in: document, lexicon: context.lexicon)
            return context.subjects.of(verb).map {
                StanceReading(
                    holder: .word($0), topic: topic.index,
                    level: clause.isNegated ? StanceContext.negated(value) : value,
                    certainty: .asserted, isHistory: false, via: [], focus: topic.tokens.lowerBound..<index + 1,
                    rule: EvaluationRule().id)
            }
        }
        return []
    }

    /// What has been seen on the way left.
    private struct Search {
        var topic: WatchMatches.Match
        var isVerb: Bool
        var isInfinitive = false
        var sign = 1
        var level = 0
        /// The leftmost predicate so far; -1 for none.
        var nearest = -1
        var preposition: WordKey?
        var hasNoun = false
        var certainty = Claim.Certainty.asserted

        init(topic: WatchMatches.Match, isVerb: Bool) { (self.topic, self.isVerb) = (topic, isVerb) }

        func reading(of actor: Int, from start: Int) -> [StanceReading] {
            guard nearest >= 0, level != 0 || isVerb else { return [] }
            return [
                StanceReading(
                    holder: .actor(actor), topic: topic.index, level: sign * (level == 0 ? 2 : level),
                    certainty: certainty, isHistory: false, via: [],
                    focus: min(start, topic.tokens.lowerBound)..<topic.tokens.upperBound,
                    rule: WordOrderReader.rule)
            ]
        }
    }

    /// Takes a word in; false where the search ends.
    private func step(_ index: Int, _ search: inout Search) -> Bool {
        let token = context.token(index)
        if Self.borders.contains(token.form) || Self.obligations.contains(token.form) { return false }
        if token.partOfSpeech == .noun, Self.hearsay.contains(token.lemma) { return false }
        if Self.doubts.contains(token.form) { search.certainty = .hedged }
        if Self.negators.contains(token.form) { search.sign = -search.sign }
        if search.isVerb, search.level == 0, token.lemma == "be" || Self.passives.contains(token.form) { return false }
        if let found = weight(index) {
            if let preposition = search.preposition, !found.isNoun {
                guard context.lexicon.verb(context.lexicon.lemma(of: token), preposition) != nil else { return false }
            }
            if search.isInfinitive, search.level == 0, search.hasNoun, !found.directs, !found.isNoun { return false }
            search.sign *= found.level.signum()
            search.level = abs(found.level)
            search.nearest = index
            search.preposition = nil
            return true
        }
        switch token.partOfSpeech {
        case .verb where index + 1 < search.topic.tokens.lowerBound || token.tag != .vbn:
            // A verb that is not known to take a position hides whose doing it is.
            return false
        case .adposition: search.preposition = token.form
        case .noun, .properNoun: search.hasNoun = true
        default: break
        }
        return true
    }

    /// The position that a word takes on what follows; nil for other words.
    private func weight(_ index: Int) -> (level: Int, isNoun: Bool, directs: Bool)? {
        let token = context.token(index)
        if token.partOfSpeech == .noun, let noun = context.lexicon.noun(token.lemma), noun.level != 0 {
            return noun.effect == .performs ? nil : (noun.level, true, false)
        }
        guard token.partOfSpeech == .verb || isBareVerb(index) else { return nil }
        let next = index + 1 < context.document.tokens.count ? context.token(index + 1).form : .none
        let verb =
            context.lexicon.verb(context.lexicon.lemma(of: token), next) ?? context.lexicon.verb(form: token.form)
        guard let verb, !verb.reports || context.lexicon.isParticle(next) else { return nil }
        if let directs = verb.directs, verb.attitude == nil || verb.attitude ?? 0 > 0 { return (directs, false, true) }
        if let attitude = verb.attitude, attitude != 0 { return (attitude, false, false) }
        if verb.omits { return (-2, false, false) }
        return verb.performs && token.partOfSpeech != .verb ? (2, false, false) : nil
    }

    /// A word that could be a finite verb: nothing before it makes it a noun.
    private func isBareVerb(_ index: Int) -> Bool {
        guard index > 0, context.token(index).partOfSpeech != .adjective else { return false }
        switch context.token(index - 1).partOfSpeech {
        case .determiner, .adjective, .adposition, .numeral: return false
        default: return !context.token(index).shape.contains(.capitalised)
        }
    }

    /// Whether an actor stands as a subject: right before the predicate, and behind no preposition.
    private func isSubject(_ match: WatchMatches.Match, before predicate: Int) -> Bool {
        guard predicate >= 0, predicate - match.tokens.upperBound <= 3 else { return false }
        switch context.token(match.head).relation {
        case .object, .indirectObject, .oblique, .nominalModifier, .possessive: return false
        case .compound, .adjectivalModifier, .flat:
            // "BP partner Anadarko" is not BP.
            let up = context.document.head(match.head) ?? match.head
            guard up >= predicate || context.matches.actor(at: up) == context.matches.actor(at: match.head) else {
                return false
            }
        default: break
        }
        var index = match.tokens.lowerBound - 1
        let start = context.document.sentences[Int(context.token(match.head).sentence)].tokens.lowerBound
        while index >= start,
            context.token(index).partOfSpeech == .determiner || context.token(index).partOfSpeech == .adjective
        {
            index -= 1
        }
        guard index >= start else { return true }
        let before = context.token(index)
        return before.partOfSpeech != .adposition && before.form != "to" && before.form != "by"
    }
}
