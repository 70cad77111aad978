import Linguistics

/// The clause that the position stands in is the complement of a verb or adjective: "refused to accept the truce",
/// "urged Russia to withdraw", "is ready to negotiate".
struct ComplementClauseRule: StanceRule {
    let id = "complement-clause"
    let reason = "who refuses, agrees, urges or is ready to do something takes a position on it"
    let fires = [
        StanceExample("Israel meets Putin in Sochi, urges him to sign the truce.", "Israel", "ceasefire", 1),
        StanceExample("Israel stopped short of rejecting the truce.", "Israel", "ceasefire", 2),
        StanceExample("Moscow is less willing than before to accept a truce.", "Russia", "ceasefire", -1),
        StanceExample("Putin has yet to sign the truce.", "Russia", "ceasefire", 0),
        StanceExample("Israel joined Russia in urging Hamas to accept a truce.", "Russia", "ceasefire", 1),
        StanceExample("Hamas refused to accept the truce.", "Hamas", "ceasefire", -2),
        StanceExample("Israel asked state-run firms to hold off imposing sanctions.", "Israel", "sanctions", -1),
        StanceExample("Hamas refused on Friday to accept the truce.", "Hamas", "ceasefire", -2),
        StanceExample("Putin ruled out accepting a truce.", "Russia", "ceasefire", -2),
        StanceExample("Israel walked away from a deal to accept the truce.", "Israel", "ceasefire", -2),
        StanceExample("Israel urged Russia to accept a ceasefire.", "Israel", "ceasefire", 1),
        StanceExample("Russia is ready to sign the ceasefire.", "Russia", "ceasefire", 1),
    ]
    let silent = [
        StanceExample("Huge crowds demand Israel lift the sanctions.", "Israel", "sanctions", -2),
        StanceExample("Israel learned of a deal to accept the truce.", "Israel", "ceasefire", -2),
        StanceExample("Israel urged Russia to accept a ceasefire.", "Russia", "ceasefire", 2),
        StanceExample("Israel met on Friday to accept the truce.", "Israel", "ceasefire", 2),
        StanceExample("It is too early to sign the ceasefire.", "Russia", "ceasefire", 1),
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, context.isPredicate(path.node), let inner = path.level,
            let up = context.document.head(path.node)
        else { return nil }
        let relation = context.relation(of: path.node)
        let isInfinitive = context.subjects.isInfinitive(path.node)
        let marker = context.document.child(path.node, .marker).map { context.token($0).form }
        if relation == .adjectivalClause, isInfinitive, let step = toldTo(path, patient: up, inner, context) {
            return step
        }
        switch relation {
        case .openComplement: break
        case .clausalComplement, .adverbialClause, .oblique, .object, .clausalSubject:
            break
        default: return nil
        }
        // "backed away, while warming to the talks"
        if marker == "while" || marker == "whilst" { return nil }
        let upper = context.token(up)
        if let step = directed(path, up, isInfinitive, context) { return step }
        if let step = doubted(path, up, context) { return step }
        if isInfinitive, Self.contacting.contains(context.token(up).lemma), !path.isSpeakers {
            // "telephoned Putin to urge a truce": what he said.
            return .climb(path.climbing(to: up, level: inner, rule: path.rule))
        }
        if marker == "in", upper.lemma == "join", let partner = context.document.child(up, .object) {
            // "Turkey joined Russia in urging …": both do.
            var next = path.climbing(to: up, level: inner, rule: path.rule)
            next.owners = context.subjects.of(up) + context.subjects.expanded(partner)
            return .climb(next)
        }
        if let adjective = context.lexicon.adjective(upper.lemma)
            ?? (upper.tag == .vbn && relation == .openComplement && isInfinitive
                ? context.lexicon.adjective(upper.form) : nil),
            upper.partOfSpeech == .adjective || upper.tag == .vbn,
            let attitude = adjective.attitude, relation != .adverbialClause || isInfinitive || marker != nil
        {
            guard relation != .adverbialClause || Self.leads.contains(marker ?? .none) else { return nil }
            var next = path.climbing(to: up, level: StanceContext.compose(attitude, inner), rule: id)
            next.owners = context.document.child(up, .passiveSubject).map { context.subjects.expanded($0) } ?? []
            return .climb(next)
        }
        guard upper.partOfSpeech == .verb || upper.partOfSpeech == .auxiliary else { return nil }
        if isInfinitive, relation == .adverbialClause || relation == .openComplement,
            let object = context.document.child(up, .object), object < path.node,
            let noun = context.lexicon.noun(context.token(object).lemma), noun.effect != .performs
        {
            // "reaffirmed their resolve to stop it": the infinitive belongs to the noun.
            let level = noun.effect == .omits ? -inner : StanceContext.compose(noun.level, inner)
            var next = path.climbing(to: object, level: level, rule: id)
            let subject = context.subjects.of(up).first.flatMap { context.matches.actor(at: $0) }
            let owners = (context.subjects.owners(object) + context.subjects.modifiers(object)).filter {
                guard let actor = context.matches.actor(at: $0) else { return false }
                return actor != subject && context.token($0).partOfSpeech != .pronoun
            }
            if !owners.isEmpty, noun.effect == .attitude {
                // "turned down Israel's request to lift it": Israel requests it.
                var own = next
                own.owners = owners
                own.isSettled = true
                own.emitted = []
                next.emitted += context.readings(own)
            }
            return .climb(next)
        }
        if isInfinitive, relation == .adverbialClause || relation == .openComplement,
            let object = context.document.child(up, .object), object < path.node,
            context.lexicon.documents.contains(context.token(object).lemma),
            (context.lexicon.verb(upper.lemma)?.attitude ?? 0) != 0
        {
            // "approved a bill to impose sanctions"
            return .climb(path.climbing(to: object, level: inner, rule: id))
        }
        if isInfinitive, relation == .adverbialClause || relation == .openComplement,
            let noun = nounBefore(path.node, below: up, context)
        {
            // "walked away from talks to buy it": what is walked away from is the buying.
            let attitude = context.lexicon.noun(context.token(noun).lemma)
            let level = attitude?.effect == .attitude ? StanceContext.compose(attitude?.level ?? 1, inner) : inner
            return .climb(path.climbing(to: noun, level: level, rule: path.rule))
        }
        // "called for him to go", "insisted on withdrawing", "accused of".
        let preposition = marker == "to" || marker == "that" ? nil : marker ?? context.preposition(of: path.node)
        if let preposition {
            guard
                let verb = context.lexicon.verb(upper.lemma, preposition) ?? phrase(up, before: path.node, context),
                let attitude = verb.attitude ?? verb.directs
            else { return nil }
            return .climb(path.climbing(to: up, level: StanceContext.compose(attitude, inner), rule: id))
        }
        let isAside =
            context.token(path.node).tag == .vbg && marker == nil && path.node > 0
            && context.token(
                context.document.span(path.node).lowerBound - 1 >= 0
                    ? context.document.span(path.node).lowerBound - 1 : 0
            ).form == ","
        // "vowed to fight on, rejecting the truce"
        if isAside { return nil }
        let isComplement =
            relation != .adverbialClause || isGerundObject(path.node, of: up, context)
            || isInfinitive && isDelayed(path.node, of: up, context)
        guard isComplement || isInfinitive else { return nil }
        let particles = context.particles(of: up)
        let entry =
            particles.lazy.compactMap { context.lexicon.verb(upper.lemma, $0) }.first
            ?? context.lexicon.verb(upper.lemma)
        if entry == nil, let directs = patientVerb(up, context), isInfinitive {
            return .climb(path.climbing(to: up, level: StanceContext.compose(directs, inner), rule: id))
        }
        guard let verb = entry else { return nil }
        let hasPatient =
            context.document.child(up, .object) != nil || context.document.child(up, .indirectObject) != nil
        if let directs = patientVerb(up, context), isInfinitive {
            return .climb(path.climbing(to: up, level: StanceContext.compose(directs, inner), rule: id))
        }
        if verb.obliges, !isInfinitive, context.token(path.node).tag == .vbn {
            // "have killed", where the parser took the auxiliary for the verb.
            return .climb(path.climbing(to: up, level: inner, rule: path.rule))
        }
        if verb.obliges, relation == .openComplement, isInfinitive,
            context.document.child(up, where: { $0.form == "yet" }) != nil
        {
            // "has yet to sign"
            return .climb(path.climbing(to: up, level: 0, rule: id))
        }
        if verb.obliges, relation == .openComplement, isInfinitive {
            var next = path.climbing(to: up, level: inner.signum(), rule: path.rule)
            next.isSpeakers = true
            return .climb(next)
        }
        // "expects the rebels to reject the truce" foresees it, and wishes nothing.
        if upper.lemma == "expect", inner < 0 { return StanceStep.none }
        if let directs = verb.directs, hasPatient, isInfinitive {
            return .climb(path.climbing(to: up, level: StanceContext.compose(directs, inner), rule: id))
        }
        if verb.reports, relation == .clausalComplement, !isSubjunctive(path.node, context) { return nil }
        if let attitude = verb.attitude, isComplement {
            if verb.omits, attitude < 0 { return .climb(path.climbing(to: up, level: -inner, rule: id)) }
            if verb.performs { return .climb(path.climbing(to: up, level: inner, rule: path.rule)) }
            return .climb(path.climbing(to: up, level: StanceContext.compose(attitude, inner), rule: id))
        }
        if verb.performs, isComplement {
            return .climb(path.climbing(to: up, level: inner, rule: path.rule))
        }
        if verb.omits, isComplement { return .climb(path.climbing(to: up, level: -inner, rule: id)) }
        if verb.directs != nil, relation == .openComplement, isInfinitive, context.subjects.isPassive(up) { return nil }
        return nil
    }

