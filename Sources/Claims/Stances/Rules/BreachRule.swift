import Linguistics

/// Violence while a truce holds: "fired rockets an hour into the ceasefire", "shelled the town despite the truce".
struct BreachRule: StanceRule {
    let id = "breach"
    let reason = "who attacks during a truce rejects it by deed"
    let fires = [
        StanceExample("Hamas fired rockets during the truce.", "Hamas", "ceasefire", -2),
        StanceExample("Israel bombed the port despite the ceasefire.", "Israel", "ceasefire", -2),
    ]
    let silent = [
        StanceExample("Hamas held a parade during the truce.", "Hamas", "ceasefire", -2),
        StanceExample("Israel bombed the port before the ceasefire.", "Israel", "ceasefire", -2),
    ]

    private static let peace: Set<WordKey> = [
        "ceasefire", "fire", "cease-fire", "truce", "armistice", "lull", "pause", "moratorium",
    ]
    private static let during: Set<WordKey> = ["during", "despite", "into", "in"]
    private static let against: Set<WordKey> = ["violation", "breach", "defiance", "spite", "contravention"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard path.level == nil, !context.isPredicate(path.node), Self.peace.contains(context.token(path.node).lemma),
            var up = context.document.head(path.node), let preposition = context.preposition(of: path.node)
        else { return nil }
        if Self.against.contains(context.token(up).lemma), let above = context.document.head(up) {
            up = above
        } else {
            guard Self.during.contains(preposition), preposition != "in" else { return nil }
        }
        for _ in 0..<3 where !context.isPredicate(up) { up = context.document.head(up) ?? up }
        guard context.lexicon.violent.contains(context.token(up).lemma), context.isPredicate(up) else { return nil }
        return .climb(path.climbing(to: up, level: -2, rule: id))
    }
}
