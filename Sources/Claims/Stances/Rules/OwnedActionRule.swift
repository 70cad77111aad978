import Linguistics

/// The topic is a deed, and the text says whose: "Israeli air strikes", "sanctions by Russia", "US-led talks".
struct OwnedActionRule: StanceRule {
    let id = "owned-action"
    let reason = "a deed that is named with its doer is the doer's position on it"
    let fires = [
        StanceExample("Russian sanctions hit exports.", "Russia", "sanctions", 2),
        StanceExample("Israel's sanctions continued.", "Israel", "sanctions", 2),
    ]
    let silent = [
        StanceExample("Sanctions on Russia continued.", "Russia", "sanctions", 2),
        StanceExample("Analysts rejected Russian sanctions forecasts.", "Russia", "sanctions", -2),
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard path.level == nil, !path.hasReadOwner,
            !context.isPredicate(path.node) || context.token(path.node).partOfSpeech == .noun
        else { return nil }
        guard context.lexicon.deeds.contains(context.token(path.node).lemma) else { return nil }
        var owners = context.subjects.owners(path.node).filter { context.matches.actor(at: $0) != nil }
        owners += context.subjects.modifiers(path.node).filter { context.matches.actor(at: $0) != nil }
        guard !owners.isEmpty else { return nil }
        var own = path
        own.level = 2
        own.owners = owners
        own.rule = id
        own.isSettled = true
        var next = path
        next.hasReadOwner = true
        next.emitted = context.readings(own)
        guard let up = context.document.head(path.node), context.lexicon.factives.contains(context.token(up).lemma)
        else {
            return Self.isWanted(path, context) ? nil : .found(next.emitted)
        }
        // "condemned Israel's strikes": the deed is taken for a fact, and the position on it comes on top.
        return .climb(next)
    }

    /// Whether a verb or noun above takes a position that does not presuppose the deed ("called for Israeli strikes").
    private static func isWanted(_ path: StancePath, _ context: StanceContext) -> Bool {
        for rule in [VerbArgumentRule() as any StanceRule, NounComplementRule()] {
            if case .climb(let next)? = rule.apply(path, in: context), next.level != nil { return true }
        }
        return false
    }
}
