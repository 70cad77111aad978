import Linguistics

/// Violence while a truce holds: "fired rockets an hour into the ceasefire", "shelled the town despite the truce".
struct BreachRule: StanceRule {
    let id = "breach"
    let reason = "who attacks during a truce rejects it by deed"
    let fires = [
        StanceExample("Hamas fired rockets during the truce.", "Hamas", "ceasefire", -2),
        StanceExample("Israel bombed the port despite the ceasefire.", "Israel", "ceasefire", -2),
        StanceExample("Israel bombed the port minutes after the ceasefire began.", "Israel", "ceasefire", -2),
    ]
    let silent = [
        StanceExample("Hamas held a parade during the truce.", "Hamas", "ceasefire", -2),
        StanceExample("Israel bombed the port before the ceasefire.", "Israel", "ceasefire", -2),
        StanceExample("Israel bombed the port years after the ceasefire.", "Israel", "ceasefire", -2),
    ]

    private static let peace: Set<WordKey> = [
        "ceasefire", "fire", "cease-fire", "truce", "armistice", "lull", "pause", "moratorium", "halt", "cessation",
        "quiet",
    ]
    private static let during: Set<WordKey> = ["during", "despite", "into", "in"]
    private static let against: Set<WordKey> = ["violation", "breach", "defiance", "spite", "contravention"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard path.level == nil, !context.isPredicate(path.node), Self.peace.contains(context.token(path.node).lemma)
        else { return nil }
        if let deed = soonBefore(path.node, context) {
            return .climb(path.climbing(to: deed, level: -2, rule: id))
        }
        guard
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

    private static let soon: Set<WordKey> = [
        "days", "day", "hours", "hour", "minutes", "minute", "moments", "seconds", "shortly", "soon", "barely",
        "immediately",
    ]
    private static let starts: Set<WordKey> = ["begin", "start", "take", "come", "enter", "go"]

    /// "shelled the town hours after the truce began": the verb of violence before it.
    private func soonBefore(_ truce: Int, _ context: StanceContext) -> Int? {
        let document = context.document
        var after = document.span(truce).lowerBound
        if context.token(after).form != "after" { after -= 1 }
        guard after > 0, context.token(after).form == "after", Self.soon.contains(context.token(after - 1).form),
            var up = document.head(truce)
        else { return nil }
        if context.token(truce).relation == .nominalSubject {
            guard Self.starts.contains(context.token(up).lemma), let above = document.head(up) else { return nil }
            up = above
        }
        for _ in 0..<3 where !context.isPredicate(up) { up = document.head(up) ?? up }
        return context.lexicon.violent.contains(context.token(up).lemma) && context.isPredicate(up) && up < truce
            ? up : nil
    }
}
