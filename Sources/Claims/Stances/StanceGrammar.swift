import Linguistics

/// Reads the positions on one topic off the tree: from the topic upwards, word by word, each step by a rule.
struct StanceGrammar: Sendable {
    let lexicon: StanceLexicon
    /// In the order in which they are tried.
    static let rules: [any StanceRule] = [
        HyphenRule(), RelativeRule(), HeadlineVerbRule(), BreachRule(), AccusationRule(), IdiomRule(),
        OwnedActionRule(),
        ExistentialRule(), TimeRule(), AttendanceRule(), DeniedClaimRule(), ReceptionRule(),
        EvaluationRule(), AgentNounRule(), ParticipantRule(), ObjectNounRule(), VerbArgumentRule(),
        PurposeRule(),
        NounComplementRule(), AdjectiveArgumentRule(), DocumentRule(), ComplementClauseRule(), ConditionRule(),
        ReportRule(),
        FreeClauseRule(),
    ]
    /// Steps a path may take: deeper sentences are not news.
    private static let limit = 24

    /// The positions on a topic where it is named, by the tree; of words that mean its opposite the reverse.
    ///
    /// - Returns: nil where the text leaves it open (an "if", a question) or the word means another thing.
    func readings(topic: WatchMatches.Match, in context: StanceContext) -> [StanceReading]? {
        if isAssertion(topic, context) || isOfAnother(topic, context) { return nil }
        guard var found = climb(from: topic, in: context) else { return nil }
        if topic.isWeak { found.removeAll { $0.isBareDeed || $0.rule == "owned-action" } }
        return Self.turned(found, topic)
    }

    /// "claims that the worst is over": the word means what is said, whatever the user meant by it ("claims" for damages).
    private func isAssertion(_ topic: WatchMatches.Match, _ context: StanceContext) -> Bool {
        let token = context.token(topic.head)
        guard topic.tokens.count == 1, token.partOfSpeech == .noun, Self.assertions.contains(token.lemma) else {
            return false
        }
        return context.document.children(topic.head).contains { child in
            guard child > topic.head, context.isPredicate(child),
                let subject = context.document.child(child, .nominalSubject)
                    ?? context.document.child(child, .passiveSubject)
            else { return false }
            // "claims BP lobbied for it", which the parser takes for claims that BP lobbied
            return ![.wdt, .wp].contains(context.token(subject).tag)
        }
    }

    /// "a negotiated plan" is no negotiation; "drilling a relief well" is of the well, where that is another topic.
    private func isOfAnother(_ topic: WatchMatches.Match, _ context: StanceContext) -> Bool {
        let token = context.token(topic.head)
        if topic.isWeak, token.partOfSpeech == .verb, isElsewhere(topic.head, context) { return true }
        if token.partOfSpeech == .verb, let left = leftBehind(topic.head, context),
            context.topic(at: left) != topic.index
        {
            return true
        }
        guard topic.tokens.count == 1 else { return false }
        if token.relation == .adjectivalModifier, token.tag == .vbn { return true }
        guard token.partOfSpeech == .verb || token.tag == .vbg || Self.doings.contains(token.lemma) else {
            return false
        }
        if isTaking(topic.head, context) { return true }
        let object =
            context.document.child(topic.head, .object)
            ?? context.document.children(topic.head).first {
                context.token($0).relation == .nominalModifier && context.preposition(of: $0) == "of"
            }
        guard let object, let other = context.topic(at: object) else { return false }
        return other != topic.index
    }

    /// "pledged that polls would be held", "voted to tighten sanctions": the verb takes a position on something else.
    private func isTaking(_ verb: Int, _ context: StanceContext) -> Bool {
        let token = context.token(verb)
        guard token.partOfSpeech == .verb, Self.taking.contains(token.lemma) else { return false }
        return context.document.children(verb).contains { child in
            let relation = context.token(child).relation
            return child > verb
                && (relation == .clausalComplement
                    || relation == .openComplement && context.subjects.isInfinitive(child))
        }
    }

    private static let taking: Set<WordKey> = [
        "aim", "appeal", "arrange", "decide", "move", "offer", "pledge", "pay", "plan", "promise", "propose",
        "push", "threaten", "undertake", "vote",
    ]

