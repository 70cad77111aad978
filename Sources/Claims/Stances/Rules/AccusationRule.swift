import Linguistics

/// "Israel accused Hamas of violating the truce": what Hamas did, as Israel says.
struct AccusationRule: StanceRule {
    let id = "accusation"
    let reason = "who is accused of a deed has taken that position, as the accuser says"
    let fires = [
        StanceExample("Israel accused Hamas of violating the truce.", "Hamas", "ceasefire", -2),
        StanceExample("Russia blamed Israel for rejecting the ceasefire.", "Israel", "ceasefire", -2),
        StanceExample("Russia criticised Israel for imposing sanctions.", "Russia", "sanctions", -1),
    ]
    let silent = [
        StanceExample("Israel accused Hamas of lying.", "Hamas", "ceasefire", -2),
        StanceExample("Israel accused Hamas of violating the truce.", "Israel", "ceasefire", -2),
    ]

    private static let verbs: Set<WordKey> = [
        "accuse", "blame", "charge", "suspect", "praise", "thank", "commend", "criticise", "criticize", "condemn",
        "congratulate", "denounce",
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, context.isPredicate(path.node), path.level != nil,
            let up = context.document.head(path.node),
            Self.verbs.contains(context.token(up).lemma),
            let object = context.document.child(up, .object) ?? context.document.child(up, .passiveSubject),
            context.document.child(
                path.node, where: { $0.relation == .marker && ($0.form == "of" || $0.form == "for") }) != nil
        else { return nil }
        var own = path
        own.owners = context.subjects.expanded(object)
        own.isSettled = true
        own.rule = id
        own.via = Array(context.subjects.of(up).prefix(1))
        own.hedge()
        if let attitude = context.lexicon.verb(context.token(up).lemma)?.attitude, attitude != 0 {
            // "criticised Israel for imposing sanctions": against Israel's doing so, and so against the sanctions.
            var judge = path
            judge.owners = context.subjects.of(up)
            judge.isSettled = true
            judge.rule = id
            judge.level = StanceContext.compose(attitude.signum(), path.level)
            judge.emitted = []
            own.emitted += context.readings(judge)
        }
        return .found(context.readings(own))
    }
}
