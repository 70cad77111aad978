import Linguistics

/// Which way a sentence looks from a date in it: to what was, or to what is to come.
struct DateDirection {
    let document: Document

    private static let ahead: Set<WordKey> = ["by", "until", "till", "before", "within", "starting", "beginning"]
    private static let due: Set<WordKey> = [
        "due", "scheduled", "set", "expected", "planned", "slated", "deadline", "ultimatum", "upcoming", "tomorrow",
        "plans", "preparations", "prepared", "preparing", "effective", "ready",
    ]

    /// What they speak of is to come, whatever their own tense: "promised elections in September".
    private static let promising: Set<WordKey> = [
        "announce", "call", "convene", "demand", "order", "plan", "pledge", "promise", "propose", "schedule", "seek",
        "set", "threaten", "vow", "want",
    ]

    /// Whether a date belongs to a noun that stands below the verb, not to the verb.
    private func hangsFromNoun(_ date: DateExpression, below verb: Int) -> Bool {
        guard let node = date.tokens.first(where: { !date.tokens.contains(Int(document.tokens[$0].head)) }),
            let up = document.head(node)
        else { return false }
        return up != verb && up > verb && document.tokens[up].partOfSpeech == .noun
    }

    /// The direction for a date: by its preposition, then by the verb that it hangs on or follows.
    func direction(of date: DateExpression) -> DateResolver.Direction {
        switch date.form {
        case .offset(let count, _): return count < 0 ? .past : .future
        case .period(_, .next), .weekday(_, .next), .endOfPeriod, .endOfMonth, .endOfYear: return .future
        case .period(_, .last), .weekday(_, .last): return .past
        default: break
        }
        if date.preposition == "since" { return .past }
        let sentence = document.sentences[Int(document.tokens[date.tokens.lowerBound].sentence)].tokens
        let isBound = date.preposition.map { Self.ahead.contains($0) } ?? false
        if let verb = verb(of: date, in: sentence) {
            if Self.promising.contains(document.tokens[verb].lemma),
                isBound || date.preposition == "for" || hangsFromNoun(date, below: verb)
            {
                return .future
            }
            if let direction = tense(of: verb, in: sentence) { return direction }
        }
        if isBound { return .future }
        for index in sentence where Self.due.contains(document.tokens[index].form) { return .future }
        return .unknown
    }

    /// The verb above the date in the tree; without a tree the nearest before it, else after it.
    func verb(of date: DateExpression, in sentence: Range<Int>) -> Int? {
        var node = date.tokens.upperBound - 1
        for token in date.tokens where !date.tokens.contains(Int(document.tokens[token].head)) { node = token }
        for _ in 0..<8 {
            guard let up = document.head(node) else { break }
            if document.tokens[up].partOfSpeech == .verb || document.tokens[up].partOfSpeech == .auxiliary { return up }
            // A copula's predicate ("is due on Friday").
            if document.child(up, .copula) != nil { return up }
            node = up
        }
        var index = date.tokens.lowerBound - 1
        while index >= sentence.lowerBound {
            if isVerb(index) { return index }
            index -= 1
        }
        return sentence.first { $0 >= date.tokens.upperBound && isVerb($0) }
    }

    private func isVerb(_ index: Int) -> Bool {
        document.tokens[index].partOfSpeech == .verb || document.tokens[index].partOfSpeech == .auxiliary
    }

    private func tense(of verb: Int, in sentence: Range<Int>) -> DateResolver.Direction? {
        let token = document.tokens[verb]
        if Self.due.contains(token.form) { return .future }
        var hasPast = token.tag == .vbd
        var hasHave = false
        for child in document.children(verb) {
            let word = document.tokens[child]
            switch word.relation {
            case .auxiliary, .passiveAuxiliary, .copula:
                if word.tag == .md { return .future }
                if word.form == "to" { return .future }
                if word.tag == .vbd { hasPast = true }
                if word.lemma == "have" || word.form == "has" || word.form == "have" { hasHave = true }
            case .marker where word.form == "to": return .future
            default: break
            }
        }
        if hasPast || hasHave && token.tag == .vbn { return .past }
        // Infinitives without their "to" in the tree.
        if token.tag == .vb { return .future }
        if token.tag == .vbz || token.tag == .vbp { return .future }
        if token.tag == .vbg, document.child(verb, .auxiliary) != nil { return .future }
        if token.tag == .vbg || token.tag == .vbn, let up = document.head(verb) {
            return up == verb ? nil : tense(of: up, in: sentence)
        }
        return nil
    }
}
