import Linguistics

/// The topic is the object of a verb that takes a position, its prepositional object, or the subject of its passive.
struct VerbArgumentRule: StanceRule {
    let id = "verb-argument"
    let reason = "who accepts, rejects, demands or carries out something takes a position on it"
    let fires = [
        StanceExample("Israel, Hamas and Russia signed the truce.", "Russia", "ceasefire", 2),
        StanceExample("Putin wants the sanctions lifted.", "Russia", "sanctions", -1),
        StanceExample("Putin called for the sanctions to be lifted.", "Russia", "sanctions", -1),
        StanceExample("Israel wants the truce to end.", "Israel", "ceasefire", -1),
        StanceExample("Hamas rejected the ceasefire.", "Hamas", "ceasefire", -2),
        StanceExample("Israel warned Russia of sanctions.", "Israel", "sanctions", 1),
        StanceExample("Hamas called a truce.", "Hamas", "ceasefire", 2),
        StanceExample("Israel lifted most of its sanctions.", "Israel", "sanctions", -2),
        StanceExample("Putin pulls out of talks with Israel.", "Russia", "talks", -2),
        StanceExample("Russia called for a ceasefire.", "Russia", "ceasefire", 1),
        StanceExample("The truce was accepted by Israel.", "Israel", "ceasefire", 2),
        StanceExample("Israel imposed sanctions on Tuesday.", "Israel", "sanctions", 2),
        StanceExample("Israel announced that the withdrawal had been completed.", "Israel", "withdrawal", 2),
        StanceExample("Russian sanctions were suspended on Tuesday.", "Russia", "sanctions", -2),
    ]
    let silent = [
        StanceExample("Hamas called the truce a robbery.", "Hamas", "ceasefire", 2),
        StanceExample("Hamas mentioned the ceasefire.", "Hamas", "ceasefire", 0),
        StanceExample("The ceasefire was rejected on Tuesday.", "Hamas", "ceasefire", -2),
        StanceExample("Russian sanctions were rejected on Tuesday.", "Russia", "sanctions", -2),
    ]

    private static let watching: Set<WordKey> = ["follow", "host", "monitor", "oversee", "supervise", "track"]
    private static let permissive: Set<WordKey> = ["let", "allow", "permit", "enable", "want", "invite", "welcome"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, !context.isPredicate(path.node), let up = context.document.head(path.node) else {
            return nil
        }
        let relation = context.token(path.node).relation
        var preposition: WordKey?
        var isDirect = false
        if relation == .nominalSubject, let above = context.document.head(up),
            [.clausalComplement, .openComplement].contains(context.token(up).relation),
            Self.permissive.contains(context.token(above).lemma)
        {
            // "let inspectors return": who lets them is for them.
            return .climb(path.climbing(to: above, level: StanceContext.compose(1, path.level), rule: id))
        }
        switch relation {
        case .object, .indirectObject, .passiveSubject: isDirect = true
        case .oblique, .temporalOblique, .nominalModifier, .agent:
            preposition = context.preposition(of: path.node)
            guard preposition != nil else { return nil }
        case .openComplement, .clausalComplement: isDirect = true
        default: return nil
        }
        let upper = context.token(up)
        if preposition == "of", let threat = warned(path, up, context) { return .climb(threat) }
        guard upper.partOfSpeech == .verb || upper.partOfSpeech == .auxiliary else { return nil }
        if !isDirect, context.document.child(up, .passiveSubject) != nil, context.subjects.agents(up).isEmpty,
            context.lexicon.adjective(upper.form)?.attitude != nil
        {
            // "is committed to", "is opposed to": of the subject, by another rule
            return nil
        }
        if upper.lemma == "call", isDirect, isCalled(path.node, context) {
            return .climb(path.climbing(to: up, level: StanceContext.compose(2, path.level), rule: id))
        }
        let ofParticle = context.particles(of: up).lazy.compactMap { context.lexicon.verb(upper.lemma, $0) }
            .first { $0.takesPreposition }
        let stray =
            isDirect
            ? ofParticle ?? context.preposition(of: path.node).flatMap { context.lexicon.verb(upper.lemma, $0) } : nil
        guard let verb = stray ?? context.verb(up, preposition: preposition, isDirect: isDirect) else { return nil }
        // "monitors an initiative aimed at ending it": no position on what the initiative is for.
        if path.level != nil, Self.watching.contains(upper.lemma) { return StanceStep.none }
        if verb.reports, relation == .object, isSubjectOfMore(path.node, context) { return nil }
        if verb.attitude ?? 0 > 0 || verb.directs ?? 0 > 0,
            let wanted = (isDirect ? resultative(path.node, context) : nil) ?? purpose(path, below: up, context)
        {
            // "wants the sanctions lifted", "called for the sanctions to be lifted"
            let level = StanceContext.compose(1, StanceContext.compose(wanted, path.level))
            return .climb(path.climbing(to: up, level: level, rule: id))
        }
        if upper.lemma == "help", isDirect, let end = context.document.child(path.node, .compound), end == up + 1,
            context.lexicon.noun(context.token(end).lemma)?.effect == .omits
        {
            // "to help end the strike", where the tagger took the verb for a noun
            return .climb(path.climbing(to: up, level: -(path.level ?? 1).signum(), rule: id))
        }
        let level: Int
        if let inner = path.level, verb.isLight {
            level = inner
        } else if let attitude = verb.attitude {
            level = StanceContext.compose(attitude, path.level)
        } else if verb.performs {
            level = path.level ?? 2
        } else if verb.omits {
            level = -(path.level ?? 2)
        } else {
            return nil
        }
        let next = path.climbing(to: up, level: level, rule: id)
        guard relation == .passiveSubject else { return .climb(next) }
        if verb.isOwnAct { return .climb(context.withDoer(of: up, over: path, next)) }
        if level == 2, path.level == nil, let unsaid = unagreed(path, next, up, context) { return .found(unsaid) }
        return .climb(next)
    }

