import Linguistics

/// "The truce is in force", "the talks are over", "the evacuation remains slow".
struct PhraseStatusRule: StatusRule {
    let id = "status.phrase"
    let reason = "what the action is said to be is the step that it has reached"
    let fires = [
        FactExample("The truce is in force.", "ceasefire", "in effect"),
        FactExample("The talks are over.", "talks", "ended"),
        FactExample("The truce is no longer in force.", "ceasefire", "ended"),
    ]
    let silent = [
        FactExample("The talks are not over.", "talks", "ended"),
        FactExample("The talks are about gas.", "talks", "in effect"),
        FactExample("Once the talks are over, Russia will leave.", "talks", "ended"),
    ]

    private static let linking: Set<WordKey> = ["be", "remain", "stay", "appear", "seem", "look", "become", "lie"]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let document = context.document
        guard context.token(noun).relation == .nominalSubject, let up = document.head(noun) else { return nil }
        let sentence = document.sentences[context.facts.sentence(of: up)].tokens
        var places = [up]
        if Self.linking.contains(context.token(up).lemma) || StatusClause.isNoLonger(up, in: document) {
            for child in document.children(up) where child > up { places.append(child) }
        }
        for place in places {
            guard
                let phrase = context.lexicon.phrases.match(endingAt: place + 1, from: sentence.lowerBound, in: document)
            else { continue }
            var finding = StatusFinding(status: phrase.value, predicate: up)
            if StatusClause.isNoLonger(up, in: document), let denied = context.denied(finding) { return denied }
            guard StatusClause.reality(of: up, in: document, isReported: false) == .fact,
                place == up || !StatusClause.isNegated(place, in: document),
                document.child(up, where: { $0.form == "once" }) == nil
            else { return nil }
            let lemma = context.token(up).lemma
            if lemma == "appear" || lemma == "seem" || lemma == "look" { finding.certainty = .hedged }
            return context.framed(finding, context.facts)
        }
        return nil
    }
}
