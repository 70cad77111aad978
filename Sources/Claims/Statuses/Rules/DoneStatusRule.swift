import Linguistics

/// "Two towns were evacuated", "the well has been sealed": the topic's own verb, done by nobody who is named.
struct DoneStatusRule: StatusRule {
    let id = "status.done"
    let reason = "the action's own verb in the passive says that it is done, being done or to be done"
    let fires = [
        FactExample("The last villages were evacuated overnight.", "evacuation", "completed"),
        FactExample("The town is being evacuated.", "evacuation", "in effect"),
        FactExample("The town will be evacuated on Friday.", "evacuation", "planned"),
    ]
    let silent = [
        FactExample("The town should be evacuated.", "evacuation", "completed"),
        FactExample("The town was not evacuated.", "evacuation", "completed"),
        FactExample("If the town is evacuated, the bridge will close.", "evacuation", "completed"),
    ]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let document = context.document
        let token = context.token(noun)
        if topic.isOpposite { return goesOn(noun, context) }
        guard token.partOfSpeech == .verb, token.tag == .vbn, StatusClause.isPassive(noun, in: document),
            context.doer(of: noun) == nil,
            !context.lexicon.violent.contains(token.lemma), !StatusClause.isNegated(noun, in: document)
        else { return nil }
        let isUnderWay = document.child(noun, where: { $0.form == "being" }) != nil
        let finding = StatusFinding(status: isUnderWay ? .inEffect : .completed, predicate: noun)
        return context.framed(finding, context.facts)
    }

    /// "Oil is still leaking": what is to be stopped goes on, by nobody's will.
    private func goesOn(_ verb: Int, _ context: StatusContext) -> StatusFinding? {
        let document = context.document
        guard context.token(verb).partOfSpeech == .verb, let subject = document.child(verb, .nominalSubject),
            context.facts.matches.actor(at: subject) == nil, document.child(verb, .object) == nil,
            !StatusClause.isNegated(verb, in: document),
            StatusClause.reality(of: verb, in: document, isReported: false) == .fact
        else { return nil }
        return context.framed(StatusFinding(status: .inEffect, predicate: verb), context.facts)
    }
}
