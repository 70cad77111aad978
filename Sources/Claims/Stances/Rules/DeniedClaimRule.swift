import Linguistics

/// "dismissed suggestions that it opposed the deal", "rejected a claim that it had broken the truce": what somebody is
/// said to have done, with what is made of it.
struct DeniedClaimRule: StanceRule {
    let id = "denied-claim"
    let reason = "who dismisses a claim that a position was taken denies the position; a claim by itself is hearsay"
    let fires = [
        StanceExample("Israel dismissed suggestions that it opposed the talks.", "Israel", "talks", 1),
        StanceExample("Hamas rejected a claim that it had agreed to a truce.", "Hamas", "ceasefire", -2),
        StanceExample("Hamas denied reports of talks with Israel.", "Hamas", "talks", -1),
        StanceExample("There are no circumstances in which Israel would accept a truce.", "Israel", "ceasefire", -2),
        StanceExample("Israel said it had nothing to negotiate.", "Israel", "talks", -2),
        StanceExample("Israel sees no sign that Hamas is keeping the truce.", "Hamas", "ceasefire", -2),
        StanceExample("Russia denied reports that it would quit the talks.", "Russia", "talks", 1),
    ]
    let silent = [
        StanceExample("Israel dismissed suggestions that it opposed the talks.", "Israel", "talks", -2),
        StanceExample("Israel read reports that Hamas had agreed to a truce.", "Israel", "ceasefire", 2),
    ]

    private static let hearsay: Set<WordKey> = [
        "accusation", "allegation", "assertion", "charge", "claim", "insinuation", "notion", "report", "rumour",
        "rumor", "speculation", "suggestion", "talk",
    ]
    private static let denials: Set<WordKey> = [
        "deny", "dismiss", "reject", "refute", "rebut", "dispute", "rubbish", "scotch", "quash", "discount",
        "contradict", "deride", "ridicule", "brush", "wave", "laugh", "play", "bat", "repudiate", "dispel",
    ]

    private static let signs: Set<WordKey> = ["sign", "evidence", "indication", "hint", "proof", "signal", "trace"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        if let next = denied(path, context) { return .climb(next) }
        if let own = ruledOut(path, context) ?? leftNothing(path, context) { return .found(context.readings(own)) }
        guard !path.isSettled, let level = path.level, context.isPredicate(path.node),
            let noun = context.document.head(path.node), context.token(noun).partOfSpeech == .noun,
            Self.hearsay.contains(context.token(noun).lemma) || Self.signs.contains(context.token(noun).lemma)
        else { return nil }
        switch context.token(path.node).relation {
        case .adjectivalClause, .relativeClause, .clausalComplement: break
        default: return nil
        }
        guard context.document.child(path.node, where: { $0.form == "that" }) != nil,
            context.document.child(path.node, .nominalSubject) != nil
                || context.document.child(path.node, .passiveSubject) != nil
        else { return nil }
        var own = path
        if own.owners.isEmpty, !own.isSpeakers { own.owners = context.subjects.of(path.node) }
        own.isSettled = true
        own.hedge()
        guard let verb = context.document.head(noun), context.token(verb).partOfSpeech == .verb,
            context.token(noun).relation == .object || context.token(noun).relation == .passiveSubject
        else { return .found(context.readings(own)) }
        let clause = Clause(verb, in: context.document, lexicon: context.lexicon)
        let speakers = context.subjects.of(verb)
        if Self.denials.contains(context.token(verb).lemma), !clause.isNegated {
            let pronouns: Set<WordKey> = ["it", "he", "she", "they"]
            if let subject = own.owners.first, own.owners.count == 1, pronouns.contains(context.token(subject).form) {
                // Who denies it is meant, not the claim.
                own.owners = speakers
            }
            // "had agreed" before it was denied, not long ago.
            own.isHistory = false
            own.level = StanceContext.negated(level)
            own.certainty = .denied
            own.rule = id
        } else {
            if Self.signs.contains(context.token(noun).lemma), clause.isNegated {
                // "sees no sign that Russia is withdrawing"
                own.level = StanceContext.negated(level)
                own.rule = id
            }
            own.via = Array(speakers.prefix(1))
        }
        own.reach(verb)
        return .found(context.readings(own))
    }

    private static let voids: Set<WordKey> = ["circumstance", "circumstances", "scenario", "way", "world"]

    /// "there are no circumstances in which it would accept"
    private func ruledOut(_ path: StancePath, _ context: StanceContext) -> StancePath? {
        guard !path.isSettled, path.level != nil, context.isPredicate(path.node),
            [.adjectivalClause, .relativeClause].contains(context.token(path.node).relation),
            let noun = context.document.head(path.node), Self.voids.contains(context.token(noun).lemma),
            context.document.child(noun, where: { $0.form == "no" && $0.relation == .determiner }) != nil
        else { return nil }
        let isOwned = !path.owners.isEmpty || path.isSpeakers
        return reversed(path, by: isOwned ? path.owners : context.subjects.of(path.node), at: noun)
    }

    /// The opposite of what the path says, held by these, for a word that denies it.
    private func reversed(_ path: StancePath, by owners: [Int], at word: Int) -> StancePath {
        var own = path
        own.owners = owners
        own.isSettled = true
        own.level = path.level.map(StanceContext.negated)
        own.rule = id
        own.reach(word)
        return own
    }

    /// "has nothing to apologise for"
    private func leftNothing(_ path: StancePath, _ context: StanceContext) -> StancePath? {
        guard !path.isSettled, path.level != nil, context.subjects.isInfinitive(path.node),
            var verb = context.document.head(path.node)
        else { return nil }
        if context.token(verb).form == "nothing" { verb = context.document.head(verb) ?? verb }
        guard context.token(verb).lemma == "have", let object = context.document.child(verb, .object),
            context.token(object).form == "nothing", object < path.node
        else { return nil }
        return reversed(path, by: context.subjects.of(verb), at: object)
    }

    /// "denied reports of a merger": who denies it is not at it.
    private func denied(_ path: StancePath, _ context: StanceContext) -> StancePath? {
        guard !path.isSettled, !context.isPredicate(path.node), let noun = context.document.head(path.node),
            Self.hearsay.contains(context.token(noun).lemma), context.token(noun).partOfSpeech == .noun,
            context.token(noun).relation == .object, context.token(path.node).relation == .nominalModifier,
            let verb = context.document.head(noun), context.token(verb).lemma == "deny",
            !Clause(verb, in: context.document, lexicon: context.lexicon).isNegated
        else { return nil }
        var next = path.climbing(to: verb, level: StanceContext.compose(-1, path.level), rule: id)
        next.certainty = .denied
        return next
    }
}