    /// "warned Russia of further sanctions": a deed held out to whom is warned, wherever the parser hung it.
    private func warned(_ path: StancePath, _ up: Int, _ context: StanceContext) -> StancePath? {
        guard path.level == nil, context.lexicon.deeds.contains(context.token(path.node).lemma) else { return nil }
        let verb = context.token(up).relation == .object ? context.document.head(up) ?? up : up
        guard context.token(verb).lemma == "warn", context.document.child(verb, .object) != nil else { return nil }
        var threat = path.climbing(to: verb, level: 1, rule: id)
        threat.certainty = .conditional
        return threat
    }

    /// "No truce had been agreed, according to Putin": who says that nothing has been agreed has not agreed.
    private func unagreed(
        _ path: StancePath, _ next: StancePath, _ verb: Int, _ context: StanceContext
    ) -> [StanceReading]? {
        let clause = Clause(verb, in: context.document, lexicon: context.lexicon)
        guard clause.isNegated, !clause.isUnreal, clause.modality == .none, context.subjects.agents(verb).isEmpty,
            context.document.child(path.node, where: { $0.form == "no" && $0.relation == .determiner }) != nil,
            context.attribution(at: verb) != nil
        else { return nil }
        var own = next
        own.level = -1
        own.isSpeakers = true
        return context.readings(own)
    }

    private static let ends: Set<WordKey> = ["end", "stop", "cease", "expire", "lapse", "fail", "collapse"]

    /// "called for the truce to be scrapped", "wants the strike to end": what is to become of the object.
    private func purpose(_ path: StancePath, below verb: Int, _ context: StanceContext) -> Int? {
        let document = context.document
        let object = path.node
        let after = max(object, document.span(object).upperBound - 1)
        for child in Array(document.children(verb)) + Array(document.children(object)) {
            guard child > object, child <= after + 6, !path.focus.contains(child),
                document.child(child, where: { $0.form == "to" }) != nil
            else {
                continue
            }
            let token = context.token(child)
            guard document.child(child, .object) == nil, document.child(child, .nominalSubject) == nil else { continue }
            if token.tag == .vbn, document.child(child, where: { $0.form == "be" }) != nil,
                context.subjects.agents(child).isEmpty
            {
                let entry = context.verb(child, preposition: nil, isDirect: true)
                if let level = entry?.attitude ?? (entry?.omits == true ? -2 : nil), level != 0 { return level }
            } else if token.tag == .vb, Self.ends.contains(token.lemma), context.particles(of: child).isEmpty {
                return -2
            }
        }
        return nil
    }

    /// "calls a referendum", "called snap elections"; not "calls the levies robbery".
    private func isCalled(_ object: Int, _ context: StanceContext) -> Bool {
        for child in context.document.children(object) {
            switch context.token(child).relation {
            case .determiner where !["a", "an"].contains(context.token(child).form): return false
            case .possessive, .adjectivalClause: return false
            default: break
            }
        }
        guard let verb = context.document.head(object) else { return false }
        return context.document.child(verb, where: { $0.relation == .openComplement }) == nil
            && context.particles(of: verb).isEmpty
    }

    private static let wants: Set<WordKey> = ["want", "like", "need", "prefer", "have", "get", "order", "see", "wish"]

    /// What is to be done with the object, where somebody wants it done.
    private func resultative(_ object: Int, _ context: StanceContext) -> Int? {
        guard let verb = context.document.head(object), Self.wants.contains(context.token(verb).lemma),
            let done = context.document.child(object, .adjectivalClause), done == object + 1,
            context.token(done).tag == .vbn, context.subjects.agents(done).isEmpty
        else { return nil }
        let entry = context.lexicon.verb(context.token(done).lemma)
        return entry?.attitude ?? (entry?.omits == true ? -2 : nil)
    }

    /// "warns the leak could grow": what the parser took for the object is the subject of what is said.
    private func isSubjectOfMore(_ object: Int, _ context: StanceContext) -> Bool {
        let next = object + 1
        guard next < context.document.tokens.count, context.token(next).sentence == context.token(object).sentence
        else { return false }
        let token = context.token(next)
        return [.md, .vbd, .vbz, .vbp].contains(token.tag)
    }
}