    /// "will go on the attack", "leaves for Geneva": a general verb with a way of its own means that.
    private func isElsewhere(_ verb: Int, _ context: StanceContext) -> Bool {
        let next = verb + 1
        guard next + 1 < context.document.tokens.count, context.token(next).sentence == context.token(verb).sentence,
            ["on", "to", "into", "ahead", "after", "over", "back", "along"].contains(context.token(next).form),
            let up = context.document.head(next)
        else { return false }
        return up == verb || context.token(next + 1).relation != .temporalOblique && !context.subjects.isTime(up)
    }

    /// "pulled out of the talks": what is left, where it is another topic.
    private func leftBehind(_ verb: Int, _ context: StanceContext) -> Int? {
        context.document.children(verb).first { child in
            guard child > verb, context.token(child).relation == .oblique, context.token(child).partOfSpeech == .noun,
                let marker = context.document.child(child, .caseMarker)
            else { return false }
            return ["of", "out", "from"].contains(context.token(marker).form) && context.topic(at: child) != nil
        }
    }

    private static let doings: Set<WordKey> = ["drilling", "use", "building", "making"]

    private static let assertions: Set<WordKey> = ["allegation", "charge", "claim", "report", "suggestion"]

    /// The same by the order of words, for sentences whose tree names nobody who is watched.
    func readingsByOrder(topic: WatchMatches.Match, in context: StanceContext) -> [StanceReading] {
        guard !topic.isWeak else { return [] }
        let order = WordOrderReader(context: context)
        let judged = order.judged(topic)
        return Self.turned(judged.isEmpty ? order.readings(topic) : judged, topic)
    }

    private static func turned(_ found: [StanceReading], _ topic: WatchMatches.Match) -> [StanceReading] {
        guard topic.isOpposite else { return found }
        return found.map { reading in
            var reading = reading
            reading.level = -reading.level
            return reading
        }
    }

    /// - Returns: nil where the text leaves it open ("if", a question).
    private func climb(from topic: WatchMatches.Match, in context: StanceContext) -> [StanceReading]? {
        var path = StancePath(node: topic.head, tokens: topic.tokens)
        path.topic = topic.index
        // Before anything trusts the tagger.
        if case .found(let readings)? = HeadlineVerbRule().apply(path, in: context) { return readings }
        // Before the topic is taken for the first of its row: "arrests and shelling by the army".
        let row = context.token(path.node).relation
        if row == .conjunct || row == .appositive,
            case .found(let readings)? = OwnedActionRule().apply(path, in: context)
        {
            // "condemned arrests and shelling by the army"
            let first = nominalAnchor(path, context).node
            guard let verb = context.document.head(first), context.lexicon.factives.contains(context.token(verb).lemma),
                context.token(first).relation == .object
            else { return readings }
            path.emitted = readings
            path.hasReadOwner = true
        }
        if row == .appositive, case .climb(let described)? = RelativeRule().apply(path, in: context) {
            // "proposed a truce, an offer that the rebels reject"
            path = described
        }
        for _ in 0..<Self.limit {
            path = whole(nominalAnchor(path, context), context)
            if case .climb(let waited)? = ConditionRule().apply(path, in: context) { path = waited }
            if !path.isSettled, !path.isClauseRead, context.isPredicate(path.node) {
                guard let read = clause(path, context) else { return path.emitted.isEmpty ? nil : path.emitted }
                path = read
            }
            path = clausalAnchor(path, context)
            switch step(path, context) {
            case .climb(let next): path = next
            case .found(let readings):
                guard let document = documentHolder(readings, context), !path.isDocument else { return readings }
                // "a resolution that calls for it": who adopts or rejects the paper takes the position.
                var next = StancePath(node: document, tokens: path.focus)
                next.topic = path.topic
                next.level = path.level
                next.rule = DocumentRule().id
                next.isDocument = true
                next.emitted = path.emitted + documentOwners(next, context)
                path = next
            case .refused: return path.emitted.isEmpty ? nil : path.emitted
            case .none?, nil: return path.emitted
            }
        }
        return path.emitted
    }

