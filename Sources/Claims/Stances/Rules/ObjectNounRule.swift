import Linguistics

/// A verb and its object say it together, and the topic hangs on the verb: "gave its blessing to the truce", "voiced
/// concern over the talks", "threw its weight behind the plan", "said yes to talks".
struct ObjectNounRule: StanceRule {
    let id = "object-noun"
    let reason =
        "who gives backing, voices doubt or drops opposition to something takes the position that the noun names"
    let fires = [
        StanceExample("Russia gave its blessing to the truce.", "Russia", "ceasefire", 2),
        StanceExample("Russia voiced concern over the sanctions.", "Russia", "sanctions", -1),
        StanceExample("Israel dropped its opposition to the talks.", "Israel", "talks", 2),
        StanceExample("Russia threw its weight behind the truce.", "Russia", "ceasefire", 1),
    ]
    let silent = [
        StanceExample("Russia voiced concern after the talks.", "Russia", "talks", -1),
        StanceExample("Israel gave its readers a map of the truce.", "Israel", "ceasefire", 2),
    ]

    private static let links: Set<WordKey> = [
        "to", "for", "about", "over", "on", "in", "behind", "against", "towards", "toward", "at", "with", "of", "from",
        "into", "regarding", "concerning",
    ]
    private static let stands: Set<WordKey> = [
        "stance", "position", "line", "tone", "rhetoric", "view", "voice", "campaign", "protest", "fight", "vote",
        "argument", "case", "speech", "decision", "ruling", "resolution", "statement",
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, !context.isPredicate(path.node), let verb = context.document.head(path.node),
            context.token(verb).partOfSpeech == .verb
        else { return nil }
        switch context.token(path.node).relation {
        case .oblique, .nominalModifier: break
        default: return nil
        }
        guard let preposition = context.preposition(of: path.node), Self.links.contains(preposition) else { return nil }
        let lemma = context.token(verb).lemma
        if preposition == "to", lemma == "say",
            let said = context.document.child(path.node, .determiner) ?? answer(verb, context)
        {
            // "said no to sanctions", "says yes to talks"
            let form = context.token(said).form
            guard form == "no" || form == "yes", said < path.node else { return nil }
            let level = form == "no" ? -2 : 2
            return .climb(path.climbing(to: verb, level: StanceContext.compose(level, path.level), rule: id))
        }
        guard let object = context.document.child(verb, .object), object > verb, object < path.node else { return nil }
        let word = context.token(object)
        if let idiom = context.lexicon.verb(lemma, word.lemma), idiom.takesPreposition, let attitude = idiom.attitude {
            return .climb(path.climbing(to: verb, level: StanceContext.compose(attitude, path.level), rule: id))
        }
        let level: Int
        if preposition == "against", Self.stands.contains(word.lemma) {
            level = StanceContext.compose(-2, path.level)
        } else if let noun = context.lexicon.noun(word.lemma) {
            guard context.lexicon.verb(lemma, preposition)?.attitude == nil else { return nil }
            switch noun.effect {
            case .attitude: level = StanceContext.compose(noun.level, path.level)
            case .performs: level = path.level ?? 2
            case .omits: level = -(path.level ?? 2)
            }
        } else {
            return nil
        }
        return .climb(withOwners(path.climbing(to: object, level: level, rule: id), of: verb, context))
    }

    /// "rejected Turkish calls for talks": the calls are Turkey's, whoever rejects them.
    private func withOwners(_ path: StancePath, of verb: Int, _ context: StanceContext) -> StancePath {
        let subject = context.subjects.of(verb).first.flatMap { context.matches.actor(at: $0) }
        let owners = (context.subjects.owners(path.node) + context.subjects.modifiers(path.node)).filter {
            guard let actor = context.matches.actor(at: $0) else { return false }
            return actor != subject && context.token($0).partOfSpeech != .pronoun
        }
        guard !owners.isEmpty else { return path }
        var own = path
        own.owners = owners
        own.isSettled = true
        own.emitted = []
        var next = path
        next.emitted += context.readings(own)
        return next
    }

    private func answer(_ verb: Int, _ context: StanceContext) -> Int? {
        context.document.child(verb, where: { $0.form == "yes" || $0.form == "no" })
    }
}
