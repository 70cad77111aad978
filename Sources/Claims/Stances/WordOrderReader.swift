import Linguistics

/// The last resort where the tree shows nothing: who stands before the topic, and what stands between.
///
/// Clipped news English ("Russia and China veto a resolution on sanctions") leads taggers astray; the order of words is
/// then a better witness than a tree. From the topic leftwards the words that take positions are multiplied up, to the
/// first actor that is no object; a clause border ends the search.
struct WordOrderReader {
    let context: StanceContext

    static let rule = "word-order"
    private static let reach = 14
    private static let borders: Set<WordKey> = [
        "who", "which", "while", "after", "before", "if", "unless", "until", "when", "whether", "because", "although",
        "but", "as", "since", "where", "whose", "though", "amid", "despite", ";", ":", ",", "(", ")", "\"", "“", "”",
    ]
    private static let negators: Set<WordKey> = ["not", "n't", "never", "no", "without", "nor"]
    private static let obligations: Set<WordKey> = ["should", "must", "ought"]
    private static let doubts: Set<WordKey> = ["may", "might", "could"]

    func readings(_ topic: WatchMatches.Match) -> [StanceReading] {
        let document = context.document
        let sentence = document.sentences[Int(context.token(topic.head).sentence)].tokens
        let first = max(sentence.lowerBound, topic.tokens.lowerBound - Self.reach)
        let isVerb = context.token(topic.head).partOfSpeech == .verb
        var (sign, level, nearest) = (1, 0, isVerb ? topic.tokens.lowerBound : -1)
        var certainty = Claim.Certainty.asserted
        var index = topic.tokens.lowerBound - 1
        while index >= first {
            let token = context.token(index)
            if Self.borders.contains(token.form) || Self.obligations.contains(token.form) { return [] }
            if Self.doubts.contains(token.form) { certainty = .hedged }
            if Self.negators.contains(token.form) { sign = -sign }
            if let match = context.matches.actors.last(where: { $0.tokens.contains(index) }) {
                let start = match.tokens.lowerBound
                if !match.isJoined, isSubject(match, before: nearest), let actor = context.matches.actor(at: match.head) {
                    guard nearest >= 0, level != 0 || isVerb else { return [] }
                    return [
                        StanceReading(
                            holder: .actor(actor), topic: topic.index, level: sign * (level == 0 ? 2 : level),
                            certainty: certainty, isHistory: false, via: [], focus: start..<topic.tokens.upperBound,
                            rule: Self.rule)
                    ]
                }
                index = start - 1
                continue
            }
            if let weight = weight(index) {
                sign *= weight.signum()
                level = abs(weight)
                nearest = index
            } else if token.partOfSpeech == .verb, token.tag != .vbg, token.tag != .vbn {
                // A verb that is not known to take a position hides whose doing it is.
                return []
            }
            index -= 1
        }
        return []
    }

    /// The position that a word takes on what follows; nil for other words.
    private func weight(_ index: Int) -> Int? {
        let token = context.token(index)
        if token.partOfSpeech == .noun, let noun = context.lexicon.noun(token.lemma), noun.level != 0 {
            return noun.effect == .performs ? nil : noun.level
        }
        guard token.partOfSpeech == .verb || isBareVerb(index) else { return nil }
        let next = index + 1 < context.document.tokens.count ? context.token(index + 1).form : .none
        let verb = context.lexicon.verb(context.lexicon.lemma(of: token), next) ?? context.lexicon.verb(form: token.form)
        guard let verb else { return nil }
        if let attitude = verb.attitude, attitude != 0 { return attitude }
        if verb.omits { return -2 }
        return verb.directs
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
        var index = match.tokens.lowerBound - 1
        let start = context.document.sentences[Int(context.token(match.head).sentence)].tokens.lowerBound
        while index >= start, context.token(index).partOfSpeech == .determiner || context.token(index).partOfSpeech == .adjective {
            index -= 1
        }
        guard index >= start else { return true }
        let before = context.token(index)
        return before.partOfSpeech != .adposition && before.form != "to" && before.form != "by"
    }
}
