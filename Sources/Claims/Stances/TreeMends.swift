import Linguistics

/// Puts right what the parser is known to get wrong and the rules of stances depend on.
enum TreeMends {
    /// What can be seen without knowing who is watched.
    static func mend(_ document: inout Document, _ lexicon: StanceLexicon) {
        mendNames(in: &document)
        for index in document.tokens.indices {
            // "said a truce would be a mistake": what has a subject and a copula of its own is no object.
            if document.tokens[index].relation == .object, document.child(index, .copula) != nil,
                document.child(index, .nominalSubject) != nil
            {
                document.tokens[index].relation = .clausalComplement
            }
            if document.tokens[index].form == "it", document.tokens[index].relation == .expletive,
                let up = document.head(index), let word = lexicon.adjective(document.tokens[up].lemma),
                word.attitude != nil, word.evaluation == nil
            {
                // "says it is ready to talk": somebody is.
                document.tokens[index].relation = .nominalSubject
            }
            switch document.tokens[index].partOfSpeech {
            case .verb: break
            case .noun, .adposition, .properNoun:
                // What has a subject and an object of its own is a verb, whatever the tagger says.
                guard document.child(index, .nominalSubject) != nil, document.child(index, .copula) == nil,
                    document.child(index, .object) != nil || document.child(index, .particle) != nil
                else { continue }
                document.tokens[index].partOfSpeech = .verb
            default: continue
            }
            document.tokens[index].lemma = lexicon.lemma(of: document.tokens[index])
        }
        mendRows(in: &document, lexicon)
        mendParticiples(in: &document)
        mendAsides(in: &document, lexicon)
        mendCoordination(in: &document, lexicon)
        mendParticipleVerbs(in: &document)
        mendNounPhrases(in: &document)
        mendRaising(in: &document)
        mendSaidParticiples(in: &document, lexicon)
        mendSayings(in: &document, lexicon)
        mendChains(in: &document, lexicon)
    }

    /// What takes the watched names to be seen.
    static func mend(_ document: inout Document, _ lexicon: StanceLexicon, _ matches: WatchMatches) {
        let heads = Set(matches.topics.map(\.head))
        for match in matches.actors {
            mendVerb(after: match, in: &document, lexicon, topics: heads)
            mendCut(after: match, in: &document)
        }
    }

