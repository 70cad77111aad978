import Linguistics

/// "The truce collapsed", "the sanctions take effect", "the evacuation goes on".
struct SubjectStatusRule: StatusRule {
    let id = "status.subject"
    let reason = "what the action itself does is the step that it has reached"
    let fires = [
        FactExample("The truce collapsed on Tuesday.", "ceasefire", "collapsed"),
        FactExample("The truce took effect at midnight.", "ceasefire", "in effect"),
        FactExample("The evacuation is continuing.", "evacuation", "in effect"),
        FactExample("The talks began on Monday and stalled on Tuesday.", "talks", "suspended"),
    ]
    let silent = [
        FactExample("If the truce collapses, Russia will leave.", "ceasefire", "collapsed"),
        FactExample("Did the truce collapse?", "ceasefire", "collapsed"),
        FactExample("The truce is due to expire at midnight on Friday.", "ceasefire", "ended"),
        FactExample("Envoys want the talks to begin.", "talks", "in effect"),
    ]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let document = context.document
        guard context.token(noun).relation == .nominalSubject, let up = document.head(noun),
            !StatusClause.isPassive(up, in: document)
        else { return nil }
        if let later = last(of: up, context) { return later }
        if let found = context.infinitive(under: up) { return found }
        return context.predicate(up, .subject)
    }

    /// Of verbs that share the subject the last tells where things stand: "was agreed on Monday and collapsed on Friday".
    private func last(of verb: Int, _ context: StatusContext) -> StatusFinding? {
        let document = context.document
        for child in document.children(verb).reversed() where context.token(child).relation == .conjunct {
            guard document.child(child, where: { $0.relation.isSubject }) == nil else { continue }
            let isPassive = StatusClause.isPassive(child, in: document)
            if let found = context.predicate(child, isPassive ? .object : .subject) { return found }
        }
        return nil
    }
}
