import Linguistics

/// What stands around and above a predicate of status, and what it makes of it.
extension StatusContext {
    /// How the words of a modal and of a frame change a status: what is to come is planned, not done.
    private static let steps: Set<ActionStatus> = [.imposed, .inEffect, .extended, .signed, .ordered, .completed]
    /// Statuses of intent: they hold whatever comes of them.
    private static let intents: Set<ActionStatus> = [.threatened, .considered, .planned]

    /// Nouns for what is wanted or feared.
    private static let wishes: Set<WordKey> = [
        "appeal", "call", "condition", "demand", "expectation", "fear", "hope", "idea", "plea", "proposal", "request",
        "suggestion", "ultimatum", "wish",
    ]

    /// The status after the clause and the clauses above it are read; nil where they leave it open.
    func framed(_ found: StatusFinding, _ facts: FactContext) -> StatusFinding? {
        let document = facts.document
        var found = found
        var node = found.predicate
        var isReported = !facts.sayings.chain(at: node).isEmpty
        for step in 0..<6 {
            if step == 0, Self.steps.contains(found.status), StatusClause.isThreat(node, in: document) {
                found.status = .threatened
                return found
            }
            switch StatusClause.reality(of: node, in: document, isReported: isReported) {
            case .none:
                // "Must accept or face sanctions": the threat stands.
                let isFaced = step == 0 && document.tokens[node].lemma == "face"
                return isFaced && !StatusClause.isNegated(node, in: document) ? found : nil
            case .future:
                if !soften(&found, to: .planned) { return nil }
            case .possible:
                if !soften(&found, to: .considered) { return nil }
                found.certainty = .hedged
            case .fact: break
            }
            guard let up = document.head(node) else {
                if found.status == .planned, isAnnounced(node, document) { found.status = .announced }
                return found
            }
            let token = document.tokens[node]
            if isGerundOfAim(node, document) { return open(found) }
            let isInfinitive = StatusClause.isInfinitive(node, in: document)
            switch token.relation {
            case .conjunct, .parataxis:
                guard document.tokens[up].partOfSpeech == .verb, token.relation == .conjunct else { return found }
                // "may meet and impose": what a conjunct shares with the first is its frame.
                guard document.child(node, .nominalSubject) == nil, document.child(node, .auxiliary) == nil else {
                    return found
                }
                guard isInfinitive || token.tag == .vb || token.tag == .vbg else { return found }
                node = up
                continue
            case .openComplement, .clausalComplement, .adjectivalClause:
                if token.relation == .adjectivalClause, !isInfinitive { return found }
                guard let effect = effect(on: node, under: up, document) else {
                    return token.relation == .openComplement || isInfinitive ? open(found) : found
                }
                if StatusClause.isNegated(up, in: document) { return nil }
                if case .becomes(.announced) = effect, found.status == .planned, token.relation == .clausalComplement {
                    // "will meet on Thursday, the court announced"
                    found.status = .announced
                } else if case .becomes(let status) = effect,
                    isInfinitive || token.tag == .vbg || status == .considered
                        || status == .threatened
                {
                    if !soften(&found, to: status) { return nil }
                } else if isInfinitive, token.relation == .clausalComplement || token.tag == .vb {
                    return open(found)
                }
                isReported = true
                node = up
            case .adverbialClause:
                // "to lift the sanctions" as a purpose leaves it open; "after lifting them" does not.
                return isInfinitive ? purpose(found, up, facts) : found
            case .relativeClause:
                // "rejected demands that it stop": not that it does.
                let isWanted =
                    Self.wishes.contains(document.tokens[up].lemma)
                    && document.child(node, where: { $0.form == "that" && $0.relation == .marker }) != nil
                return isWanted ? nil : found
            default:
                return isInfinitive && document.child(node, where: { $0.lemma == "be" && $0.tag != .vb }) == nil
                    ? purpose(found, up, facts) : found
            }
        }
        return found
    }

    /// "They will meet on Thursday, the court announced": the announcement hangs from what it is of.
    private func isAnnounced(_ root: Int, _ document: Document) -> Bool {
        document.children(root).contains { child in
            guard child > root, document.tokens[child].relation == .parataxis,
                case .becomes(.announced)? = lexicon.frame(document.tokens[child])
            else { return false }
            return document.tokens[child].partOfSpeech == .verb && !StatusClause.isNegated(child, in: document)
        }
    }

    /// What the frame above makes of it: the word before an infinitive's "to" ("preparations to impose") where that is
    /// a frame, else the word that it hangs from.
    private func effect(on node: Int, under up: Int, _ document: Document) -> StatusLexicon.Effect? {
        if let to = StatusClause.particle(of: node, in: document), to > 0, to - 1 != up,
            let effect = lexicon.frame(document.tokens[to - 1]), effect != .itself
        {
            return effect
        }
        return lexicon.frame(document.tokens[up])
    }

    /// "Talks on ending the siege", "aimed at lifting it".
    private func isGerundOfAim(_ node: Int, _ document: Document) -> Bool {
        guard document.tokens[node].tag == .vbg, node > 0 else { return false }
        let aims: Set<WordKey> = ["on", "at", "for", "about", "toward", "towards", "against", "of", "without", "from"]
        return aims.contains(document.tokens[node - 1].form)
    }

    /// What is only wanted, asked or able: nothing, unless it is a threat.
    private func open(_ found: StatusFinding) -> StatusFinding? { found.status == .threatened ? found : nil }

    /// "expected to be lifted" where the parser hangs the infinitive as a purpose.
    private func purpose(_ found: StatusFinding, _ up: Int, _ facts: FactContext) -> StatusFinding? {
        guard let effect = effect(on: found.predicate, under: up, facts.document), case .becomes(let status) = effect,
            !StatusClause.isNegated(up, in: facts.document)
        else { return open(found) }
        var found = found
        return soften(&found, to: status) ? found : nil
    }

    /// Puts an intent in the place of the deed. Only what advances an action can be planned or threatened here: the plan
    /// to lift a sanction is not a sanction that is planned.
    private func soften(_ found: inout StatusFinding, to status: ActionStatus) -> Bool {
        if Self.intents.contains(found.status) { return true }
        guard Self.steps.contains(found.status) else { return false }
        // "Agreed to extend the truce": nothing more is needed.
        if found.status == .extended, status == .agreed || status == .announced || status == .ordered { return true }
        found.status = status
        return true
    }
}
