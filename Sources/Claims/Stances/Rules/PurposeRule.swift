import Linguistics

/// "sent envoys in an attempt to revive the talks": what is done for a purpose shows a position on it.
struct PurposeRule: StanceRule {
    let id = "purpose"
    let reason = "who acts in a bid to reach something is for it"
    let fires = [
        StanceExample("Russia sent envoys in a bid to reach a ceasefire.", "Russia", "ceasefire", 1),
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
        guard let level = path.level, !path.isSettled, Self.nouns.contains(context.token(path.node).lemma),
            context.token(path.node).partOfSpeech == .noun, let up = context.document.head(path.node),
            context.token(path.node).relation == .oblique, context.token(up).partOfSpeech == .verb,
            let preposition = context.preposition(of: path.node),
            ["in", "as", "on", "with", "amid"].contains(preposition)
        else { return nil }
        return .climb(path.climbing(to: up, level: level.signum(), rule: id))
    }
}
