import Articles
import Linguistics

/// Reads how far the watched actions are: threatened, imposed, in effect, extended, collapsed …
///
/// From each word for a topic it goes up the tree to the predicate that says something of it, and on to what stands
/// above that predicate ("threatened to impose"). What is denied, asked, demanded or wished says nothing.
struct StatusReader: Sendable {
    private let watchlist: Watchlist
    let lexicon: StatusLexicon

    init(watchlist: Watchlist, lists: (String) -> WordList) {
        self.watchlist = watchlist
        lexicon = StatusLexicon(lists: lists)
    }

    struct Found {
        var status: ActionStatus
        /// The word that says it, and the last of its words ("force" of "came into force").
        var predicate: Int
        var last: Int?
        var certainty: Claim.Certainty
        /// The word for who does it.
        var doer: Int?
        var rule: String
    }

    func claims(in facts: FactContext) -> [Claim] {
        var claims: [Claim] = []
        var seen: Set<[Int]> = []
        for match in facts.matches.topics where facts.isProse(facts.sentence(of: match.head)) {
            for noun in Self.nouns(of: match, facts.document) {
                guard let found = status(of: noun, in: facts), isOwnNews(found, facts) else { continue }
                if seen.insert([match.index, found.predicate]).inserted { claims.append(claim(found, match, facts)) }
                break
            }
        }
        return claims
    }

    /// The nouns of a match that hang from outside it, the first first: of "tariff on imports from India" the tariff.
    private static func nouns(of match: WatchMatches.Match, _ document: Document) -> [Int] {
        match.tokens.filter { index in
            let token = document.tokens[index]
            return (token.partOfSpeech == .noun || token.partOfSpeech == .properNoun)
                && (index == match.head || !match.tokens.contains(Int(token.head)))
        }
    }

    /// What one watched actor thinks of it is that actor's position and no status: "Russia rejected the sanctions".
    private func isOwnNews(_ found: Found, _ facts: FactContext) -> Bool {
        let attitudes: Set<ActionStatus> = [.rejected, .agreed, .denied, .signed, .inEffect]
        guard attitudes.contains(found.status) else { return true }
        guard let doer = found.doer, facts.matches.actor(at: doer) != nil else { return true }
        return facts.document.child(doer, .conjunct) != nil
    }

    private func claim(_ found: Found, _ match: WatchMatches.Match, _ facts: FactContext) -> Claim {
        let actor = found.doer.flatMap { facts.matches.actor(at: $0) }
        let name = actor.map { watchlist.actors[$0].name }
        let low = min(found.predicate, match.tokens.lowerBound)
        let high = max(max(found.predicate, found.last ?? 0) + 1, match.tokens.upperBound)
        return Claim(
            kind: .status,
            actor: name,
            actorIsWatched: name != nil,
            topic: watchlist.topics[match.index].name,
            topicIsWatched: true,
            status: scheduled(found, facts) ? .planned : found.status,
            via: facts.via(at: found.predicate, actor: actor),
            certainty: found.certainty,
            isHistory: facts.isHistory(found.predicate),
            evidence: facts.evidence(sentence: facts.sentence(of: match.head), focus: low..<high),
            rule: found.rule
        )
    }

    /// "Comes into force on Aug 27": the present tense of a day to come.
    private func scheduled(_ found: Found, _ facts: FactContext) -> Bool {
        guard found.status == .inEffect || found.status == .imposed || found.status == .extended else { return false }
        let tag = facts.document.tokens[found.predicate].tag
        guard tag == .vbz || tag == .vbp else { return false }
        return facts.dates(inSentence: facts.sentence(of: found.predicate)).contains { date in
            let gap = date.tokens.lowerBound - (found.last ?? found.predicate)
            guard gap > 0, gap < 9, let day = facts.resolver.day(of: date, looking: .future) else { return false }
            return day > facts.article.date
        }
    }

    /// What the text says of the action that `topic` names.
    func status(of topic: Int, in facts: FactContext) -> Found? {
        let document = facts.document
        guard !isDenied(topic, document) else { return nil }
        let node = carrier(of: topic, document)
        if node != topic, isDenied(node, document) { return nil }
        if let found = aboveNoun(node, facts) { return found }
        return inClause(of: node, facts) ?? promised(node, facts)
    }