    /// "visits the front and rules out a truce": in the present tense of news the second verb of a row may be taken for a
    /// plural noun; what hangs from the first verb behind it is its own.
    private static func mendRows(in document: inout Document, _ lexicon: StanceLexicon) {
        var isChanged = false
        for index in document.tokens.indices.dropFirst()
        where document.tokens[index].tag == .nns || document.tokens[index].tag == .nn {
            let token = document.tokens[index]
            let isPlural = token.tag == .nn
            if isPlural {
                // "ignore the pressure and fire on crowds"
                guard index + 1 < document.tokens.count,
                    ["on", "at", "into"].contains(document.tokens[index + 1].form),
                    lexicon.violent.contains(token.lemma)
                else { continue }
            }
            guard document.tokens[index - 1].partOfSpeech == .coordinatingConjunction,
                let lemma = lexicon.base(of: token.form), lexicon.verb(lemma) != nil, let up = document.head(index)
            else { continue }
            let verb: Int
            if token.relation == .conjunct, up < index, document.tokens[up].relation == .object,
                let above = document.head(up), document.tokens[above].partOfSpeech == .verb,
                document.child(above, where: { $0.relation == .object && $0.start > token.start }) != nil
            {
                verb = above
            } else if token.relation == .nominalSubject, up > index, document.tokens[up].relation == .object,
                let above = document.head(up), above < index, document.tokens[above].partOfSpeech == .verb
            {
                verb = above
            } else {
                continue
            }
            guard (isPlural ? [.vbp, .vb] : [.vbz, .vbd, .vbp]).contains(document.tokens[verb].tag) else { continue }
            for child in document.children(verb) where child > index {
                switch document.tokens[child].relation {
                case .object, .particle, .oblique, .openComplement, .clausalComplement, .nominalModifier:
                    document.tokens[child].head = Int32(index)
                default: break
                }
            }
            document.tokens[index].partOfSpeech = .verb
            document.tokens[index].tag = isPlural ? .vbp : .vbz
            document.tokens[index].lemma = lemma
            document.tokens[index].relation = .conjunct
            document.tokens[index].head = Int32(verb)
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    /// "Mubarak hands over power", "Winterkorn quits over the scandal": in the present tense of news a verb right after
    /// a name may be taken for a plural noun that heads the sentence.
    private static func mendVerb(
        after name: WatchMatches.Match, in document: inout Document, _ lexicon: StanceLexicon, topics: Set<Int>
    ) {
        let verb = name.tokens.upperBound
        guard document.tokens.indices.contains(verb), !name.isJoined else { return }
        let token = document.tokens[verb]
        guard token.tag == .nns, token.relation == .root, document.tokens[name.head].tag != .jj,
            document.head(name.head) == verb, document.tokens[name.head].relation == .compound,
            let lemma = lexicon.base(of: token.form) ?? (topics.contains(verb) ? token.lemma : nil)
        else { return }
        document.tokens[verb].partOfSpeech = .verb
        document.tokens[verb].tag = .vbz
        document.tokens[verb].lemma = lemma
        document.tokens[name.head].relation = .nominalSubject
        for child in document.children(verb) {
            switch document.tokens[child].relation {
            case .nominalModifier: document.tokens[child].relation = .oblique
            case .adjectivalClause where document.tokens[child].tag == .vb:
                document.tokens[child].relation = .openComplement
            default: break
            }
        }
    }

    /// "backed away from the plan to join the alliance, while warming to a meeting": behind a comma "while" and a
    /// participle go with the main verb, not with a clause that describes a noun before the comma.
    private static func mendParticiples(in document: inout Document) {
        var isChanged = false
        for verb in document.tokens.indices.dropFirst(2)
        where document.tokens[verb].tag == .vbg && document.tokens[verb].relation == .adverbialClause {
            guard let mark = document.child(verb, .marker), mark > 1,
                ["while", "whilst"].contains(document.tokens[mark].form), document.tokens[mark - 1].form == ",",
                let up = document.head(verb), up < mark
            else { continue }
            var node = up
            for _ in 0..<6 {
                guard describes(node, document), let above = document.head(node) else { break }
                node = above
            }
            guard node != up, document.tokens[node].partOfSpeech == .verb else { continue }
            document.tokens[verb].head = Int32(node)
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    /// "The sanctions, he said, would stay": what stands before the aside is the subject of what stands after it.
    private static func mendAsides(in document: inout Document, _ lexicon: StanceLexicon) {
        var isChanged = false
        for verb in document.tokens.indices.dropLast()
        where document.tokens[verb].partOfSpeech == .verb && document.tokens[verb + 1].form == "," {
            guard lexicon.verb(document.tokens[verb].lemma)?.reports == true else { continue }
            let subjects = document.children(verb).filter { document.tokens[$0].relation == .nominalSubject }
            guard subjects.count == 2, let first = subjects.first, let second = subjects.last, second < verb,
                document.span(first).contains(where: { $0 > first && document.tokens[$0].form == "," })
                    || document.tokens[second - 1].form == ",",
                let said = document.children(verb).first(where: {
                    $0 > verb + 1 && [.clausalComplement, .parataxis].contains(document.tokens[$0].relation)
                }),
                document.child(said, .nominalSubject) == nil, document.child(said, .passiveSubject) == nil
            else { continue }
            let isPassive = document.child(said, .passiveAuxiliary) != nil
            document.tokens[first].head = Int32(said)
            document.tokens[first].relation = isPassive ? .passiveSubject : .nominalSubject
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    /// "says the transition must begin and urged him to go": a finite verb goes on from a finite one, not from the bare
    /// infinitive under "must".
    private static func mendCoordination(in document: inout Document, _ lexicon: StanceLexicon) {
        var isChanged = false
        for verb in document.tokens.indices
        where document.tokens[verb].relation == .conjunct
            && (document.tokens[verb].tag == .vbd || document.tokens[verb].tag == .vbz)
        {
            guard let first = document.head(verb), document.tokens[first].tag == .vb, first < verb,
                document.tokens[first].relation == .clausalComplement, let said = document.head(first), said < first,
                lexicon.verb(document.tokens[said].lemma)?.reports == true,
                document.child(verb, .nominalSubject) == nil, document.child(verb, .passiveSubject) == nil,
                document.child(verb, .auxiliary) == nil, document.child(verb, .passiveAuxiliary) == nil
            else { continue }
            document.tokens[verb].head = Int32(said)
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    /// "The WHO said", "May has said": names that are function words.
    private static func mendNames(in document: inout Document) {
        for word in document.tokens.indices.dropLast() {
            let token = document.tokens[word]
            guard token.tag == .wp || token.tag == .md, token.shape.contains(.capitalised) else { continue }
            if token.tag == .md {
                guard token.form == "may", let verb = document.head(word),
                    [.vbz, .vbd, .vbn].contains(document.tokens[word + 1].tag),
                    document.child(verb, .nominalSubject) == nil, document.child(verb, .passiveSubject) == nil
                else { continue }
                if document.tokens[word + 1].tag == .vbn { document.tokens[word + 1].tag = .vbd }
                document.tokens[word].relation = .nominalSubject
            } else {
                guard token.shape.contains(.allCapitals) else { continue }
            }
            document.tokens[word].tag = .nnp
            document.tokens[word].partOfSpeech = .properNoun
        }
    }

    /// "Turkey's parliament authorised military action", taken for action that parliament authorised: a participle with a
    /// subject before the noun that it should describe is the verb of the sentence.
    private static func mendParticipleVerbs(in document: inout Document) {
        var isChanged = false
        for verb in document.tokens.indices
        where document.tokens[verb].tag == .vbn && document.tokens[verb].relation == .adjectivalModifier {
            guard let noun = document.head(verb), noun > verb, document.tokens[noun].relation == .root,
                document.tokens[noun].partOfSpeech == .noun, document.child(noun, .copula) == nil,
                let subject = document.child(verb, .nominalSubject), subject < verb
            else { continue }
            for child in document.children(noun) where child < subject {
                document.tokens[child].head = Int32(subject)
            }
            document.tokens[verb].tag = .vbd
            document.tokens[verb].relation = .root
            document.tokens[verb].head = document.tokens[noun].head
            document.tokens[noun].relation = .object
            document.tokens[noun].head = Int32(verb)
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    /// "said the tariffs violated the rules", taken for violated tariffs: a participle with an object of its own is the
    /// verb of what is said.
    private static func mendSaidParticiples(in document: inout Document, _ lexicon: StanceLexicon) {
        var isChanged = false
        for verb in document.tokens.indices
        where document.tokens[verb].relation == .adjectivalClause && document.tokens[verb].tag == .vbn {
            guard document.child(verb, .object) != nil, document.child(verb, .passiveAuxiliary) == nil,
                let noun = document.head(verb), noun < verb, document.tokens[noun].relation == .object,
                let said = document.head(noun), said < noun, document.tokens[said].partOfSpeech == .verb,
                lexicon.verb(document.tokens[said].lemma)?.reports == true,
                document.child(said, .clausalComplement) == nil
            else { continue }
            document.tokens[verb].head = Int32(said)
            document.tokens[verb].relation = .clausalComplement
            document.tokens[verb].tag = .vbd
            document.tokens[noun].head = Int32(verb)
            document.tokens[noun].relation = .nominalSubject
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    /// "said he hoped the talks would lead to peace": the second clause is of the nearer verb.
    private static func mendChains(in document: inout Document, _ lexicon: StanceLexicon) {
        var isChanged = false
        for clause in document.tokens.indices where document.tokens[clause].relation == .clausalComplement {
            guard let said = document.head(clause), said < clause,
                let nearer = document.children(said).first(where: {
                    $0 > said && $0 < clause && document.tokens[$0].relation == .clausalComplement
                }), document.tokens[nearer].partOfSpeech == .verb,
                let verb = lexicon.verb(document.tokens[nearer].lemma), verb.reports || verb.attitude != nil,
                document.child(nearer, .object) == nil, document.child(nearer, .clausalComplement) == nil,
                nearer + 1 == document.span(clause).lowerBound, document.child(clause, .nominalSubject) != nil
            else { continue }
            document.tokens[clause].head = Int32(nearer)
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    /// Verbs of saying whose object may do something in the bare infinitive.
    private static let causing: Set<WordKey> = ["let", "make", "help", "have", "see", "hear", "watch", "bid", "feel"]

    /// "Activists say troops kill dozens", taken for troops that are said to kill: the object has a verb of its own.
    private static func mendSayings(in document: inout Document, _ lexicon: StanceLexicon) {
        var isChanged = false
        for verb in document.tokens.indices
        where document.tokens[verb].relation == .openComplement && document.tokens[verb].partOfSpeech == .verb
            && (document.tokens[verb].tag == .vb || document.tokens[verb].tag == .vbp)
        {
            guard let said = document.head(verb), said < verb, !causing.contains(document.tokens[said].lemma),
                lexicon.verb(document.tokens[said].lemma)?.reports == true,
                document.child(verb, where: { $0.form == "to" || $0.relation == .auxiliary }) == nil,
                document.child(verb, .nominalSubject) == nil, let subject = document.child(said, .object),
                subject > said, subject < verb
            else { continue }
            document.tokens[verb].relation = .clausalComplement
            document.tokens[verb].tag = .vbp
            document.tokens[subject].head = Int32(verb)
            document.tokens[subject].relation = .nominalSubject
            for loyal in document.children(subject) where ["loyal", "allied"].contains(document.tokens[loyal].form) {
                // "troops loyal to the ruler kill", where the ruler was taken for whom they kill
                for child in document.children(verb) where child > loyal && child < verb {
                    document.tokens[child].head = Int32(loyal)
                }
            }
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    private static let raising: Set<WordKey> = [
        "have", "need", "ought", "begin", "start", "continue", "cease", "appear", "seem", "get",
    ]

    /// "the exit had to be prevented", "the truce needs to be kept": the subject of the verb above is what is done.
    private static func mendRaising(in document: inout Document) {
        var isChanged = false
        for verb in document.tokens.indices where document.tokens[verb].relation == .openComplement {
            guard document.child(verb, .passiveAuxiliary) != nil, let up = document.head(verb), up < verb,
                raising.contains(document.tokens[up].lemma), let subject = document.child(up, .nominalSubject),
                document.child(verb, .nominalSubject) == nil, document.child(verb, .passiveSubject) == nil,
                document.child(verb, where: { $0.form == "to" && $0.relation == .marker }) != nil
            else { continue }
            document.tokens[subject].head = Int32(verb)
            document.tokens[subject].relation = .passiveSubject
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    /// Verbs whose past looks like a noun.
    private static let unchanging: Set<WordKey> = ["cut", "hit", "set", "put", "quit", "shut", "split", "cast", "beat"]

    /// "The Fed cut interest rates", taken for rates of a kind: in a sentence without a verb what stands right after a
    /// name, and may be one, is.
    private static func mendCut(after name: WatchMatches.Match, in document: inout Document) {
        let verb = name.tokens.upperBound
        guard document.tokens.indices.contains(verb), !name.isJoined, unchanging.contains(document.tokens[verb].form),
            document.tokens[verb].relation == .compound, let noun = document.head(verb), noun > verb,
            document.tokens[noun].relation == .root
        else { return }
        let sentence = document.sentences[Int(document.tokens[verb].sentence)].tokens
        guard !sentence.contains(where: { [.verb, .auxiliary].contains(document.tokens[$0].partOfSpeech) }) else {
            return
        }
        for child in document.children(noun) where child < verb && child != name.head {
            document.tokens[child].head = Int32(name.head)
        }
        document.tokens[name.head].head = Int32(verb)
        document.tokens[name.head].relation = .nominalSubject
        document.tokens[verb].head = document.tokens[noun].head
        document.tokens[verb].relation = .root
        document.tokens[verb].tag = .vbd
        document.tokens[verb].partOfSpeech = .verb
        document.tokens[noun].head = Int32(verb)
        document.tokens[noun].relation = .object
        document.indexTree()
    }

    /// Nouns whose preposition says what they are of.
    private static let followers: [WordKey: Set<WordKey>] = [
        "for": wanting,
        "to": ["commitment", "end", "halt", "objection", "opposition", "resistance", "return", "right"],
    ]
    private static let wanting: Set<WordKey> = [
        "appeal", "approval", "argument", "backing", "bid", "call", "case", "condition", "deadline", "demand", "desire",
        "enthusiasm", "hope", "need", "plan", "plea", "pressure", "proposal", "push", "request", "support", "timetable",
    ]

    /// "distanced herself from calls for a strike", where the parser hung the strike on the verb: what is called for goes
    /// with the call right before it.
    private static func mendNounPhrases(in document: inout Document) {
        var isChanged = false
        for word in document.tokens.indices where document.tokens[word].relation == .oblique {
            guard let marker = document.child(word, .caseMarker), marker > 0,
                let nouns = followers[document.tokens[marker].form], marker == document.span(word).lowerBound,
                let verb = document.head(word), verb < marker - 1
            else { continue }
            let noun = marker - 1
            guard document.tokens[noun].partOfSpeech == .noun, nouns.contains(document.tokens[noun].lemma),
                document.head(noun) == verb, document.tokens[noun].relation != .nominalSubject
            else { continue }
            document.tokens[word].head = Int32(noun)
            document.tokens[word].relation = .nominalModifier
            isChanged = true
        }
        if isChanged { document.indexTree() }
    }

    /// Whether a word stands in a clause that describes a noun, or in what is only aimed at.
    private static func describes(_ node: Int, _ document: Document) -> Bool {
        let token = document.tokens[node]
        switch token.relation {
        case .relativeClause, .adjectivalClause: return true
        case .adverbialClause, .openComplement:
            return document.child(node, where: { $0.form == "to" && $0.relation == .marker }) != nil
        default: return token.partOfSpeech != .verb
        }
    }
}
