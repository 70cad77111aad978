import Linguistics

/// The topic is what an adjective is about: "open to talks", "sceptical of the plan", "against sanctions".
struct AdjectiveArgumentRule: StanceRule {
    let id = "adjective-argument"
    let reason = "who is open to, opposed to or wary of something takes a position on it"
    let fires = [
        StanceExample("Hamas is no longer opposed to talks.", "Hamas", "talks", 1),
        StanceExample("Russia is open to a ceasefire.", "Russia", "ceasefire", 1),
        StanceExample("Hamas was sceptical about the truce.", "Hamas", "ceasefire", -1),
        StanceExample("Israel is against sanctions.", "Israel", "sanctions", -2),
    ]
    let silent = [
        StanceExample("Hamas was close to the truce line.", "Hamas", "ceasefire", 1),
        StanceExample("Russia is big on Monday.", "Russia", "ceasefire", 1),
    ]

    private static let sides: [WordKey: Int] = [
        "against": -2, "for": 1, "behind": 1, "anti": -2, "pro": 1,
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled else { return nil }
        let document = context.document
        if document.child(path.node, .copula) != nil, let preposition = context.preposition(of: path.node),
            let side = Self.sides[preposition], !path.isClauseRead
        {
            var next = path
            next.level = StanceContext.compose(side, path.level)
            next.rule = id
            next.isClauseRead = false
            return next.level == path.level ? nil : .climb(next)
        }
        if path.rule != id, document.child(path.node, .copula) != nil, context.token(path.node).tag == .vbg,
            let side = document.child(path.node, .marker).flatMap({ Self.sides[context.token($0).form] })
                ?? context.preposition(of: path.node).flatMap({ Self.sides[$0] }), path.level != nil
        {
            // "is against ending the sanctions"
            var next = path
            next.level = StanceContext.compose(side, path.level)
            next.rule = id
            return .climb(next)
        }
        guard !context.isPredicate(path.node), let up = document.head(path.node) else { return nil }
        let relation = context.token(path.node).relation
        guard relation == .oblique || relation == .nominalModifier || relation == .agent,
            context.preposition(of: path.node) != nil
        else {
            return nil
        }
        let upper = context.token(up)
        guard upper.partOfSpeech == .adjective || upper.tag == .vbn || upper.tag == .jj,
            let attitude = context.lexicon.adjective(upper.lemma)?.attitude
                ?? context.lexicon.adjective(upper.form)?.attitude
        else { return nil }
        var found = path.climbing(to: up, level: StanceContext.compose(attitude, path.level), rule: id)
        // "is opposed to", which the parser takes for a passive
        found.owners = document.child(up, .passiveSubject).map { context.subjects.expanded($0) } ?? []
        return .climb(found)
    }
}
