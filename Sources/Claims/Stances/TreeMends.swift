import Linguistics

/// Puts right what the parser is known to get wrong and the rules of stances depend on.
enum TreeMends {
    static func mend(_ document: inout Document, _ lexicon: StanceLexicon, _ matches: WatchMatches) {
        for index in document.tokens.indices {
            // "said a truce would be a mistake": what has a subject and a copula of its own is no object.
            if document.tokens[index].relation == .object, document.child(index, .copula) != nil,
                document.child(index, .nominalSubject) != nil
            {
                document.tokens[index].relation = .clausalComplement
            }
            switch document.tokens[index].partOfSpeech {
            case .verb: break
            case .noun, .adposition, .properNoun:
                // What has a subject and an object of its own is a verb, whatever the tagger says.
                guard document.child(index, .nominalSubject) != nil, document.child(index, .object) != nil,
                    document.child(index, .copula) == nil
                else { continue }
                document.tokens[index].partOfSpeech = .verb
            default: continue
            }
            document.tokens[index].lemma = lexicon.lemma(of: document.tokens[index])
        }
        mendRows(in: &document, lexicon)
        mendParticiples(in: &document)
        mendAsides(in: &document, lexicon)
        let heads = Set(matches.topics.map(\.head))
        for match in matches.actors { mendVerb(after: match, in: &document, lexicon, topics: heads) }
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
        for verb in document.tokens.indices where lexicon.verb(document.tokens[verb].lemma)?.reports == true {
            let subjects = document.children(verb).filter { document.tokens[$0].relation == .nominalSubject }
            guard subjects.count == 2, let first = subjects.first, let second = subjects.last, second < verb,
                document.span(first).contains(where: { $0 > first && document.tokens[$0].form == "," })
                    || document.tokens[second - 1].form == ",",
                let said = document.children(verb).first(where: {
                    $0 > verb + 1 && [.clausalComplement, .parataxis].contains(document.tokens[$0].relation)
                }), document.tokens[verb + 1].form == ",",
                document.child(said, .nominalSubject) == nil, document.child(said, .passiveSubject) == nil
            else { continue }
            let isPassive = document.child(said, .passiveAuxiliary) != nil
            document.tokens[first].head = Int32(said)
            document.tokens[first].relation = isPassive ? .passiveSubject : .nominalSubject
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