    /// "asked refiners to hold off", where the parser hung what they are to do on them.
    private func toldTo(
        _ path: StancePath, patient: Int, _ inner: Int, _ context: StanceContext
    ) -> StanceStep? {
        guard context.token(patient).relation == .object || context.token(patient).relation == .indirectObject,
            let verb = context.document.head(patient), context.token(verb).partOfSpeech == .verb,
            let directs = context.lexicon.verb(context.token(verb).lemma)?.directs,
            !context.lexicon.containers.contains(context.token(patient).lemma),
            !context.lexicon.documents.contains(context.token(patient).lemma)
        else { return nil }
        return .climb(path.climbing(to: verb, level: StanceContext.compose(directs, inner), rule: id))
    }

    private static let compelling: Set<WordKey> = [
        "force", "compel", "oblige", "drive", "pressure", "shame", "prompt", "lead", "cause",
    ]

    /// "was forced to call an election": the one who is forced does it. "was urged by Japan to sign": Japan wants it.
    private func directed(
        _ path: StancePath, _ up: Int, _ isInfinitive: Bool, _ context: StanceContext
    ) -> StanceStep? {
        if isInfinitive, let inner = path.level, Self.compelling.contains(context.token(up).lemma),
            !context.subjects.isPassive(up), let object = context.document.child(up, .object), object < path.node,
            context.document.child(path.node, .nominalSubject) == nil,
            [.vbd, .vbz, .vbn, .vbg].contains(context.token(up).tag)
        {
            var next = path.climbing(to: up, level: inner, rule: path.rule)
            next.owners = context.subjects.expanded(object)
            return .climb(next)
        }
        guard isInfinitive, let inner = path.level, context.subjects.isPassive(up),
            context.document.child(path.node, .nominalSubject) == nil,
            let patient = context.document.child(up, .passiveSubject),
            let verb = context.lexicon.verb(context.token(up).lemma), let directs = verb.directs, !verb.reports
        else { return nil }
        if Self.compelling.contains(context.token(up).lemma) {
            var next = path.climbing(to: up, level: inner, rule: path.rule)
            next.owners = context.subjects.expanded(patient)
            return .climb(next)
        }
        guard !context.subjects.agents(up).isEmpty else { return StanceStep.none }
        return .climb(path.climbing(to: up, level: StanceContext.compose(directs, inner), rule: id))
    }

