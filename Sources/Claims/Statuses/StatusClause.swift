import Linguistics

/// What a clause says of its predicate's reality: denied, open, to come, or so.
struct StatusClause {
    enum Reality: Equatable { case fact, future, possible, none }

    private static let negators: Set<WordKey> = [
        "not", "n't", "never", "no", "nor", "neither", "hardly", "barely", "without", "yet", "nothing", "none",
        "nobody",
    ]

    /// Whether a word denies what hangs on `node` ("no order was signed", "has not been lifted").
    static func isNegated(_ node: Int, in document: Document) -> Bool {
        for child in document.children(node) {
            let token = document.tokens[child]
            switch token.relation {
            case .adverbialModifier, .determiner, .auxiliary, .passiveAuxiliary, .copula, .coordinator, .discourse,
                .marker,
                .precedingCoordinator:
                // "yet" alone denies nothing; "has yet to" does, and is read with its verb.
                if negators.contains(token.form), token.form != "yet" { return true }
                for below in document.children(child) where negators.contains(document.tokens[below].form) {
                    return true
                }
            case .nominalSubject, .passiveSubject, .object:
                if negators.contains(token.form) { return true }
                for below in document.children(child)
                where document.tokens[below].relation == .determiner && negators.contains(document.tokens[below].form) {
                    return true
                }
            default: break
            }
        }
        return false
    }

    /// - Parameter isReported: the clause is somebody's words, so that "would" may be a "will" of the past.
    static func reality(of node: Int, in document: Document, isReported: Bool) -> Reality {
        if isNegated(node, in: document) { return .none }
        var reality = Reality.fact
        for child in document.children(node) {
            let token = document.tokens[child]
            switch token.relation {
            case .auxiliary, .passiveAuxiliary, .copula:
                switch token.lemma {
                case "will", "'ll", "shall", "wo": reality = .future
                case "would", "'d": reality = isReported ? .future : .none
                case "may", "might", "could", "can": reality = .possible
                case "should", "must", "ought", "need": return .none
                default: break
                }
                switch token.form {
                case "would", "'d": if token.tag == .md { reality = isReported ? .future : .none }
                case "will": reality = .future
                case "may", "might", "could": reality = .possible
                case "should", "must": return .none
                default: break
                }
            case .marker:
                switch token.form {
                case "if", "unless", "whether", "until", "till", "lest", "before": return .none
                default: break
                }
            case .adverbialModifier:
                if token.form == "if" || token.form == "when" && token.tag == .wrb && isQuestion(node, document) {
                    return .none
                }
                if token.form == "reportedly" || token.form == "almost" || token.form == "nearly" {
                    reality = .possible
                }
            case .adverbialClause:
                // "would be lifted if …", "will end unless …" hang on what follows.
                if let mark = document.child(child, .marker),
                    document.tokens[mark].form == "if"
                        || document.tokens[mark].form == "unless"
                {
                    if reality != .fact { return .none }
                }
            default: break
            }
        }
        // "EU to impose sanctions", "is due to expire": an infinitive that stands for itself is to come.
        if reality == .fact, isInfinitive(node, in: document),
            hasBe(node, document) || document.tokens[node].relation == .root
        {
            reality = .future
        }
        return isQuestion(node, document) ? .none : reality
    }

    /// "must withdraw, or the sanctions will come back", "will be imposed unless it withdraws": held out to somebody.
    static func isThreat(_ node: Int, in document: Document) -> Bool {
        guard !isNegated(node, in: document), !isQuestion(node, document),
            document.child(
                node, where: { $0.relation == .auxiliary && ["will", "would", "'ll", "shall"].contains($0.form) })
                != nil
        else { return false }
        if document.child(node, where: { $0.relation == .coordinator && $0.form == "or" }) != nil { return true }
        return document.children(node).contains { child in
            document.tokens[child].relation == .adverbialClause
                && document.child(child, where: { $0.relation == .marker && $0.form == "unless" }) != nil
        }
    }

    /// "is to take place".
    private static func hasBe(_ node: Int, _ document: Document) -> Bool {
        document.child(node, where: { $0.lemma == "be" && $0.tag != .vb && $0.tag != .vbn }) != nil
    }

