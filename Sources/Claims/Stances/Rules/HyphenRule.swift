import Linguistics

/// "a Russian-backed ceasefire", "US-led talks": the one before the hyphen stands behind the topic.
struct HyphenRule: StanceRule {
    let id = "backed-by"
    let reason = "who backs, brokers, proposes or leads something is for it"
    let fires = [
        StanceExample("A Russian-backed ceasefire began on Monday.", "Russia", "ceasefire", 1),
        StanceExample("Analysts praised the Israeli-brokered truce.", "Israel", "ceasefire", 1),
    ]
    let silent = [
        StanceExample("A Russian-born editor praised the ceasefire.", "Russia", "ceasefire", 1),
        StanceExample("Anti-Russian sanctions continued.", "Russia", "sanctions", 1),
    ]

    private static let participles: [WordKey: Int] = [
        "backed": 1, "brokered": 1, "sponsored": 1, "proposed": 1, "mediated": 1, "supported": 1, "drafted": 1,
        "initiated": 1, "led": 2, "imposed": 2, "funded": 2, "run": 2, "ordered": 2, "declared": 2, "hosted": 2,
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard path.level == nil, !path.hasReadHyphens, !context.isPredicate(path.node) else { return nil }
        var next = path
        next.hasReadHyphens = true
        for child in context.document.children(path.node) where child < path.node {
            guard let level = Self.participles[context.token(child).form], child >= 2 else { continue }
            guard let actor = context.actorName(at: child - 2), actor.isJoined, actor.tokens.upperBound == child - 1
            else { continue }
            next.emitted.append(
                StanceReading(
                    holder: .actor(actor.index), topic: path.topic, level: level, certainty: .asserted,
                    isHistory: false,
                    via: [], focus: actor.tokens.lowerBound..<max(child + 1, path.focus.upperBound), rule: id))
        }
        return next.emitted.count > path.emitted.count ? .climb(next) : nil
    }
}
