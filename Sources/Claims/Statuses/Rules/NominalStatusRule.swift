import Linguistics

/// "The extension of the truce was announced", "after the collapse of the talks", "a threat of sanctions".
struct NominalStatusRule: StatusRule {
    let id = "status.noun"
    let reason = "a noun for a step of the action says that step where the text takes it for a fact"
    let fires = [
        FactExample("Envoys welcomed the extension of the truce.", "ceasefire", "extended"),
        FactExample("Fighting resumed after the collapse of the truce.", "ceasefire", "collapsed"),
        FactExample("The imposition of sanctions drew protests.", "sanctions", "imposed"),
        FactExample("Ministers announced the suspension of the sanctions.", "sanctions", "suspended"),
    ]
    let silent = [
        FactExample("Moscow called for the lifting of the sanctions.", "sanctions", "lifted"),
        FactExample("Envoys fear a collapse of the talks.", "talks", "collapsed"),
        FactExample("There was no extension of the truce.", "ceasefire", "extended"),
    ]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let document = context.document
        guard let up = document.head(noun), document.tokens[up].partOfSpeech == .noun else { return nil }
        let relation = document.tokens[noun].relation
        guard relation == .compound || relation == .nominalModifier || relation == .possessive else { return nil }
        if relation == .nominalModifier {
            guard let marker = document.child(noun, .caseMarker) else { return nil }
            let form = document.tokens[marker].form
            guard form == "of" || form == "to" || form == "for" || form == "in" || form == "on" else { return nil }
        }
        guard let entry = context.lexicon.status(of: up, as: .noun, preposition: nil, in: document),
            !context.isDenied(up), !StatusClause.isQuestion(up, document)
        else { return nil }
        // "The adoption has been put off": what is said of the noun outweighs the noun.
        if entry.status != .threatened, let above = document.head(up) {
            let relation = document.tokens[up].relation
            if relation.isSubject || relation == .object {
                let isObject = relation != .nominalSubject || StatusClause.isPassive(above, in: document)
                if let found = context.predicate(above, isObject ? .object : .subject),
                    found.status == .postponed || found.status == .cancelled || found.status == .suspended
                {
                    return found
                }
            }
        }
        guard isAsserted(up, entry.status, context) else { return nil }
        let doer = document.child(up, .possessive)
        return StatusFinding(status: entry.status, predicate: up, doer: doer == noun ? nil : doer)
    }

    private static let given: Set<WordKey> = [
        "after", "following", "since", "despite", "amid", "with", "upon", "because", "by", "under", "during",
    ]

    /// Whether a noun tells of something that is: it does something, is told, or something comes after it. A thing that
    /// is called for, feared or offered is not.
    private func isAsserted(_ noun: Int, _ status: ActionStatus, _ context: StatusContext) -> Bool {
        let document = context.document
        guard let up = document.head(noun) else { return true }
        if status == .threatened { return !StatusClause.isNegated(up, in: document) }
        let upper = document.tokens[up]
        switch document.tokens[noun].relation {
        case .nominalSubject:
            return StatusClause.reality(of: up, in: document, isReported: false) == .fact && upper.partOfSpeech == .verb
        case .passiveSubject, .object:
            return context.lexicon.isTelling(upper)
                && StatusClause.reality(of: up, in: document, isReported: false) == .fact
                && !StatusClause.isInfinitive(up, in: document)
        case .oblique, .nominalModifier, .adverbialModifier:
            guard let marker = document.child(noun, .caseMarker) else { return false }
            let form = document.tokens[marker].form
            return Self.given.contains(form)
                && (form != "by" || StatusClause.reality(of: up, in: document, isReported: false) == .fact)
        default: return false
        }
    }
}
