import Linguistics

/// The topic is judged: "a ceasefire is necessary", "the sanctions are illegal", "a truce is needed".
struct EvaluationRule: StanceRule {
    let id = "evaluation"
    let reason = "who calls something necessary, welcome, illegal or unacceptable takes a position on it"
    let fires = [
        StanceExample("Hamas declared the truce over.", "Hamas", "ceasefire", -2),
        StanceExample("Hamas declares dead the truce.", "Hamas", "ceasefire", -2),
        StanceExample("Israel called the sanctions unjustified.", "Israel", "sanctions", -2),
        StanceExample("Hamas doubts that the truce will hold.", "Hamas", "ceasefire", -1),
        StanceExample("Russia said the sanctions were illegal.", "Russia", "sanctions", -2),
        StanceExample("Hamas says a ceasefire is necessary.", "Hamas", "ceasefire", 1),
        StanceExample("The sanctions must go, Putin said.", "Russia", "sanctions", -1),
        StanceExample("The sanctions must stay, Netanyahu said.", "Israel", "sanctions", 1),
        StanceExample("Hamas called the sanctions an act of piracy.", "Hamas", "sanctions", -2),
        StanceExample("Russia said the sanctions remain illegal.", "Russia", "sanctions", -2),
    ]
    let silent = [
        StanceExample("The sanctions were illegal.", "Russia", "sanctions", -2),
        StanceExample("Russia said the ceasefire was long.", "Russia", "ceasefire", 1),
    ]

    private static let names: Set<WordKey> = [
        "call", "describe", "brand", "label", "deem", "declare", "consider", "term", "denounce", "dismiss", "hail",
        "regard",
        "see", "view", "find", "make", "pronounce", "reject",
    ]
    private static let needs: Set<WordKey> = ["need", "require", "warrant", "justify"]
    private static let musts: Set<WordKey> = [
        "come", "end", "stop", "be", "begin", "start", "happen", "continue", "take", "go", "stay", "remain", "cease",
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, let above = context.document.head(path.node) else { return nil }
        let relation = context.token(path.node).relation
        let up = relation == .nominalSubject ? quoted(below: above, after: path.node, context) ?? above : above
        let upper = context.token(up)
        if relation == .nominalSubject || relation == .clausalSubject {
            if let value = context.lexicon.adjective(upper.lemma)?.evaluation ?? kind(up, context),
                context.document.child(up, .copula) != nil
            {
                var next = path.climbing(to: up, level: StanceContext.compose(value, path.level), rule: id)
                next.isSpeakers = true
                return .climb(next)
            }
            if let (value, last) = linked(up, context) {
                // "the sanctions remain illegal"
                var next = path.climbing(to: up, level: StanceContext.compose(value, path.level), rule: id)
                next.isSpeakers = true
                next.reach(last)
                return .climb(next)
            }
            if let value = context.verb(up, preposition: nil, isDirect: true)?.evaluation, isSaid(up, context) {
                // "sanctions undermine peace", "a ban would do harm"
                var next = path.climbing(to: up, level: StanceContext.compose(value, path.level), rule: id)
                next.isSpeakers = true
                return .climb(next)
            }
            if let next = hoped(path, up, context) { return .climb(next) }
            if let next = announced(path, up, context) {
                // Whose threat it is stands above all clauses between.
                return next.certainty == .conditional ? .found(context.readings(next)) : .climb(next)
            }
            if let side = agenda(up, context) ?? door(path.node, up, context) {
                var next = path.climbing(to: up, level: StanceContext.compose(side, path.level), rule: id)
                next.isSpeakers = true
                return .climb(next)
            }
            guard upper.partOfSpeech == .verb, Self.musts.contains(upper.lemma) else { return nil }
            let clause = Clause(up, in: context.document, lexicon: context.lexicon)
            guard clause.modality == .obligation else { return nil }
            let ends =
                ["end", "stop", "cease"].contains(upper.lemma)
                || upper.lemma == "go" && context.particles(of: up).isEmpty
                    && context.document.child(up, .adverbialModifier) == nil
            var next = path.climbing(to: up, level: StanceContext.compose(ends ? -1 : 1, path.level), rule: id)
            next.isSpeakers = true
            return .climb(next)
        }
        if relation == .object, let verb = context.lexicon.verb(upper.lemma), verb.reports,
            let predicate = strayPredicate(of: up, after: path.node, context),
            let value = context.lexicon.adjective(context.token(predicate).lemma)?.evaluation
        {
            var next = path.climbing(to: predicate, level: StanceContext.compose(value, path.level), rule: id)
            next.isSpeakers = true
            return .climb(next)
        }
        if relation == .object, Self.names.contains(upper.lemma) {
            let below = context.document.children(path.node).filter { adjective in
                guard context.token(adjective).partOfSpeech == .adjective else { return false }
                // "calls the levies unjustified", hung from the levies; "declares dead the truce"
                if adjective > path.node { return context.token(adjective).relation == .adjectivalClause }
                let article = context.document.child(
                    path.node, where: { $0.form == "the" && $0.relation == .determiner })
                return article.map { the in up < adjective && adjective < the } ?? false
            }
            for child in context.document.children(up) + below where child != path.node {
                let word = context.token(child)
                guard
                    word.relation == .openComplement || word.relation == .oblique || word.relation == .object
                        || word.relation == .adverbialClause || word.relation == .adverbialModifier
                        || word.relation == .adjectivalClause || below.contains(child), child > up,
                    let value = context.lexicon.adjective(word.lemma)?.evaluation ?? deed(child, context)
                        ?? kind(child, context)
                else { continue }
                return .climb(path.climbing(to: up, level: StanceContext.compose(value, path.level), rule: id))
            }
        }
        if relation == .object, upper.lemma == "be", let next = announced(path, up, context) { return .climb(next) }
        if relation == .passiveSubject, Self.needs.contains(upper.lemma) {
            var next = path.climbing(to: up, level: StanceContext.compose(1, path.level), rule: id)
            next.isSpeakers = true
            return .climb(next)
        }
        return nil
    }