    private func step(_ path: StancePath, _ context: StanceContext) -> StanceStep? {
        for rule in Self.rules {
            if let step = rule.apply(path, in: context) { return step }
        }
        return nil
    }

    private static let parts: Set<WordKey> = [
        "most", "all", "some", "many", "part", "half", "bulk", "rest", "both", "several", "remainder", "parts", "each",
    ]

    /// "most of its sanctions": the part plays the role of the whole, and who owns the whole is not what is said.
    private func whole(_ path: StancePath, _ context: StanceContext) -> StancePath {
        guard path.level == nil, let part = context.document.head(path.node),
            context.token(path.node).relation == .nominalModifier, !context.isPredicate(part),
            context.preposition(of: path.node) == "of" && Self.parts.contains(context.token(part).form)
                || context.preposition(of: path.node) == "including"
        else { return path }
        var path = path
        path.node = part
        return path
    }

    /// A co-ordinated noun plays the part of the first of its row; an apposition that of the word it explains.
    private func nominalAnchor(_ path: StancePath, _ context: StanceContext) -> StancePath {
        var path = path
        for _ in 0..<8 {
            let relation = context.token(path.node).relation
            guard relation == .conjunct || relation == .appositive,
                !context.isPredicate(path.node) || relation == .appositive,
                let up = context.document.head(path.node), context.token(up).partOfSpeech != .verb
            else { break }
            path.node = up
        }
        return path
    }

    /// A co-ordinated verb without a subject of its own stands where the first of its row stands, once the holder is
    /// known ("agreed to stop and withdraw").
    private func clausalAnchor(_ path: StancePath, _ context: StanceContext) -> StancePath {
        var path = path
        guard path.level != nil, context.relation(of: path.node) == .conjunct,
            context.isPredicate(path.node) || path.isSettled
        else { return path }
        if !path.isSettled, !path.isSpeakers, path.owners.isEmpty {
            let holders = context.subjects.of(path.node)
            path.owners = holders
        }
        for _ in 0..<8 where context.relation(of: path.node) == .conjunct {
            guard let up = context.document.head(path.node) else { break }
            path.node = up
        }
        path.isClauseRead = true
        return path
    }

    /// Applies negation, modality, conditions and tense of the clause that the path has reached; nil where the clause
    /// does not say that it holds.
    private func clause(_ path: StancePath, _ context: StanceContext) -> StancePath? {
        var path = path
        let isTopic = path.level == nil
        if isTopic {
            let token = context.token(path.node)
            if token.partOfSpeech == .adjective {
                // Of another who is watched, it is that one's matter, and nobody's position.
                if let subject = context.document.child(path.node, .nominalSubject),
                    context.matches.actor(at: subject) != nil
                {
                    return nil
                }
                // "the order is punitive": the speaker's word on it.
                path.level = 1
                path.rule = StanceOrigin.topicAdjective.id
                path.isSpeakers = true
                return read(path, context)
            }
            // A noun made a predicate ("this is a truce") says nothing; a verb that is the topic says it is done.
            guard token.partOfSpeech == .verb,
                !context.subjects.isPassive(path.node) || !context.subjects.agents(path.node).isEmpty
                    || context.relation(of: path.node) == .clausalComplement
            else {
                return token.partOfSpeech == .verb ? nil : path
            }
            // "shoot down a jet" is no "shoot".
            if let particle = context.document.child(path.node, .particle), !path.focus.contains(particle),
                context.token(particle).form == "down" || context.token(particle).form == "up",
                !isUpTo(particle, context)
            {
                return nil
            }
            path.level = 2
            path.rule = StanceOrigin.topicVerb.id
            path.isBareDeed = true
        }
        return read(path, context, isTopic: isTopic)
    }

    /// "killed up to 200": a bound, no particle.
    private func isUpTo(_ particle: Int, _ context: StanceContext) -> Bool {
        particle + 1 < context.document.tokens.count && context.token(particle + 1).form == "to"
    }

