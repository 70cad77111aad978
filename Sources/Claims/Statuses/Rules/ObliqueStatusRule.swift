import Linguistics

/// "Threatened Russia with sanctions", "pulled out of the talks", "agreed on a truce".
struct ObliqueStatusRule: StatusRule {
    let id = "status.oblique"
    let reason = "a verb with its preposition does to the action what a plain verb does"
    let fires = [
        FactExample("Trump warned of sanctions.", "sanctions", "threatened"),
        FactExample("The two sides agreed on a truce.", "ceasefire", "agreed"),
    ]
    let silent = [
        FactExample("Envoys spoke about the truce.", "ceasefire", "agreed"),
        FactExample("Trump did not warn of sanctions.", "sanctions", "threatened"),
    ]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let relation = context.token(noun).relation
        guard relation == .oblique || relation == .nominalModifier, let up = context.document.head(noun),
            let marker = context.document.child(noun, .caseMarker)
        else { return nil }
        return context.predicate(up, .object, preposition: context.token(marker).form)
    }
}
