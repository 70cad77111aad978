import Linguistics

/// A noun for one who takes a position: "a staunch opponent of sanctions", "is a backer of the truce", "a signatory to
/// the treaty".
struct AgentNounRule: StanceRule {
    let id = "agent-noun"
    let reason = "who is called an opponent, a supporter or a signatory of something takes that position"
    let fires = [
        StanceExample("Russia is an opponent of the sanctions.", "Russia", "sanctions", -2),
        StanceExample("Israel, a supporter of the ceasefire, sent envoys.", "Israel", "ceasefire", 1),
    ]
    let silent = [
        StanceExample("Russia met an opponent of the sanctions.", "Russia", "sanctions", -2),
        StanceExample("A supporter of the ceasefire spoke in Israel.", "Israel", "ceasefire", 1),
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, !context.isPredicate(path.node), let up = context.document.head(path.node),
            context.token(up).partOfSpeech == .noun, let level = context.lexicon.agent(context.token(up).lemma),
            context.token(path.node).relation == .nominalModifier || context.token(path.node).relation == .compound
        else { return nil }
        var next = path.climbing(to: up, level: StanceContext.compose(level, path.level), rule: id)
        if context.token(up).relation == .appositive, let named = context.document.head(up) {
            next.owners = [named]
        } else if context.document.child(up, .copula) != nil, let subject = context.document.child(up, .nominalSubject)
        {
            next.owners = context.subjects.expanded(subject)
            let clause = Clause(up, in: context.document, lexicon: context.lexicon)
            if clause.isNegated, let said = next.level { next.level = StanceContext.negated(said) }
            if clause.isUnreal || clause.modality == .obligation { return StanceStep.none }
        } else {
            return nil
        }
        next.isSettled = true
        return .found(context.readings(next))
    }
}
