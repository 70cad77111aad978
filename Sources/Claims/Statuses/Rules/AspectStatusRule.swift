import Linguistics

/// "Crews began to evacuate the town", "engineers failed to plug the well", "stopped evacuating".
struct AspectStatusRule: StatusRule {
    let id = "status.aspect"
    let reason = "a verb of beginning, ending, failing or managing over the action's own verb says its step"
    let fires = [
        FactExample("Crews began to evacuate the town.", "evacuation", "in effect"),
        FactExample("Crews have stopped evacuating the town.", "evacuation", "suspended"),
        FactExample("Crews managed to evacuate the town.", "evacuation", "completed"),
    ]
    let silent = [
        FactExample("Crews want to evacuate the town.", "evacuation", "in effect"),
        FactExample("Crews have not begun to evacuate the town.", "evacuation", "in effect"),
    ]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let document = context.document
        let token = context.token(noun)
        guard token.partOfSpeech == .verb, !topic.isOpposite, token.relation == .openComplement,
            token.tag == .vbg || StatusClause.isInfinitive(noun, in: document),
            let up = document.head(noun), context.token(up).partOfSpeech == .verb,
            !context.lexicon.violent.contains(token.lemma),
            let status = context.lexicon.aspect(context.token(up)), !StatusClause.isNegated(up, in: document)
        else { return nil }
        // What a watched actor begins or ends is that actor's position; whether it comes off is not.
        if status != .completed, status != .failed, let doer = context.doer(of: up),
            context.facts.matches.actor(at: doer) != nil
        {
            return nil
        }
        return context.framed(StatusFinding(status: status, predicate: up), context.facts)
    }
}
