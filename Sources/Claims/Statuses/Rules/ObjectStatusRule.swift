import Linguistics

/// "Washington imposed sanctions", "has threatened to impose sanctions".
struct ObjectStatusRule: StatusRule {
    let id = "status.object"
    let reason = "what a verb does to the action is the step that the action has reached"
    let fires = [
        FactExample("Washington imposed sanctions on Tuesday.", "sanctions", "imposed"),
        FactExample("Trump has threatened to impose sanctions.", "sanctions", "threatened"),
        FactExample("Israel and Hamas extended the truce by a week.", "ceasefire", "extended"),
        FactExample("Storms hampered the evacuation.", "evacuation", "hampered"),
    ]
    let silent = [
        FactExample("Russia refused to extend the truce.", "ceasefire", "extended"),
        FactExample("Washington would impose sanctions if the talks failed.", "sanctions", "imposed"),
        FactExample("Will Washington impose sanctions?", "sanctions", "imposed"),
    ]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        guard context.token(noun).relation == .object, let up = context.document.head(noun) else { return nil }
        return context.predicate(context.nearestVerb(before: noun, under: up, context.document), .object)
    }
}
