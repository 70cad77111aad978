import Linguistics

/// "Sanctions were imposed", "the sanctions are expected to be imposed"; in headlines "sanctions imposed".
struct PassiveStatusRule: StatusRule {
    let id = "status.passive"
    let reason = "what is done to the action, by whomever, is the step that it has reached"
    let fires = [
        FactExample("Sanctions were imposed on Tuesday.", "sanctions", "imposed"),
        FactExample("The sanctions are expected to be imposed.", "sanctions", "planned"),
        FactExample("The talks have been put on hold.", "talks", "suspended"),
        FactExample("The sanctions have not been lifted.", "sanctions", "in effect"),
    ]
    let silent = [
        FactExample("Moscow wants the sanctions to be lifted.", "sanctions", "lifted"),
        FactExample("The sanctions are due to be lifted.", "sanctions", "lifted"),
        FactExample("No similar sanctions were imposed.", "sanctions", "imposed"),
        FactExample("The sanctions would be lifted if Russia withdrew.", "sanctions", "lifted"),
    ]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let document = context.document
        guard let up = document.head(noun) else { return nil }
        switch context.token(noun).relation {
        case .passiveSubject:
            if let found = last(of: up, context) { return found }
            return context.infinitive(under: up) ?? context.predicate(up, .object)
        case .nominalSubject:
            let isBare = context.token(up).tag == .vbn && !hasPerfect(up, document)
            return StatusClause.isPassive(up, in: document) || isBare ? context.predicate(up, .object) : nil
        default: return nil
        }
    }

    /// Of verbs that share the subject the last tells where things stand: "was agreed on Monday and broken on Friday".
    private func last(of verb: Int, _ context: StatusContext) -> StatusFinding? {
        let document = context.document
        for child in document.children(verb).reversed() where context.token(child).relation == .conjunct {
            guard document.child(child, where: { $0.relation.isSubject }) == nil else { continue }
            let isPassive =
                StatusClause.isPassive(child, in: document)
                || context.token(child).tag == .vbn && document.child(child, .auxiliary) == nil
            if let found = context.predicate(child, isPassive ? .object : .subject) { return found }
        }
        return nil
    }

    private func hasPerfect(_ verb: Int, _ document: Document) -> Bool {
        document.child(
            verb,
            where: { $0.relation == .auxiliary && ($0.lemma == "have" || $0.form == "has" || $0.form == "had") }
        ) != nil
    }
}
