import Linguistics

/// The clause is what somebody says: the position is the subject's, by way of the speaker; the speaker's own where it
/// is an obligation or a judgement.
struct ReportRule: StanceRule {
    let id = "report"
    let reason =
        "a report of another's position is that one's position, second hand; \"must\" and judgements are the speaker's"
    let fires = [
        StanceExample("Hamas denied that it had rejected the ceasefire.", "Hamas", "ceasefire", 1),
        StanceExample("Russia made clear that it opposed the sanctions.", "Russia", "sanctions", -2),
        StanceExample("Russia said in a statement that it would join the talks.", "Russia", "talks", 2),
        StanceExample("Israel said Russia had rejected the truce.", "Russia", "ceasefire", -2),
        StanceExample("Russia said Israel must accept a ceasefire.", "Russia", "ceasefire", 1),
    ]
    let silent = [
        StanceExample("Israel said Russia had rejected the truce.", "Israel", "ceasefire", -2),
        StanceExample("Israel did not say whether it would accept the truce.", "Israel", "ceasefire", 2),
    ]

    private static let weak: Set<WordKey> = [
        "suggest", "hint", "imply", "intimate", "think", "believe", "feel", "suppose", "assume", "reckon", "consider",
        "predict", "forecast", "expect", "allege", "claim", "hope",
    ]

    private static let seeming: Set<WordKey> = ["seem", "appear", "look", "happen", "emerge", "transpire"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard context.isPredicate(path.node), path.level != nil, let above = context.document.head(path.node) else {
            return nil
        }
        var up = above
        let relation = context.relation(of: path.node)
        let lemma = context.token(up).lemma
        if Self.seeming.contains(lemma), relation == .clausalComplement {
            // "it seems that Russia is more inclined to it": as stated, with a doubt.
            var next = path
            settle(&next, context)
            next.hedge()
            next.node = up
            next.isClauseRead = true
            return .climb(next)
        }
        if relation == .clausalComplement, context.token(up).partOfSpeech == .adjective,
            let verb = context.document.head(up),
            context.lexicon.verb(context.token(verb).lemma, lemma)?.reports == true
        {
            // "made clear that …"
            up = verb
        }
        let isStatement = Self.isStatement(path.node, context)
        if isStatement, let verb = context.document.head(up) { up = verb }
        guard
            isStatement || relation == .clausalComplement || relation == .openComplement && path.isSettled == false
                || relation == .parataxis && context.token(up).partOfSpeech == .verb
        else { return nil }
        let upper = context.token(up)
        let particles = context.particles(of: up)
        guard
            let verb = context.lexicon.verb(upper.lemma)
                ?? particles.lazy.compactMap({ context.lexicon.verb(upper.lemma, $0) }).first,
            verb.reports || verb.denies || up != above
        else {
            guard path.isSettled else { return nil }
            // Below a word that says nothing of it, what was reported stands.
            let isKnown = context.lexicon.verb(upper.lemma) != nil || upper.partOfSpeech == .adjective
            return isKnown || relation != .clausalComplement ? StanceStep.none : .found(context.readings(path))
        }
        if relation == .parataxis, up > path.node { return nil }
        let clause = Clause(up, in: context.document, lexicon: context.lexicon)
        if clause.isNegated || clause.isUnreal || clause.modality == .obligation { return .refused }
        var next = path
        settle(&next, context)
        // "had told a radio that …": what was said before the news.
        if clause.isPluperfect, context.token(up).relation == .root { next.isHistory = true }
        // "having previously said that it would allow it"
        if clause.isLongAgo { next.isHistory = true }
        let isPassive = context.subjects.isPassive(up)
        let speakers = isPassive ? context.subjects.agents(up) : context.subjects.of(up)
        if next.isSpeakers {
            next.isSpeakers = false
            next.owners = speakers
        } else {
            next.via.insert(contentsOf: speakers.prefix(1), at: 0)
        }
        if verb.denies, let level = next.level, !verb.reports || upper.lemma == "deny" {
            next.level = StanceContext.negated(level)
            next.certainty = .denied
        }
        if Self.weak.contains(upper.lemma) || clause.modality == .possible || isPassive { next.hedge() }
        if next.rule == StanceOrigin.topicVerb.id { next.rule = id }
        next.node = up
        next.isClauseRead = true
        next.reach(up)
        return .climb(next)
    }

    /// "said in a statement that it would …", where the parser hung the clause on the statement.
    static func isStatement(_ clause: Int, _ context: StanceContext) -> Bool {
        let relation = context.token(clause).relation
        guard relation == .relativeClause || relation == .adjectivalClause,
            context.document.child(clause, where: { $0.form == "that" && $0.relation == .marker }) != nil,
            context.document.child(clause, .nominalSubject) ?? context.document.child(clause, .passiveSubject) != nil,
            let noun = context.document.head(clause),
            [.oblique, .object, .indirectObject].contains(context.token(noun).relation),
            let verb = context.document.head(noun)
        else { return false }
        return context.lexicon.verb(context.token(verb).lemma)?.reports == true
    }

    /// Fixes the holder before the path leaves the holder's clause.
    private func settle(_ path: inout StancePath, _ context: StanceContext) {
        guard !path.isSettled else { return }
        if !path.isSpeakers, path.owners.isEmpty { path.owners = context.subjects.of(path.node) }
        path.isSettled = true
    }
}