    private static let linking: Set<WordKey> = ["remain", "stay", "become", "seem", "look", "appear", "sound", "prove"]

    /// What a verb that only links makes of its subject, and the word that says it.
    private func linked(_ verb: Int, _ context: StanceContext) -> (Int, Int)? {
        guard Self.linking.contains(context.token(verb).lemma) else { return nil }
        for child in context.document.children(verb) where child > verb {
            switch context.token(child).relation {
            case .openComplement, .object, .adverbialModifier, .adjectivalModifier: break
            default: continue
            }
            if let value = context.lexicon.adjective(context.token(child).lemma)?.evaluation { return (value, child) }
        }
        return nil
    }

    private static let kinds: Set<WordKey> = [
        "deal", "idea", "thing", "step", "move", "plan", "choice", "decision", "way", "time", "day", "approach",
        "answer",
        "solution", "policy", "outcome", "result", "sign", "signal", "offer", "proposal", "agreement", "start",
        "weapon",
        "tool", "measure", "option", "place", "direction",
    ]

    /// "is a bad deal", "is the wrong answer": the adjective before a general noun.
    private func kind(_ noun: Int, _ context: StanceContext) -> Int? {
        guard Self.kinds.contains(context.token(noun).lemma) else { return nil }
        guard let adjective = context.document.child(noun, .adjectivalModifier) else {
            // "a step in the right direction"
            return context.document.children(noun).first { context.token($0).lemma == "direction" }
                .flatMap { kind($0, context) }
        }
        if context.token(adjective).form == "only" { return 1 }
        return context.lexicon.adjective(context.token(adjective).lemma)?.evaluation
    }

    /// Somebody says so: a judgement of the text's own is nobody's.
    private func isSaid(_ predicate: Int, _ context: StanceContext) -> Bool {
        switch context.relation(of: predicate) {
        case .clausalComplement, .root, .parataxis: return context.attribution(at: predicate) != nil
        default: return false
        }
    }

    /// "The truce “is dead”, said Netanyahu", where the parser took the truce for who says so.
    private func quoted(below verb: Int, after subject: Int, _ context: StanceContext) -> Int? {
        guard context.lexicon.verb(context.token(verb).lemma)?.reports == true else { return nil }
        return context.document.children(verb).first {
            $0 > subject && $0 < verb && context.token($0).relation == .clausalComplement
                && context.document.child($0, .nominalSubject) == nil && context.isPredicate($0)
        }
    }

    /// "an act of aggression", "a piece of folly"
    private func deed(_ noun: Int, _ context: StanceContext) -> Int? {
        guard Self.deeds.contains(context.token(noun).lemma) else { return nil }
        return context.document.children(noun).lazy.filter { context.preposition(of: $0) == "of" }
            .compactMap { context.lexicon.adjective(context.token($0).lemma)?.evaluation }.first
    }

    private static let deeds: Set<WordKey> = ["act", "piece", "attempt", "kind", "form", "case", "recipe"]

    /// "says the threats … are illegal", where the parser took the subject for the object of "says".
    private func strayPredicate(of verb: Int, after node: Int, _ context: StanceContext) -> Int? {
        context.document.children(verb).first {
            let relation = context.token($0).relation
            return $0 > node && (relation == .clausalComplement || relation == .openComplement)
                && context.document.child($0, .copula) != nil && context.document.child($0, .nominalSubject) == nil
        }
    }

    /// "hopes the truce will hold", "doubts that talks will resume": who hopes or fears takes the position.
    private func hoped(_ path: StancePath, _ up: Int, _ context: StanceContext) -> StancePath? {
        let verb = context.token(up)
        guard [.clausalComplement, .adjectivalClause, .relativeClause].contains(verb.relation),
            let above = context.document.head(up),
            let attitude = hope(above, context), abs(attitude) == 1,
            Self.lasting.contains(verb.lemma) || Self.ending.contains(verb.lemma)
        else { return nil }
        let clause = Clause(up, in: context.document, lexicon: context.lexicon)
        var level = StanceContext.compose(attitude, path.level)
        if Self.ending.contains(verb.lemma) { level = -level }
        if clause.isNegated { level = -level }
        return path.climbing(to: above, level: level, rule: id)
    }

