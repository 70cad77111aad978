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
        return isQuestion(node, document) ? .none : reality
    }

    private static func isQuestion(_ node: Int, _ document: Document) -> Bool {
        let sentence = document.sentences[Int(document.tokens[node].sentence)].tokens
        guard let last = sentence.last else { return false }
        return document.tokens[last].form == "?"
    }

    /// "to impose": an infinitive, by its own "to".
    static func isInfinitive(_ node: Int, in document: Document) -> Bool {
        document.child(node, where: { $0.form == "to" && ($0.relation == .marker || $0.relation == .auxiliary) }) != nil
    }

    static func isPassive(_ node: Int, in document: Document) -> Bool {
        document.child(
            node,
            where: {
                $0.relation == .passiveAuxiliary || $0.relation == .passiveSubject || $0.relation == .agent
            }
        ) != nil
    }
}