    /// "The sanctions that Trump has threatened": what is still to come is told by a relative clause as well.
    private func promised(_ noun: Int, _ facts: FactContext) -> Found? {
        let document = facts.document
        guard let verb = document.child(noun, .relativeClause), document.child(verb, .object) == nil,
            let found = predicate(verb, .object, preposition: nil, "status.relative", facts),
            found.status == .threatened || found.status == .planned || found.status == .considered
        else { return nil }
        return found
    }

    /// What the noun's own clause says of it.
    private func inClause(of node: Int, _ facts: FactContext) -> Found? {
        let document = facts.document
        guard let up = document.head(node) else { return nil }
        switch document.tokens[node].relation {
        case .object:
            return predicate(
                nearestVerb(before: node, under: up, document), .object, preposition: nil, "status.object", facts)
        case .passiveSubject:
            if let found = infinitive(under: up, facts) { return found }
            return predicate(up, .object, preposition: nil, "status.object", facts)
        case .nominalSubject:
            if StatusClause.isPassive(up, in: document) {
                return predicate(up, .object, preposition: nil, "status.object", facts)
            }
            if let later = shared(up, facts) { return later }
            if let found = infinitive(under: up, facts) { return found }
            if document.tokens[up].partOfSpeech == .verb || document.tokens[up].partOfSpeech == .auxiliary {
                if document.tokens[up].tag == .vbn, !hasPerfect(up, document) {
                    return predicate(up, .object, preposition: nil, "status.object", facts)
                }
                if let found = predicate(up, .subject, preposition: nil, "status.subject", facts) { return found }
            }
            return phrase(up, facts)
        case .oblique, .nominalModifier:
            guard let marker = document.child(node, .caseMarker) else { return nil }
            return predicate(up, .object, preposition: document.tokens[marker].form, "status.object", facts)
        default: return nil
        }
    }

    /// "The sanctions are expected to be lifted", "the truce is set to expire".
    private func infinitive(under verb: Int, _ facts: FactContext) -> Found? {
        let document = facts.document
        guard let below = document.child(verb, .openComplement), StatusClause.isInfinitive(below, in: document) else {
            return nil
        }
        let isPassive = StatusClause.isPassive(below, in: document)
        return predicate(
            below,
            isPassive ? .object : .subject,
            preposition: nil,
            isPassive ? "status.object" : "status.subject",
            facts
        )
    }

    /// Of verbs that share a subject the last tells where things stand: "was agreed on Monday and collapsed on Friday".
    private func shared(_ verb: Int, _ facts: FactContext) -> Found? {
        let document = facts.document
        for child in document.children(verb).reversed() where document.tokens[child].relation == .conjunct {
            guard document.child(child, where: { $0.relation.isSubject }) == nil else { continue }
            let isPassive = StatusClause.isPassive(child, in: document)
            let role = isPassive ? StatusLexicon.Role.object : .subject
            if let found = predicate(
                child,
                role,
                preposition: nil,
                isPassive ? "status.object" : "status.subject",
                facts
            ) {
                return found
            }
        }
        return nil
    }

    /// "No similar order", "no sanctions".
    private func isDenied(_ noun: Int, _ document: Document) -> Bool {
        document.child(
            noun,
            where: {
                $0.relation == .determiner && ($0.form == "no" || $0.form == "neither" || $0.form == "any")
            }
        ) != nil
    }

    private func hasPerfect(_ verb: Int, _ document: Document) -> Bool {
        document.child(
            verb,
            where: { $0.relation == .auxiliary && ($0.lemma == "have" || $0.form == "has" || $0.form == "had") }
        ) != nil
    }

