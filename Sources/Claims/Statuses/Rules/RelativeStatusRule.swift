import Linguistics

/// "The sanctions that Trump has threatened": what is still to come is told by a relative clause as well.
struct RelativeStatusRule: StatusRule {
    let id = "status.relative"
    let reason = "a clause on the action tells of its step where the main clause tells of none"
    let fires = [
        FactExample("Markets dislike the sanctions that Trump has threatened.", "sanctions", "threatened"),
        FactExample("Nobody mentioned the truce, which took effect on Tuesday.", "ceasefire", "in effect"),
    ]
    let silent = [
        FactExample("Nobody mentioned the sanctions that Russia hates.", "sanctions", "threatened"),
        FactExample("Nobody mentioned a truce that would take effect.", "ceasefire", "in effect"),
    ]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let document = context.document
        guard let verb = document.child(noun, .relativeClause) else { return nil }
        let intents: Set<ActionStatus> = [.threatened, .planned, .considered]
        let object = document.child(verb, .object)
        if object == nil
            || object.map({ context.token($0).form == "that" || context.token($0).form == "which" }) == true,
            let found = context.predicate(verb, .object),
            intents.contains(found.status)
        {
            return found
        }
        // "which took effect": a clause set off by a comma adds news; one without says which is meant.
        guard let pronoun = document.child(verb, where: { $0.relation.isSubject && $0.form == "which" }),
            pronoun > 0, context.token(pronoun - 1).form == ","
        else { return nil }
        let isPassive = StatusClause.isPassive(verb, in: document)
        return context.predicate(verb, isPassive ? .object : .subject)
    }
}
