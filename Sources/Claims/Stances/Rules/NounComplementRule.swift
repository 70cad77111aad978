import Linguistics

/// The topic belongs to a noun that takes a position: "Hamas's rejection of the truce", "a call for talks".
struct NounComplementRule: StanceRule {
    let id = "noun-complement"
    let reason = "a rejection, a call, an end or an offer says what its owner, or who makes it, wants"
    let fires = [
        StanceExample("Russia rejected demands that it stop imposing sanctions.", "Russia", "sanctions", 2),
        StanceExample("Hamas's rejection of the truce has angered mediators.", "Hamas", "ceasefire", -2),
        StanceExample("Russia made an offer of a ceasefire.", "Russia", "ceasefire", 1),
        StanceExample("Israel set a deadline for Russia to lift the sanctions.", "Israel", "sanctions", -1),
        StanceExample("Israel demanded an end to the ceasefire.", "Israel", "ceasefire", -1),
    ]
    let silent = [
        StanceExample("The anniversary of the truce passed in Hamas quarters.", "Hamas", "ceasefire", 0),
        StanceExample("Calls for a ceasefire grew louder.", "Russia", "ceasefire", 1),
    ]

    private static let stands: Set<WordKey> = [
        "argument", "ballot", "campaign", "case", "drive", "fight", "march", "move", "petition", "speech", "vote",
        "warning", "stand", "suit", "lawsuit", "appeal", "complaint", "plea", "ruling",
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, let above = context.document.head(path.node) else { return nil }
        let up = caller(of: path.node, over: above, context) ?? above
        let upper = context.token(up)
        guard upper.partOfSpeech == .noun || upper.partOfSpeech == .properNoun else { return nil }
        switch context.token(path.node).relation {
        case .nominalModifier, .oblique, .compound, .adjectivalModifier, .possessive, .adjectivalClause: break
        case .clausalComplement, .openComplement, .adverbialClause: break
        case .relativeClause where context.token(path.node).tag == .vb: break
        case .relativeClause where isWanted(path.node, of: up, context): break
        default: return nil
        }
        let isClause = context.isPredicate(path.node)
        if isClause {
            // "a refusal to sign", "the threat of imposing"; not "a ban as the US opens talks".
            let hasSubject = context.document.child(path.node, .nominalSubject) != nil
            let isTo = context.document.child(path.node, where: { $0.form == "to" || $0.form == "that" }) != nil
            guard isTo || !hasSubject else { return nil }
        }
        // Who is under pressure to do it has not done it.
        if isClause, upper.lemma == "pressure", context.preposition(of: up) == "under" { return StanceStep.none }
        if !isClause, context.preposition(of: path.node) == "against",
            Self.stands.contains(upper.lemma) || context.lexicon.documents.contains(upper.lemma)
        {
            // "tabled a resolution against the sanctions"
            return .climb(path.climbing(to: up, level: StanceContext.compose(-2, path.level), rule: id))
        }
        guard let noun = context.lexicon.noun(upper.lemma) else {
            guard !isClause, context.lexicon.containers.contains(upper.lemma) else { return nil }
            return .climb(path.climbing(to: up, level: path.level, rule: path.rule))
        }
        let level: Int?
        switch noun.effect {
        case .attitude: level = StanceContext.compose(noun.level, path.level)
        case .performs: level = path.level
        case .omits: level = -(path.level ?? 2)
        }
        var next = path.climbing(to: up, level: level, rule: id)
        var owners = context.subjects.owners(up)
        if owners.isEmpty, !isClause, noun.effect == .attitude {
            // "the acceptance of the truce by Hamas", where the parser took the truce for Hamas's
            owners = context.document.children(path.node).filter {
                context.token($0).relation == .nominalModifier && context.preposition(of: $0) == "by"
                    && context.matches.actor(at: $0) != nil
            }
        }
        owners += context.subjects.modifiers(up).filter { context.matches.actor(at: $0) != nil && $0 != path.node }
        if isGivenUp(up, context) { owners = [] }
        if !owners.isEmpty {
            var own = next
            own.owners = owners
            own.level = level ?? 2
            own.isSettled = true
            own.emitted = []
            next.emitted += context.readings(own)
        }
        return .climb(next)
    }

    /// "demands that it stop": what is wanted, and no description of the demands.
    private func isWanted(_ clause: Int, of noun: Int, _ context: StanceContext) -> Bool {
        context.document.child(clause, where: { $0.form == "that" && $0.relation == .marker }) != nil
            && context.lexicon.noun(context.token(noun).lemma)?.effect == .attitude
    }

    /// "dropped her objections": what somebody had is no more.
    private func isGivenUp(_ noun: Int, _ context: StanceContext) -> Bool {
        guard context.token(noun).relation == .object, let verb = context.document.head(noun),
            let owner = context.document.child(noun, .possessive), context.token(owner).tag == .prpPossessive,
            let entry = context.verb(verb, preposition: nil, isDirect: true)
        else { return false }
        return entry.omits || entry.attitude ?? 0 < 0
    }

    /// "a deadline for Israel to lift the sanctions", where the parser hung what is to be done on who is to do it.
    private func caller(of clause: Int, over noun: Int, _ context: StanceContext) -> Int? {
        guard context.subjects.isInfinitive(clause), context.token(noun).relation == .nominalModifier,
            context.preposition(of: noun) == "for", context.document.child(clause, .nominalSubject) == nil,
            let caller = context.document.head(noun),
            context.lexicon.noun(context.token(caller).lemma)?.effect == .attitude
        else { return nil }
        return caller
    }
}