    /// What the word for a hope or a fear makes of what is hoped: a verb, or a noun with "that".
    private func hope(_ word: Int, _ context: StanceContext) -> Int? {
        let token = context.token(word)
        if token.partOfSpeech == .verb { return context.lexicon.verb(token.lemma)?.attitude }
        guard token.partOfSpeech == .noun, let noun = context.lexicon.noun(token.lemma), noun.effect == .attitude
        else { return nil }
        return noun.level
    }

    private static let lasting: Set<WordKey> = [
        "hold", "last", "endure", "survive", "succeed", "work", "continue", "begin", "start", "resume", "happen",
        "come",
        "go", "proceed", "take", "help", "lead", "prevail",
    ]
    private static let ending: Set<WordKey> = [
        "end", "stop", "cease", "collapse", "fail", "lapse", "expire", "unravel",
    ]

    /// "there will be elections", "no talks will take place", "the law is in force": a word on what happens is the
    /// speaker's commitment where the speaker is named.
    private func announced(_ path: StancePath, _ up: Int, _ context: StanceContext) -> StancePath? {
        let clause = Clause(up, in: context.document, lexicon: context.lexicon)
        // "Purchases would go on." after a sentence that reports somebody: still his words.
        let isFree = context.token(up).relation == .root && clause.modality == .conditional && !clause.hasCondition
        guard path.level == nil, isReported(up, context) || isFree else { return nil }
        let token = context.token(up)
        let isThere = context.document.child(up, where: { $0.form == "there" }) != nil && token.lemma == "be"
        let isInForce =
            ["force", "effect", "place"].contains(token.lemma) && context.document.child(up, .copula) != nil
            && context.preposition(of: up) == "in"
        // "would" is the future of what was said in the past.
        let isAhead =
            clause.modality == .future || clause.modality == .possible && clause.isNegated
            || clause.modality == .conditional
                && (!clause.hasCondition || Self.staying.contains(token.lemma) && clause.isUntil)
        let isBack = token.lemma == "come" && context.document.child(up, where: { $0.form == "back" }) != nil
        let happens = (Self.happening.contains(token.lemma) || isBack) && isAhead
        guard isThere && isAhead || isInForce || happens else { return nil }
        // "must show that it is serious, or the sanctions will come back": a threat.
        let isThreat = context.document.child(up, where: { $0.form == "or" && $0.relation == .coordinator }) != nil
        var next = path.climbing(to: up, level: isThreat ? 1 : 2, rule: id)
        if isThreat { next.certainty = .conditional }
        next.isSpeakers = true
        return next
    }

    /// The clause, or the first of its row ("said that it would pay and that the strike would go on"), is what is said.
    private func isReported(_ clause: Int, _ context: StanceContext) -> Bool {
        var node = clause
        for _ in 0..<4 {
            if context.token(node).relation == .clausalComplement { return true }
            if context.token(node).relation == .root, node != clause, context.attribution(at: node) != nil {
                return true
            }
            guard context.token(node).relation == .conjunct, let up = context.document.head(node) else { return false }
            // "said … and that the strike would go on", hung from the saying
            if context.lexicon.verb(context.token(up).lemma)?.reports == true,
                context.document.child(node, where: { $0.form == "that" && $0.relation == .marker }) != nil
            {
                return true
            }
            node = up
        }
        return false
    }

    private static let staying: Set<WordKey> = ["continue", "last", "remain", "stand", "stay"]

    private static let happening: Set<WordKey> = [
        "go", "proceed", "take", "happen", "begin", "start", "continue", "resume", "stay", "remain", "stand", "return",
    ]

    /// "the door to talks remains open": of the door, not of the talks.
    private func door(_ subject: Int, _ predicate: Int, _ context: StanceContext) -> Int? {
        guard ["door", "window"].contains(context.token(subject).lemma) else { return nil }
        let words = [predicate] + context.document.children(predicate).filter { $0 > predicate }
        for word in words {
            switch context.token(word).form {
            case "open", "ajar": return 1
            case "closed", "shut": return -2
            default: continue
            }
        }
        return nil
    }

    /// "is on the agenda", "is off the table", "is out of the question".
    private func agenda(_ predicate: Int, _ context: StanceContext) -> Int? {
        guard context.document.child(predicate, .copula) != nil else { return nil }
        // "leaving is not an option"
        if ["option", "possibility"].contains(context.token(predicate).lemma) { return 1 }
        guard let preposition = context.preposition(of: predicate) else { return nil }
        switch context.token(predicate).lemma {
        case "agenda", "table", "cards":
            if preposition == "on" { return 1 }
            return preposition == "off" ? -2 : nil
        case "reach", "grasp": return preposition == "within" ? 1 : nil
        case "sight": return preposition == "in" ? 1 : nil
        case "hand": return preposition == "at" ? 1 : nil
        case "question": return preposition == "out" ? -2 : nil
        default: return nil
        }
    }
}