    static func isQuestion(_ node: Int, _ document: Document) -> Bool {
        let sentence = document.sentences[Int(document.tokens[node].sentence)].tokens
        guard let last = sentence.last else { return false }
        return document.tokens[last].form == "?"
    }

    /// "to impose": an infinitive, by its own "to", which the tree or the text gives it.
    static func isInfinitive(_ node: Int, in document: Document) -> Bool { particle(of: node, in: document) != nil }

    /// The "to" of an infinitive.
    static func particle(of node: Int, in document: Document) -> Int? {
        if let to = document.child(
            node,
            where: { $0.form == "to" && ($0.relation == .marker || $0.relation == .auxiliary) }
        ) {
            return to
        }
        guard document.tokens[node].tag == .vb, node > 0 else { return nil }
        // "to be imposed", "to fully lift".
        for place in stride(from: node - 1, to: max(-1, node - 4), by: -1) {
            if document.tokens[place].form == "to" { return place }
            guard document.tokens[place].form == "be" || document.tokens[place].partOfSpeech == .adverb else {
                return nil
            }
        }
        return nil
    }

    static func isPassive(_ node: Int, in document: Document) -> Bool {
        document.child(
            node,
            where: {
                $0.relation == .passiveAuxiliary || $0.relation == .passiveSubject || $0.relation == .agent
            }
        ) != nil
    }

    /// "is no longer in force", "no more".
    static func isNoLonger(_ node: Int, in document: Document) -> Bool {
        if document.tokens[node].form == "longer", document.child(node, where: { $0.form == "no" }) != nil {
            return true
        }
        for child in document.children(node) {
            let form = document.tokens[child].form
            guard form == "longer" || form == "more" else { continue }
            if child > 0, document.tokens[child - 1].form == "no" { return true }
        }
        return false
    }

    /// "has not yet been signed".
    static func isNotYet(_ node: Int, in document: Document) -> Bool {
        document.child(node, where: { $0.form == "yet" || $0.form == "so" }) != nil
    }

    /// Whether the verb tells of what was or has been: past, perfect, or the past passive.
    static func hasPast(_ node: Int, in document: Document) -> Bool {
        if document.tokens[node].tag == .vbd { return true }
        return document.child(
            node,
            where: {
                ($0.relation == .auxiliary || $0.relation == .passiveAuxiliary || $0.relation == .copula)
                    && ($0.tag == .vbd || $0.lemma == "have" || $0.form == "has" || $0.form == "had")
            }
        ) != nil
    }

    /// The modal verb of a clause.
    static func modal(of node: Int, in document: Document) -> Int? {
        document.child(node, where: { $0.relation == .auxiliary && $0.tag == .md })
    }

    /// "if", "unless", "whether", that is, what makes a clause a condition or leaves it open.
    static func marker(of node: Int, in document: Document) -> Int? {
        let open: Set<WordKey> = ["if", "unless", "whether", "until", "till", "lest", "before"]
        return document.child(node, where: { $0.relation == .marker && open.contains($0.form) })
    }

    /// Whether a clause tells what was before the news: the pluperfect of the text's own words ("had threatened"), or a
    /// clause with "since" ("since the two sides began to talk").
    static func isBackground(_ node: Int, in document: Document, _ sayings: SayingIndex) -> Bool {
        var node = node
        for _ in 0..<3 {
            if document.child(node, where: { $0.relation == .marker && $0.form == "since" }) != nil { return true }
            if document.child(node, where: { $0.relation == .auxiliary && $0.form == "had" }) != nil,
                sayings.chain(at: node).isEmpty, document.tokens[node].relation == .root
            {
                return true
            }
            guard let up = document.head(node) else { return false }
            if document.tokens[node].relation == .clausalComplement, document.tokens[up].relation == .root,
                document.child(up, where: { $0.relation == .auxiliary && $0.form == "had" }) != nil
            {
                // "had said the effort was under way, but it failed"
                return true
            }
            guard document.tokens[node].relation == .openComplement else { return false }
            node = up
        }
        return false
    }
}
