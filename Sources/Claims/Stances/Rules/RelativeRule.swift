import Linguistics

/// "a truce that Hamas rejected", "a plan proposed by Russia", "talks boycotted by Israel": the clause that describes the
/// topic takes the position.
struct RelativeRule: StanceRule {
    let id = "relative"
    let reason = "a topic that somebody is said to have rejected or proposed is rejected or proposed by that one"
    let fires = [
        StanceExample("Russia proposed a truce, an offer that Hamas rejects.", "Hamas", "ceasefire", -2),
        StanceExample("A truce proposed by Russia began on Monday.", "Russia", "ceasefire", 1),
        StanceExample("Envoys drafted a truce that Hamas rejected.", "Hamas", "ceasefire", -2),
        StanceExample("Israel joined talks that Hamas calls a sham.", "Hamas", "talks", -2),
    ]
    let silent = [
        StanceExample("Two died in an ambush that Hamas denies.", "Hamas", "attacks", -2),
        StanceExample("A truce seen by Russia as long began on Monday.", "Russia", "ceasefire", 1),
        StanceExample("Envoys drafted a truce that Hamas read.", "Hamas", "ceasefire", -2),
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard path.level == nil, !path.hasReadRelatives, !context.isPredicate(path.node) else { return nil }
        var next = path
        next.hasReadRelatives = true
        for child in Array(context.document.children(path.node)) + stray(path, context) where child > path.node {
            guard let holders = holders(of: child, on: path.node, context), !holders.isEmpty,
                let attitude = named(child, context)
                    ?? context.verb(child, preposition: nil, isDirect: true)?.attitude, attitude != 0
            else { continue }
            let clause = Clause(child, in: context.document, lexicon: context.lexicon)
            guard !clause.isUnreal, clause.modality != .obligation else { continue }
            var own = path
            own.owners = holders
            own.level = clause.isNegated ? StanceContext.negated(attitude) : attitude
            own.isSettled = true
            own.rule = id
            own.isHistory = clause.isPluperfect || clause.isLongAgo
            own.reach(child)
            if clause.modality == .possible { own.hedge() }
            next.emitted += context.readings(own)
        }
        return next.emitted.count > path.emitted.count ? .climb(next) : nil
    }

    private static let names: Set<WordKey> = ["call", "describe", "brand", "label", "deem", "consider", "dub", "term"]

    /// "that Hamas called a farce"
    private func named(_ clause: Int, _ context: StanceContext) -> Int? {
        guard Self.names.contains(context.token(clause).lemma) else { return nil }
        for child in context.document.children(clause) where child > clause {
            if let value = context.lexicon.adjective(context.token(child).lemma)?.evaluation { return value }
        }
        return nil
    }

    /// "voted on a constitution hailed as a triumph by Assad": a participle right behind it, wherever the parser hung it.
    private func stray(_ path: StancePath, _ context: StanceContext) -> [Int] {
        var next = max(path.node, path.focus.upperBound - 1) + 1
        if next + 1 < context.document.tokens.count, context.token(next).form == ",",
            context.document.child(path.node, .possessive) != nil
        {
            // "its package, adopted on Friday"
            next += 1
        }
        guard next < context.document.tokens.count, context.token(next).tag == .vbn,
            context.token(next).relation == .adverbialClause, context.document.head(next) != path.node,
            context.document.child(next, .nominalSubject) == nil
        else { return [] }
        return [next]
    }

    /// Who does it, where the topic is what it is done to; nil for other clauses.
    private func holders(of clause: Int, on noun: Int, _ context: StanceContext) -> [Int]? {
        let token = context.token(clause)
        guard
            token.relation == .relativeClause || token.relation == .adjectivalClause
                || token.relation == .adverbialClause && token.tag == .vbn, token.partOfSpeech == .verb
        else { return nil }
        // "a raid that the army denies": not the raid is refused, that there was one.
        if context.lexicon.verb(token.lemma)?.denies == true { return nil }
        if token.tag == .vbn, context.document.child(clause, .nominalSubject) == nil {
            let agents = context.subjects.agents(clause)
            // "its sixth package, adopted on Friday": what only its owner can do is its owner's doing.
            guard agents.isEmpty, let verb = context.lexicon.verb(token.lemma), verb.isOwnAct || verb.attitude == 2,
                let owner = context.document.child(noun, .possessive)
            else { return agents }
            return context.subjects.expanded(owner)
        }
        guard token.relation == .relativeClause, let subject = context.document.child(clause, .nominalSubject),
            context.token(subject).tag != .wdt, context.token(subject).tag != .wp
        else { return nil }
        if let object = context.document.child(clause, .object), context.token(object).tag != .wdt,
            !Self.names.contains(token.lemma)
        {
            return nil
        }
        return context.subjects.expanded(subject)
    }
}