    /// "doubts that Israel wants the truce": Israel's position, as somebody doubts it.
    private func doubted(_ path: StancePath, _ up: Int, _ context: StanceContext) -> StanceStep? {
        guard let inner = path.level, context.token(path.node).relation == .clausalComplement,
            context.token(up).lemma == "doubt", context.token(up).partOfSpeech == .verb, !path.isSpeakers
        else { return nil }
        let holders = context.subjects.of(path.node)
        let doubters = context.subjects.of(up).compactMap { context.matches.actor(at: $0) }
        guard let holder = holders.first.flatMap({ context.matches.actor(at: $0) }), !doubters.contains(holder) else {
            return nil
        }
        var own = path
        own.owners = holders
        own.isSettled = true
        own.rule = id
        own.level = StanceContext.negated(inner)
        own.via = Array(context.subjects.of(up).prefix(1))
        own.hedge()
        return .found(context.readings(own))
    }

    /// "rules out laying down arms": a gerund right after the verb or its particle is its object.
    private func isGerundObject(_ node: Int, of verb: Int, _ context: StanceContext) -> Bool {
        guard context.token(node).tag == .vbg, context.document.child(node, .marker) == nil else { return false }
        let before = context.document.span(node).lowerBound - 1
        return before == verb
            || before > verb && context.document.head(before) == verb && context.token(before).relation == .particle
    }

