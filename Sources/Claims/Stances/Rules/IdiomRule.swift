import Linguistics

/// A set phrase before or around the topic: "turned its back on the talks", "wants no part in the summit", "put the
/// sanctions on ice". The words are compared as they stand, so it does not matter how the parser hangs them.
struct IdiomRule: StanceRule {
    let id = "idiom"
    let reason = "set phrases take a position that their words taken one by one do not show"
    let fires = [
        StanceExample("Hamas turned its back on the talks.", "Hamas", "talks", -2),
        StanceExample("Israel wants no part in the talks.", "Israel", "talks", -1),
        StanceExample("Russia sees little sense in a ceasefire.", "Russia", "ceasefire", -1),
        StanceExample("Israel would not hear of a truce.", "Israel", "ceasefire", -2),
        StanceExample("Russia put the sanctions on ice.", "Russia", "sanctions", -1),
        StanceExample("Hamas left the door open to talks.", "Hamas", "talks", 1),
        StanceExample("Russia sent a delegation to the talks.", "Russia", "talks", 2),
    ]
    let silent = [
        StanceExample("Israel heard of a truce.", "Israel", "ceasefire", 2),
        StanceExample("Russia put the sanctions on a list.", "Russia", "sanctions", -1),
        StanceExample("Hamas took part in a parade after the talks.", "Hamas", "talks", 2),
    ]

    /// Words that may stand between those of a phrase ("turned its broad back on").
    private static let gap = 3
    /// Words between the topic and the rest of a phrase around it ("put the talks with Israel on ice").
    private static let reach = 6

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled else { return nil }
        guard let (verb, idiom) = before(path, context) ?? around(path, context), verb != path.node else { return nil }
        if idiom.onlyNoun, context.isPredicate(path.node) { return nil }
        if idiom.onlyNegated {
            guard Clause(verb, in: context.document, lexicon: context.lexicon).isNegated else { return nil }
        }
        var next = path.climbing(to: verb, level: StanceContext.compose(idiom.level, path.level), rule: id)
        if let subject = context.document.child(verb, .nominalSubject) ?? context.document.child(verb, .expletive),
            context.token(subject).form == "it" && idiom.words.first == "be" && idiom.isImpersonal
                || context.token(subject).form == "there"
        {
            next.isSpeakers = true
        }
        if idiom.words.first == "be", let holder = context.document.child(verb, .passiveSubject),
            context.subjects.agents(verb).isEmpty
        {
            // "is committed to", which the parser takes for a passive
            next.owners = context.subjects.expanded(holder)
        }
        guard context.token(path.node).relation == .passiveSubject else { return .climb(next) }
        return .climb(context.withDoer(of: verb, over: path, next))
    }

    /// The phrase that ends right before the topic.
    private func before(_ path: StancePath, _ context: StanceContext) -> (Int, StanceIdioms.Idiom)? {
        let start = context.document.sentences[Int(context.token(path.node).sentence)].tokens.lowerBound
        var index = min(path.focus.lowerBound, path.node) - 1
        // Back over what stands before the noun in its own phrase.
        for _ in 0..<6 where index > start && Self.isPremodifier(index, context) { index -= 1 }
        guard index > start else { return nil }
        for idiom in context.lexicon.idioms.ending(in: context.token(index).form) {
            var place = index
            var isWhole = true
            for word in idiom.words.dropLast().reversed() {
                guard let next = find(word, before: place, start, context) else {
                    isWhole = false
                    break
                }
                place = next
            }
            guard isWhole else { continue }
            let link = context.token(place).relation
            if link == .copula || link == .passiveAuxiliary, let predicate = context.document.head(place) {
                // "is in favour of": the copula hangs from the noun that it makes a predicate.
                if predicate != path.node { return (predicate, idiom) }
            } else if context.isPredicate(place) || context.token(place).partOfSpeech == .verb {
                return (place, idiom)
            }
        }
        return nil
    }

    private func find(_ word: WordKey, before place: Int, _ start: Int, _ context: StanceContext) -> Int? {
        var index = place - 1
        for _ in 0...Self.gap {
            guard index >= start else { return nil }
            if matches(word, index, context) { return index }
            guard Self.isPremodifier(index, context) || context.token(index).form == "not" else { return nil }
            index -= 1
        }
        return nil
    }

    /// The phrase around an object or the subject of a passive.
    private func around(_ path: StancePath, _ context: StanceContext) -> (Int, StanceIdioms.Idiom)? {
        guard !context.isPredicate(path.node), let verb = context.document.head(path.node) else { return nil }
        let token = context.token(verb)
        guard token.partOfSpeech == .verb else { return nil }
        switch context.token(path.node).relation {
        case .object, .indirectObject, .passiveSubject, .nominalSubject, .openComplement: break
        default: return nil
        }
        let end = context.document.sentences[Int(token.sentence)].tokens.upperBound
        let first = max(path.node, verb) + 1
        for idiom in context.lexicon.idioms.around(verb: context.lexicon.lemma(of: token)) {
            guard context.token(path.node).relation != .nominalSubject || idiom.words.first == "let" else { continue }
            for place in first..<min(end, first + Self.reach) {
                if context.token(place).partOfSpeech == .punctuation { break }
                if let last = follow(idiom.after, from: place, end, context) {
                    if Self.isComplete(last, idiom, context) { return (verb, idiom) }
                    break
                }
                if context.token(place).partOfSpeech == .verb { break }
            }
        }
        return nil
    }

    /// A phrase that ends in a particle has no object after it: "turned the talks down", not "put the talks on a list".
    private static func isComplete(_ last: Int, _ idiom: StanceIdioms.Idiom, _ context: StanceContext) -> Bool {
        guard idiom.after.count == 1, last + 1 < context.document.tokens.count else { return true }
        let token = context.token(last)
        guard token.partOfSpeech == .adposition || token.partOfSpeech == .adverb else { return true }
        let next = context.token(last + 1)
        guard next.sentence == token.sentence else { return true }
        switch next.partOfSpeech {
        case .noun, .properNoun, .determiner, .adjective, .pronoun, .numeral: return next.relation == .temporalOblique
        default: return true
        }
    }

    private func follow(_ words: [WordKey], from place: Int, _ end: Int, _ context: StanceContext) -> Int? {
        var place = place
        for (number, word) in words.enumerated() {
            if number > 0 {
                place += 1
                for _ in 0..<2 where place < end && Self.isPremodifier(place, context) && !matches(word, place, context)
                { place += 1 }
            }
            guard place < end, matches(word, place, context) else { return nil }
        }
        return place
    }

    private func matches(_ word: WordKey, _ index: Int, _ context: StanceContext) -> Bool {
        let token = context.token(index)
        return token.form == word || token.lemma == word || context.lexicon.lemma(of: token) == word
    }

    private static func isPremodifier(_ index: Int, _ context: StanceContext) -> Bool {
        let token = context.token(index)
        switch token.partOfSpeech {
        case .determiner, .adjective, .adverb, .numeral: return true
        case .pronoun: return token.tag == .prpPossessive
        case .particle: return token.tag == .pos
        case .noun, .properNoun: return token.relation == .compound || token.relation == .possessive
        default: return false
        }
    }
}
