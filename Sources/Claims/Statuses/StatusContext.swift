import Linguistics

/// What the rules of statuses ask of one article: its words, and what a predicate makes of what stands to it.
struct StatusContext {
    let facts: FactContext
    let lexicon: StatusLexicon
    var document: Document { facts.document }

    func token(_ index: Int) -> Token { document.tokens[index] }

    /// The status that a verb gives to what stands to it in this role, with what its clause and the clauses above it
    /// make of it; nil where they leave it open.
    func predicate(_ verb: Int, _ role: StatusLexicon.Role, preposition: WordKey? = nil) -> StatusFinding? {
        let token = document.tokens[verb]
        guard token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary,
            let entry = lexicon.status(of: verb, as: role, preposition: preposition, in: document)
        else { return nil }
        let finding = StatusFinding(
            status: entry.status, predicate: verb, last: entry.last, doer: role == .object ? doer(of: verb) : nil)
        if let denied = denied(finding) { return denied }
        return framed(finding, facts)
    }

    /// What is denied: "has not been lifted" holds, "was not signed" is denied, "is no longer in force" has ended. Only
    /// of what was: what will not be lifted is a position.
    func denied(_ found: StatusFinding) -> StatusFinding? {
        let node = found.predicate
        let isOver = StatusClause.isNoLonger(node, in: document)
        guard isOver || StatusClause.isNegated(node, in: document), isFree(node) else { return nil }
        var found = found
        switch found.status {
        case .lifted, .ended, .collapsed, .suspended, .cancelled, .violated:
            guard !isOver, token(node).tag != .vb || StatusClause.hasPast(node, in: document) else { return nil }
            found.status = .inEffect
        case .inEffect, .imposed, .extended:
            guard
                isOver
                    || found.status == .extended && StatusClause.isPassive(node, in: document)
                        && StatusClause.hasPast(node, in: document)
            else { return nil }
            found.status = .ended
        case .agreed, .signed, .ordered:
            guard StatusClause.hasPast(node, in: document), !StatusClause.isNotYet(node, in: document) else {
                return nil
            }
            found.status = .denied
        default: return nil
        }
        return found
    }

    /// Whether a clause stands for itself or is somebody's words: neither wished nor asked, no condition.
    private func isFree(_ node: Int) -> Bool {
        guard StatusClause.marker(of: node, in: document) == nil, !StatusClause.isQuestion(node, document),
            StatusClause.modal(of: node, in: document) == nil, !StatusClause.isInfinitive(node, in: document)
        else { return false }
        switch token(node).relation {
        case .root, .parataxis, .conjunct, .clausalComplement: return true
        default: return document.head(node) == nil
        }
    }

    /// Who does it: the subject of the active, the agent of the passive.
    func doer(of verb: Int) -> Int? {
        if StatusClause.isPassive(verb, in: document) {
            if let agent = document.child(verb, .agent) { return agent }
            return document.child(verb, .oblique).flatMap { place in
                document.child(place, .caseMarker).flatMap { document.tokens[$0].form == "by" ? place : nil }
            }
        }
        var node = verb
        for _ in 0..<4 {
            if let subject = document.child(node, .nominalSubject) { return subject }
            guard let up = document.head(node) else { return nil }
            switch document.tokens[node].relation {
            case .openComplement, .conjunct, .adverbialClause: node = up
            case .relativeClause, .adjectivalClause: return up
            default: return nil
            }
        }
        return nil
    }

    /// "The sanctions are expected to be lifted", "the truce is set to expire": the infinitive below.
    func infinitive(under verb: Int) -> StatusFinding? {
        guard let below = document.child(verb, .openComplement), StatusClause.isInfinitive(below, in: document) else {
            return nil
        }
        return predicate(below, StatusClause.isPassive(below, in: document) ? .object : .subject)
    }

    /// "No similar order", "no further sanctions", "any new talks": another thing, of which nothing is said.
    func isFurther(_ noun: Int) -> Bool {
        guard isDenied(noun) else { return false }
        let others: Set<WordKey> = ["similar", "such", "further", "new", "other", "additional", "more", "fresh"]
        for child in document.children(noun) where others.contains(token(child).form) { return true }
        return false
    }

    /// "No sanctions", "neither truce".
    func isDenied(_ noun: Int) -> Bool {
        document.child(
            noun,
            where: {
                $0.relation == .determiner && ($0.form == "no" || $0.form == "neither" || $0.form == "any")
            }
        ) != nil
    }

    /// Whether a word that takes up a topic can mean the same thing as before: "the new measures" are others, and the "it"
    /// of "it is rare that" means nothing.
    func canResume(_ word: Int) -> Bool {
        let others: Set<WordKey> = ["new", "further", "other", "another", "additional", "fresh", "second", "latest"]
        if document.child(word, where: { others.contains($0.form) }) != nil { return false }
        guard token(word).partOfSpeech == .pronoun, let up = document.head(word) else { return true }
        // "It is not often that …".
        let next = word + 1
        let isCleft =
            next < document.tokens.count && token(next).lemma == "be"
            && document.child(up, where: { $0.form == "that" }) != nil
        return token(word).relation != .expletive && !isCleft
    }
}