    private func read(_ path: StancePath, _ context: StanceContext, isTopic: Bool = false) -> StancePath? {
        var path = path
        guard var level = path.level else { return path }
        path.isClauseRead = true
        let clause = Clause(path.node, in: context.document, lexicon: context.lexicon)
        if clause.isUnreal || isQuestion(path.node, context) { return nil }
        // "vowed that he will never leave", "must leave": more than a deed.
        if clause.modality == .future || clause.modality == .obligation { path.isBareDeed = false }
        if clause.isNegated {
            // "did not fire" is no position; "will not fire" is one.
            if isTopic, clause.modality != .future,
                context.lexicon.violent.contains(context.token(path.node).lemma)
            {
                return nil
            }
            level = clause.isNotYet ? min(level, 0) : StanceContext.negated(level)
            if path.rule == "verb-argument", level > 0 { path.hedge() }
        }
        switch clause.modality {
        case .possible:
            if clause.isNegated, context.subjects.isPassive(path.node), context.subjects.agents(path.node).isEmpty,
                path.owners.isEmpty
            {
                // "the deal cannot be accepted, Egypt said"
                path.isSpeakers = true
            }
            if clause.isOnlyIf {
                level = -level.signum()
                path.certainty = .conditional
            } else if !clause.isNegated {
                level = level.signum()
                path.hedge()
            }
        case .obligation:
            level = level.signum()
            path.isSpeakers = true
        default:
            if clause.hasCondition {
                // "would sign if" is an offer, "only if" none for now.
                if clause.isOnlyIf { level = -level.signum() } else if level > 0 { level = 1 }
                path.certainty = .conditional
            }
        }
        // "No captives would be freed until the siege was lifted" is a refusal for now.
        let isSettled = !clause.hasCondition || clause.isNegated
        if clause.modality == .future || clause.modality == .conditional && isSettled,
            context.subjects.isPassive(path.node), path.owners.isEmpty,
            context.subjects.agents(path.node).isEmpty,
            context.relation(of: path.node) == .clausalComplement
        {
            // "BP said the well would be sealed": who announces it is behind it.
            path.isSpeakers = true
        }
        if clause.isHedged { path.hedge() }
        if clause.isLongAgo || context.hasPastYear(path.node) { path.isHistory = true }
        if clause.isPluperfect, !isReported(path.node, context) { path.isHistory = true }
        path.level = level
        return path
    }

    private func isQuestion(_ node: Int, _ context: StanceContext) -> Bool {
        let sentence = context.document.sentences[Int(context.token(node).sentence)]
        guard let last = sentence.tokens.last else { return false }
        for index in max(sentence.tokens.lowerBound, last - 1)...last where context.token(index).form == "?" {
            return true
        }
        return false
    }

    private func isReported(_ node: Int, _ context: StanceContext) -> Bool {
        var node = node
        for _ in 0..<4 {
            if context.token(node).relation == .clausalComplement { return true }
            if context.token(node).relation == .root, isSaid(node, context) { return true }
            guard context.token(node).relation == .conjunct, let up = context.document.head(node) else { return false }
            node = up
        }
        return false
    }

    /// "No truce had been agreed, according to Putin": the whole sentence is what somebody says.
    private func isSaid(_ node: Int, _ context: StanceContext) -> Bool {
        guard let attribution = context.attribution(at: node) else { return false }
        return attribution.content.contains { $0.contains(node) }
    }

    /// The paper that is the only holder of what was found.
    private func documentHolder(_ readings: [StanceReading], _ context: StanceContext) -> Int? {
        guard let last = readings.last, case .word(let word) = last.holder,
            context.matches.actor(at: word) == nil, context.lexicon.documents.contains(context.token(word).lemma)
        else { return nil }
        return word
    }

    private func documentOwners(_ path: StancePath, _ context: StanceContext) -> [StanceReading] {
        var own = path
        own.owners = (context.subjects.owners(path.node) + context.subjects.modifiers(path.node))
            .filter { context.matches.actor(at: $0) != nil }
        let verb = context.document.head(path.node).map { context.token($0) }
        let attitude = verb.flatMap { context.lexicon.verb($0.lemma) ?? context.lexicon.verb(form: $0.form) }?.attitude
        guard !own.owners.isEmpty, attitude ?? 0 >= 0 else { return [] }
        own.level = path.level?.signum()
        own.isSettled = true
        own.emitted = []
        return context.readings(own)
    }
}
