import Linguistics

/// "sent envoys in an attempt to revive the talks": what is done for a purpose shows a position on it.
struct PurposeRule: StanceRule {
    let id = "purpose"
    let reason = "who acts in a bid to reach something is for it"
    let fires = [
        StanceExample("Russia sent envoys in a bid to reach a ceasefire.", "Russia", "ceasefire", 1),
        StanceExample("Hamas freed the men in exchange for a truce.", "Hamas", "ceasefire", 1),
        StanceExample("Israel called ministers in an effort to end the talks.", "Israel", "talks", -1),
    ]
    let silent = [
        StanceExample("Envoys met in a bid to reach a ceasefire.", "Russia", "ceasefire", 1),
        StanceExample("Russia was named in a bid document on the ceasefire.", "Russia", "ceasefire", 1),
    ]

    private static let nouns: Set<WordKey> = [
        "visit", "trip", "tour", "mission", "attempt", "effort", "bid", "hope", "move", "push", "drive", "order",
        "campaign", "preparation", "try", "protest", "support", "defiance", "solidarity",
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        if let next = bargained(path, context) { return .climb(next) }
        guard let level = path.level, !path.isSettled, Self.nouns.contains(context.token(path.node).lemma),
            context.token(path.node).partOfSpeech == .noun, let up = context.document.head(path.node),
            context.token(path.node).relation == .oblique, context.token(up).partOfSpeech == .verb,
            let preposition = context.preposition(of: path.node),
            ["in", "as", "on", "with", "amid"].contains(preposition)
        else { return nil }
        return .climb(path.climbing(to: up, level: level.signum(), rule: id))
    }

    /// "will free the men in exchange for a truce": what somebody gives something for is wanted.
    private func bargained(_ path: StancePath, _ context: StanceContext) -> StancePath? {
        guard !path.isSettled, !context.isPredicate(path.node),
            let link = context.document.child(path.node, .caseMarker), link >= 2, context.token(link).form == "for",
            ["exchange", "return"].contains(context.token(link - 1).form), context.token(link - 2).form == "in"
        else { return nil }
        var verb = path.node
        for _ in 0..<4 where verb == path.node || !context.isPredicate(verb) {
            guard let up = context.document.head(verb) else { return nil }
            verb = up
        }
        guard context.isPredicate(verb), verb < path.node else { return nil }
        return path.climbing(to: verb, level: StanceContext.compose(1, path.level), rule: id)
    }
}