    /// "the extension of the truce was announced", "after the collapse of the talks", "a threat of sanctions".
    private func aboveNoun(_ node: Int, _ facts: FactContext) -> Found? {
        let document = facts.document
        guard let up = document.head(node), document.tokens[up].partOfSpeech == .noun else { return nil }
        let relation = document.tokens[node].relation
        guard relation == .compound || relation == .nominalModifier || relation == .possessive else { return nil }
        if relation == .nominalModifier {
            guard let marker = document.child(node, .caseMarker) else { return nil }
            let form = document.tokens[marker].form
            guard form == "of" || form == "to" || form == "for" || form == "in" || form == "on" else { return nil }
        }
        guard let entry = lexicon.status(of: up, as: .noun, preposition: nil, in: document), !isDenied(up, document)
        else {
            return nil
        }
        // "The adoption has been put off": what is said of the noun outweighs the noun.
        if entry.status != .threatened, let above = document.head(up) {
            let relation = document.tokens[up].relation
            if relation.isSubject || relation == .object {
                let isObject = relation != .nominalSubject || StatusClause.isPassive(above, in: document)
                if let found = predicate(above, isObject ? .object : .subject, preposition: nil, "status.noun", facts),
                    found.status == .postponed || found.status == .cancelled || found.status == .suspended
                {
                    return found
                }
            }
        }
        guard isAsserted(up, entry.status, facts) else { return nil }
        let doer = document.child(up, .possessive)
        return Found(
            status: entry.status,
            predicate: up,
            certainty: .asserted,
            doer: doer == node ? nil : doer,
            rule: "status.noun"
        )
    }

    private static let given: Set<WordKey> = ["after", "following", "since", "despite", "amid", "with", "upon"]
    private static let tellers: Set<WordKey> = [
        "announce", "confirm", "declare", "report", "mark", "see", "condemn", "welcome", "celebrate", "trigger",
        "cause",
        "bring", "hail", "mourn", "accuse", "repeat", "renew", "issue", "make", "agree", "order", "prompt", "spark",
    ]

    /// Whether a noun tells of something that is: it does something, is told, or something comes after it. A thing that
    /// is called for, feared or offered is not.
    private func isAsserted(_ noun: Int, _ status: ActionStatus, _ facts: FactContext) -> Bool {
        let document = facts.document
        guard let up = document.head(noun) else { return true }
        if status == .threatened { return !StatusClause.isNegated(up, in: document) }
        let upper = document.tokens[up]
        switch document.tokens[noun].relation {
        case .nominalSubject:
            return StatusClause.reality(of: up, in: document, isReported: false) == .fact && upper.partOfSpeech == .verb
        case .passiveSubject, .object:
            let isTold = Self.tellers.contains(upper.lemma)
            return isTold && StatusClause.reality(of: up, in: document, isReported: false) == .fact
                && !StatusClause.isInfinitive(up, in: document)
        case .oblique, .nominalModifier:
            guard let marker = document.child(noun, .caseMarker) else { return false }
            return Self.given.contains(document.tokens[marker].form)
        default: return false
        }
    }

    /// "The truce is in force", "the talks are over".
    private func phrase(_ up: Int, _ facts: FactContext) -> Found? {
        let document = facts.document
        let sentence = document.sentences[facts.sentence(of: up)].tokens
        var places = [up]
        if document.tokens[up].lemma == "be" || document.tokens[up].lemma == "remain"
            || document.tokens[up].lemma == "stay"
        {
            for child in document.children(up) where child > up { places.append(child) }
        }
        for place in places {
            guard let phrase = lexicon.phrases.match(endingAt: place + 1, from: sentence.lowerBound, in: document)
            else { continue }
            // "is no longer in force" and "not over" are read as denials.
            guard StatusClause.reality(of: up, in: document, isReported: false) == .fact,
                place == up || !StatusClause.isNegated(place, in: document)
            else { return nil }
            return framed(
                Found(status: phrase.value, predicate: up, certainty: .asserted, doer: nil, rule: "status.phrase"),
                facts
            )
        }
        return nil
    }

    private func predicate(
        _ up: Int,
        _ role: StatusLexicon.Role,
        preposition: WordKey?,
        _ rule: String,
        _ facts: FactContext
    ) -> Found? {
        let document = facts.document
        let token = document.tokens[up]
        guard token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary,
            let entry = lexicon.status(of: up, as: role, preposition: preposition, in: document)
        else { return nil }
        let doer = role == .object ? self.doer(of: up, document) : nil
        return framed(
            Found(
                status: entry.status,
                predicate: up,
                last: entry.last,
                certainty: .asserted,
                doer: doer,
                rule: rule
            ),
            facts
        )
    }

    /// Who does it: the subject of the active, the agent of the passive.
    private func doer(of verb: Int, _ document: Document) -> Int? {
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
}
