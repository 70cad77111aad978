import Linguistics

/// Who does what a predicate says, by the tree: its subject, the agent of a passive, whom it shares with the clause
/// above, the word that a relative clause or participle describes.
struct Subjects {
    let document: Document
    let lexicon: StanceLexicon

    private static let relatives: Set<WordKey> = ["who", "which", "that", "whom"]

    /// The words for who does it, co-ordinated ones each for itself; empty where nobody is named.
    func of(_ predicate: Int) -> [Int] {
        var node = predicate
        for _ in 0..<12 {
            if isPassive(node) { return agents(node) }
            if let speaker = around(node) { return expanded(speaker) }
            if let subject = document.child(node, .nominalSubject) {
                if Self.relatives.contains(document.tokens[subject].form),
                    document.tokens[subject].partOfSpeech != .properNoun, let up = document.head(node),
                    document.tokens[node].relation == .relativeClause
                        || document.tokens[node].relation == .adjectivalClause
                {
                    return among(up) ?? expanded(up)
                }
                // An office before its bearer's name may come out as a second subject.
                return document.children(node).filter { document.tokens[$0].relation == .nominalSubject }
                    .flatMap { expanded($0) }
            }
            if let speaker = inverted(node) { return expanded(speaker) }
            if let stray = straySubject(node) { return expanded(stray) }
            guard let up = document.head(node) else { return [] }
            switch document.tokens[node].relation {
            case .conjunct: node = up
            case .openComplement:
                if let verb = lexicon.verb(document.tokens[up].lemma), verb.directs != nil,
                    let object = document.child(up, .object) ?? document.child(up, .indirectObject)
                {
                    return expanded(object)
                }
                if isPassive(up), let patient = document.child(up, .passiveSubject) { return expanded(patient) }
                node = up
            case .adverbialClause, .clausalComplement, .parataxis:
                if document.child(node, .passiveSubject) != nil || document.child(node, .expletive) != nil { return [] }
                if document.tokens[node].relation == .parataxis {
                    // "meets envoys in Geneva, urges them to sign": clipped news shares the subject.
                    guard isRun(on: node, after: up) else { return [] }
                    node = up
                    continue
                }
                if isPassive(up), let patient = document.child(up, .passiveSubject) { return expanded(patient) }
                if document.tokens[up].lemma == "join", let partner = document.child(up, .object) {
                    // "Turkey joined Russia in urging …"
                    return of(joining: up) + expanded(partner)
                }
                node = up
            case .adjectivalClause, .relativeClause:
                // "Moscow, having agreed to it" does it itself.
                let isDone =
                    document.tokens[node].tag == .vbn
                    && document.child(node, where: { $0.form == "having" && $0.relation == .auxiliary }) == nil
                if isDone || isInfinitive(node) { return [] }
                return among(up) ?? expanded(up)
            default: return []
            }
        }
        return []
    }

    /// A verb in the tense of the one before it, right after a comma.
    private func isRun(on verb: Int, after up: Int) -> Bool {
        let tag = document.tokens[verb].tag
        return up < verb && tag == document.tokens[up].tag && (tag == .vbz || tag == .vbd)
            && document.tokens[verb - 1].form == ","
    }

    /// "Japan was among those sending teams", "is one of those who": the subject.
    private func among(_ word: Int) -> [Int]? {
        guard document.tokens[word].form == "those" || document.tokens[word].lemma == "country" else { return nil }
        var node = word
        for _ in 0..<2 {
            if let subject = document.child(node, .nominalSubject),
                document.child(node, .copula) != nil || document.tokens[node].lemma == "be"
            {
                return subject < word ? expanded(subject) : nil
            }
            guard let up = document.head(node) else { return nil }
            node = up
        }
        return nil
    }

    /// The subject of a verb itself, without a look at the clauses above.
    private func of(joining verb: Int) -> [Int] {
        document.child(verb, .nominalSubject).map { expanded($0) } ?? []
    }

    /// "… ," said Netanyahu: the speaker after the verb may come out as its object.
    private func inverted(_ verb: Int) -> Int? {
        guard let speaker = document.child(verb, .object), speaker > verb,
            let said = document.child(verb, .clausalComplement), said < verb,
            lexicon.verb(document.tokens[verb].lemma)?.reports == true
        else { return nil }
        return speaker
    }

    /// Verbs whose object hears it.
    private static let telling: Set<WordKey> = [
        "advise", "assure", "brief", "convince", "inform", "notify", "persuade", "remind", "show", "tell", "warn",
    ]

    /// "The truce “is dead”, said Netanyahu": the parser takes the truce for who says so.
    private func around(_ verb: Int) -> Int? {
        guard let speaker = document.child(verb, .object), speaker > verb,
            let subject = document.child(verb, .nominalSubject), let said = document.child(verb, .clausalComplement),
            subject < said, said < verb, lexicon.verb(document.tokens[verb].lemma)?.reports == true,
            !Self.telling.contains(document.tokens[verb].lemma),
            document.child(said, .nominalSubject) == nil, document.child(said, .passiveSubject) == nil
        else { return nil }
        return speaker
    }