    /// "refused on Friday to sign": an infinitive after a word on when or where still completes the verb.
    private func isDelayed(_ node: Int, of verb: Int, _ context: StanceContext) -> Bool {
        verb < node && Self.willing.contains(context.token(verb).lemma)
            && context.document.child(verb, .object) == nil && context.particles(of: verb).isEmpty
    }

    /// Verbs whose infinitive is what they are about, never a purpose.
    private static let willing: Set<WordKey> = [
        "agree", "aim", "choose", "consent", "decide", "decline", "fail", "hope", "intend", "offer", "plan", "pledge",
        "prefer", "promise", "propose", "refuse", "resolve", "swear", "threaten", "undertake", "volunteer", "vow",
        "want", "wish",
    ]

    /// The noun right before an infinitive, where the verb takes a position on it ("pulled out of a deal to buy").
    private func nounBefore(_ clause: Int, below verb: Int, _ context: StanceContext) -> Int? {
        let first = context.document.span(clause).lowerBound
        guard first > 0, context.document.head(first - 1) == verb else { return nil }
        let token = context.token(first - 1)
        if token.partOfSpeech == .noun, token.relation == .oblique, context.token(clause).relation != .adverbialClause,
            let noun = context.lexicon.noun(token.lemma), noun.effect == .attitude
        {
            // "stood by his refusal to go"
            return first - 1
        }
        guard token.relation == .oblique, token.partOfSpeech == .noun,
            context.lexicon.containers.contains(token.lemma) || context.lexicon.documents.contains(token.lemma),
            let preposition = context.preposition(of: first - 1),
            let entry = context.verb(verb, preposition: preposition, isDirect: false), entry.attitude ?? 0 < 0
        else { return nil }
        return first - 1
    }

    /// "stopped short of rejecting": the verb, a word after it, and a preposition.
    private func phrase(_ verb: Int, before clause: Int, _ context: StanceContext) -> StanceLexicon.Verb? {
        for child in context.document.children(verb) where child > verb && child < clause {
            if let entry = context.lexicon.verb(context.token(verb).lemma, context.token(child).lemma),
                entry.takesPreposition
            {
                return entry
            }
        }
        return nil
    }

    /// "called on Russia to withdraw", "appealed to Israel to stop".
    private func patientVerb(_ verb: Int, _ context: StanceContext) -> Int? {
        for child in context.document.children(verb) where context.token(child).relation == .oblique {
            if let preposition = context.preposition(of: child),
                let directs = context.lexicon.verb(context.token(verb).lemma, preposition)?.directs
            {
                return directs
            }
        }
        return nil
    }

    private static let contacting: Set<WordKey> = ["call", "email", "phone", "ring", "telephone", "write", "contact"]

    private static let leads: Set<WordKey> = ["to", "for", "about", "of", "on", "in", "against"]

    /// "insists that Putin step down": the plain form where one alone does it.
    private func hasSingleSubject(_ node: Int, _ context: StanceContext) -> Bool {
        guard let subject = context.document.child(node, .nominalSubject) else { return false }
        let tag = context.token(subject).tag
        return (tag == .nnp || tag == .nn) && context.document.child(subject, .conjunct) == nil
    }

    /// "demanded that Russia withdraw".
    private func isSubjunctive(_ node: Int, _ context: StanceContext) -> Bool {
        let tag = context.token(node).tag
        guard tag == .vb || tag == .vbp && hasSingleSubject(node, context) else { return false }
        return context.document.child(node, where: { $0.relation == .auxiliary && $0.tag == .md }) == nil
    }
}
