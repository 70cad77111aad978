import Linguistics

/// What stands around a predicate and changes what it says: negation, modality, condition, tense, question.
struct Clause {
    enum Modality { case none, possible, obligation, conditional, future }

    var isNegated = false
    var modality = Modality.none
    /// "if", "unless", "until", "only when" hang on it.
    var hasCondition = false
    /// The condition is an end: "until".
    var isUntil = false
    /// "only if", "only when": not now.
    var isOnlyIf = false
    /// It is itself the condition, the purpose that is left open, or a question: it does not say that it holds.
    var isUnreal = false
    var isPassive = false
    /// Pluperfect: had done.
    var isPluperfect = false
    /// "in 2014", "last year", "once".
    var isLongAgo = false
    /// "reportedly", "apparently", "seems".
    var isHedged = false
    /// "has yet to", "not yet".
    var isNotYet = false

    private static let negators: Set<WordKey> = [
        "not", "n't", "never", "nor", "neither", "hardly", "barely", "scarcely", "no", "nt",
    ]
    private static let hedges: Set<WordKey> = [
        "reportedly", "apparently", "possibly", "perhaps", "maybe", "allegedly", "supposedly", "seemingly", "likely",
        "probably", "potentially", "presumably",
    ]
    private static let conditions: Set<WordKey> = [
        "if", "unless", "until", "till", "provided", "providing", "once", "when",
    ]
    private static let units: Set<WordKey> = ["year", "decade", "month", "century"]

    init(_ node: Int, in document: Document, lexicon: StanceLexicon) {
        let tokens = document.tokens
        var hasOnly = false
        for child in document.children(node) {
            let token = tokens[child]
            switch token.relation {
            case .auxiliary, .passiveAuxiliary, .copula:
                read(auxiliary: token, child, document)
            case .adverbialModifier, .discourse, .particle:
                if Self.negators.contains(token.form) { isNegated = !isOnly(after: child, document) || isNegated }
                if Self.hedges.contains(token.form) { isHedged = true }
                if token.form == "less", tokens[node].partOfSpeech == .adjective,
                    document.child(child, where: { Self.negators.contains($0.form) }) == nil
                {
                    // "less willing than before"
                    isNegated = true
                }
                if token.form == "longer" || token.form == "more",
                    document.child(child, where: { $0.form == "no" }) != nil
                {
                    isNegated = true
                }
                if token.form == "yet", isNegated { isNotYet = true }
                if token.form == "only", child < node { hasOnly = true }
                if token.form == "previously" || token.form == "formerly" || token.form == "once" { isLongAgo = true }
            case .coordinator, .precedingCoordinator:
                if token.form == "nor" || token.form == "neither" { isNegated = true }
            case .marker:
                if token.form == "if" || token.form == "unless" || token.form == "whether" || token.form == "lest" {
                    isUnreal = true
                }
            case .nominalSubject, .passiveSubject:
                if token.relation == .passiveSubject { isPassive = true }
                if Self.isNobody(child, document) { isNegated = true }
            case .adverbialClause:
                if let mark = document.child(child, .marker)
                    ?? document.child(child, where: { Self.conditions.contains($0.form) }),
                    Self.conditions.contains(tokens[mark].form)
                {
                    let form = tokens[mark].form
                    let isOnlyThen =
                        document.child(child, where: { $0.form == "only" }) != nil
                        || mark > 0 && tokens[mark - 1].form == "only"
                    if isOnlyThen { isOnlyIf = true }
                    if form == "when" || form == "once" {
                        hasCondition = hasCondition || isOnlyThen
                    } else {
                        hasCondition = true
                        isUntil = form == "until" || form == "till"
                    }
                }
            case .object, .oblique, .temporalOblique, .nominalModifier:
                if token.relation == .object || Self.occasions.contains(token.lemma), Self.hasNo(child, document) {
                    isNegated = true
                }
                if isPast(child, document, lexicon) { isLongAgo = true }
            default: break
            }
        }
        if hasOnly, hasCondition { isOnlyIf = true }
        if hasCounterfactual(node, document) { isUnreal = true }
        if modality == .none, tokens[node].tag == .vb, document.child(node, where: { $0.form == "to" }) != nil {
            modality = .future
        }
    }

    /// "could have signed": it did not happen.
    private func hasCounterfactual(_ node: Int, _ document: Document) -> Bool {
        document.child(node, where: { $0.form == "have" && $0.relation == .auxiliary }) != nil
            && document.child(node, where: { $0.relation == .auxiliary && $0.form == "could" }) != nil
    }

    private mutating func read(auxiliary token: Token, _ child: Int, _ document: Document) {
        if token.relation == .passiveAuxiliary { isPassive = true }
        switch token.lemma {
        case "may", "might", "could", "can": if modality != .obligation { modality = .possible }
        case "should", "must", "ought", "shall": modality = .obligation
        case "would", "'d": if modality == .none { modality = .conditional }
        case "will", "'ll", "wo": if modality == .none { modality = .future }
        default: break
        }
        if token.form == "had" || token.form == "'d" && token.lemma == "have" { isPluperfect = true }
        if Self.negators.contains(token.form) { isNegated = true }
        for below in document.children(child) where Self.negators.contains(document.tokens[below].form) {
            isNegated = true
        }
    }

    /// "not only" denies nothing.
    private func isOnly(after child: Int, _ document: Document) -> Bool {
        child + 1 < document.tokens.count && document.tokens[child + 1].form == "only"
            && document.tokens[child].form == "not"
    }

    /// "under no circumstances"
    private static let occasions: Set<WordKey> = ["account", "circumstance", "circumstances", "condition", "way"]

    private static let scarcely: Set<WordKey> = ["little", "scant", "zero"]

    /// "reached no agreement", "sees little sense in"; not "no-fly zone", "a little".
    private static func hasNo(_ noun: Int, _ document: Document) -> Bool {
        if document.child(noun, where: { Self.scarcely.contains($0.form) && $0.relation == .adjectivalModifier })
            != nil,
            document.child(noun, where: { $0.form == "a" || $0.form == "the" }) == nil
        {
            return true
        }
        if let longer = document.child(noun, where: { $0.form == "longer" }),
            document.child(longer, where: { $0.form == "no" }) != nil
        {
            // "there is no longer any point", hung from the point
            return true
        }
        guard let no = document.child(noun, where: { $0.form == "no" && $0.relation == .determiner }) else {
            return false
        }
        return no + 1 < document.tokens.count && document.tokens[no + 1].start > document.tokens[no].end
    }

    private static func isNobody(_ subject: Int, _ document: Document) -> Bool {
        let token = document.tokens[subject]
        if token.form == "nobody" || token.form == "none" || token.form == "neither" || token.form == "nothing" {
            return true
        }
        return hasNo(subject, document) || document.child(subject, where: { $0.form == "neither" }) != nil
    }

    private func isPast(_ child: Int, _ document: Document, _ lexicon: StanceLexicon) -> Bool {
        let token = document.tokens[child]
        if Self.units.contains(token.lemma) {
            for below in document.children(child) {
                let word = document.tokens[below]
                if word.form == "ago" || word.form == "earlier" { return true }
                if word.form == "last", token.lemma != "month" { return true }
            }
            if child + 1 < document.tokens.count, document.tokens[child + 1].form == "ago" { return true }
        }
        return false
    }
}