    /// A finite verb needs a subject: where the parser hung it elsewhere, it stands right before.
    private func straySubject(_ node: Int) -> Int? {
        let isFinite: (Token) -> Bool = { [.vbd, .vbz, .vbp, .md].contains($0.tag) }
        let auxiliary = document.children(node).first { child in
            let token = document.tokens[child]
            return child < node && (token.relation == .copula || token.relation == .auxiliary) && isFinite(token)
        }
        let token = document.tokens[node]
        guard let finite = auxiliary ?? (token.tag == .vbz || token.tag == .vbp ? node : nil) else { return nil }
        var index = finite - 1
        while index > 0, document.tokens[index].partOfSpeech == .adverb, index >= finite - 2 { index -= 1 }
        guard index >= 0, document.tokens[index].sentence == token.sentence else { return nil }
        let before = document.tokens[index]
        switch before.relation {
        case .conjunct, .oblique, .object, .nominalModifier: break
        default: return nil
        }
        if auxiliary == nil {
            // Without an auxiliary the two must agree.
            let isPlural = before.tag == .nns || before.tag == .nnps
            guard isPlural == (token.tag == .vbp) else { return nil }
        }
        return [.properNoun, .noun, .pronoun].contains(before.partOfSpeech) ? index : nil
    }

    func isInfinitive(_ node: Int) -> Bool {
        document.tokens[node].tag == .vb && document.child(node, where: { $0.form == "to" }) != nil
    }

    func isPassive(_ node: Int) -> Bool {
        for child in document.children(node) {
            switch document.tokens[child].relation {
            case .passiveSubject, .passiveAuxiliary, .agent: return true
            default: break
            }
        }
        let token = document.tokens[node]
        return token.tag == .vbn && token.relation == .adjectivalClause
    }

    private static let times: Set<WordKey> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tomorrow",
        "tonight", "noon", "midnight", "then", "now", "week", "month", "year", "day", "end", "spring", "summer",
        "autumn", "winter", "evening", "morning", "weekend", "christmas", "easter", "dawn", "dusk", "nightfall",
    ]

    /// "held by June" names nobody.
    func isTime(_ word: Int) -> Bool {
        let token = document.tokens[word]
        return Self.times.contains(token.lemma) || token.partOfSpeech == .numeral
    }

    /// "by Hamas" below a passive.
    func agents(_ node: Int) -> [Int] {
        if let agent = document.child(node, .agent), !isTime(agent) { return expanded(agent) }
        for child in document.children(node) where child > node {
            switch document.tokens[child].relation {
            case .oblique, .object, .nominalModifier:
                // However the tree has it, the phrase begins with "by".
                if document.tokens[document.span(child).lowerBound].form == "by", !isTime(child) {
                    return expanded(child)
                }
            default: break
            }
        }
        // "denounced as a farce by Egypt", where the parser hung the agent on the farce
        let span = document.span(node)
        for index in span where index > node && document.tokens[index].form == "by" && index + 1 < span.upperBound {
            guard document.tokens[node].tag == .vbn, let noun = document.head(index), noun > index,
                document.tokens[noun].relation == .nominalModifier, let up = document.head(noun),
                document.head(up) == node, document.tokens[noun].partOfSpeech == .properNoun
            else { continue }
            return expanded(noun)
        }
        return []
    }

    /// A word and what is co-ordinated with it.
    func expanded(_ word: Int) -> [Int] {
        let word = counted(word)
        var found = [word]
        var next = 0
        // "Israel, Hamas and Russia" may come out as a chain: each hangs on the one before.
        while next < found.count, found.count < 16 {
            for child in document.children(found[next]) where document.tokens[child].relation == .conjunct {
                // "Japan, but not Brazil"
                if document.child(child, where: { $0.form == "not" }) != nil { continue }
                found.append(child)
            }
            next += 1
        }
        return found
    }

    private static let quantities: Set<WordKey> = [
        "ten", "tens", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "dozen", "dozens",
        "score",
        "scores", "number", "crowd", "majority", "member", "some", "many", "several", "most", "all", "couple",
        "handful",
        "half", "part", "group", "coalition", "those", "lot", "wave",
    ]

    /// "tens of thousands of protesters": the protesters.
    private func counted(_ word: Int) -> Int {
        var word = word
        for _ in 0..<4 {
            let token = document.tokens[word]
            guard Self.quantities.contains(token.lemma) || Self.quantities.contains(token.form) else { break }
            var next: Int?
            for child in document.children(word) where child > word {
                let relation = document.tokens[child].relation
                guard relation == .nominalModifier || relation == .oblique,
                    let marker = document.child(child, .caseMarker),
                    document.tokens[marker].form == "of"
                else { continue }
                next = child
                break
            }
            guard let found = next else { break }
            word = found
        }
        return word
    }

    /// Whose a noun is: "Hamas's rejection", "the US proposal", "the rejection by Hamas", "calls from the EU".
    func owners(_ noun: Int) -> [Int] {
        for child in document.children(noun) {
            switch document.tokens[child].relation {
            case .possessive: return expanded(child)
            case .nominalModifier, .oblique, .agent:
                guard let marker = document.child(child, .caseMarker) else { continue }
                let form = document.tokens[marker].form
                if form == "by" || form == "from" { return expanded(child) }
            default: break
            }
        }
        return []
    }

    /// Names that stand before a noun ("US proposal", "Russian threat"): owners only where they are actors.
    func modifiers(_ noun: Int) -> [Int] {
        document.children(noun).filter {
            $0 < noun
                && (document.tokens[$0].relation == .compound || document.tokens[$0].relation == .adjectivalModifier
                    || document.tokens[$0].relation == .nominalModifier)
        }.flatMap { expanded($0) }
    }
}
