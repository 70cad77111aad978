import Linguistics

/// "will not talk until Russia withdraws", "threatens sanctions unless the shelling ends": what must come first is what
/// the one who waits for it wants.
struct ConditionRule: StanceRule {
    let id = "condition"
    let reason = "who refuses or threatens something until or unless another thing happens wants that other thing"
    let fires = [
        StanceExample("Hamas refused to free the men until Israel agreed to a truce.", "Hamas", "ceasefire", 1),
        StanceExample(
            "Russia threatened to close the port unless Israel lifted the sanctions.", "Russia", "sanctions", -1),
        StanceExample("Israel will not reopen the port unless Hamas accepts a truce.", "Israel", "ceasefire", 1),
    ]
    let silent = [
        StanceExample("Hamas kept the men until Israel agreed to a truce.", "Hamas", "ceasefire", 1),
        StanceExample("Russia will rest if Israel agrees to a truce.", "Russia", "ceasefire", 1),
    ]

    private static let gates: Set<WordKey> = ["until", "till", "unless"]

    private static let ends: Set<WordKey> = ["end", "stop", "cease", "halt", "collapse", "expire"]
    private static let starts: Set<WordKey> = ["begin", "start", "resume", "happen", "come", "hold", "take"]
    private static let threats: Set<WordKey> = ["threaten", "warn", "vow", "pledge", "swear", "promise"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, let (clause, level) = gate(path, context), level != 0,
            let main = context.document.head(clause),
            let top = refusal(main, isUnless: isGate(clause, context, gates: ["unless"]), context)
        else { return nil }
        let holders = context.subjects.of(top)
        guard !holders.isEmpty else { return nil }
        var next = path.climbing(to: top, level: level, rule: id)
        next.rule = id
        next.owners = holders
        next.isSettled = true
        next.isClauseRead = true
        return .climb(next)
    }

    /// The clause of condition, and what its coming true means for the topic.
    private func gate(_ path: StancePath, _ context: StanceContext) -> (clause: Int, level: Int)? {
        let document = context.document
        if context.isPredicate(path.node) {
            guard isGate(path.node, context) else { return nil }
            guard let level = path.level ?? (context.token(path.node).partOfSpeech == .verb ? 2 : nil) else {
                return nil
            }
            return (path.node, signed(level, path.node, context))
        }
        guard let up = document.head(path.node), isGate(up, context), context.token(path.node).relation.isSubject else {
            return nil
        }
        let verb = context.token(up).lemma
        let outer: Int
        if context.token(path.node).relation == .passiveSubject, context.subjects.agents(up).isEmpty,
            let attitude = context.lexicon.verb(verb)?.attitude
        {
            outer = attitude
        } else if Self.ends.contains(verb) {
            outer = -2
        } else if Self.starts.contains(verb) {
            outer = 2
        } else {
            return nil
        }
        return (up, signed(StanceContext.compose(outer, path.level), up, context))
    }

    private func signed(_ level: Int, _ clause: Int, _ context: StanceContext) -> Int {
        let isNegated = Clause(clause, in: context.document, lexicon: context.lexicon).isNegated
        return isNegated ? -level.signum() : level.signum()
    }

    private func isGate(
        _ clause: Int, _ context: StanceContext, gates: Set<WordKey> = ConditionRule.gates
    ) -> Bool {
        switch context.token(clause).relation {
        case .adverbialClause, .relativeClause, .adjectivalClause, .clausalComplement: break
        default: return false
        }
        return context.document.child(
            clause,
            where: {
                ($0.relation == .marker || $0.relation == .adverbialModifier || $0.relation == .caseMarker)
                    && gates.contains($0.form)
            }) != nil
    }

    /// The verb of the one who waits: what the condition hangs on, or above it, is denied, refused or threatened.
    private func refusal(_ main: Int, isUnless: Bool, _ context: StanceContext) -> Int? {
        var node = main
        for _ in 0..<4 {
            let token = context.token(node)
            if context.isPredicate(node) {
                let verb = context.lexicon.verb(token.lemma)
                let clause = Clause(node, in: context.document, lexicon: context.lexicon)
                // "will impose sanctions unless …", "is ready to …"
                let isThreat =
                    isUnless
                    && (clause.modality == .future && !context.subjects.isInfinitive(node)
                        || context.lexicon.adjective(token.lemma)?.attitude ?? 0 > 0)
                let isUnwilling = isThreat || verb?.omits == true || verb?.attitude ?? 0 < 0
                if isUnwilling || Self.threats.contains(token.lemma)
                    || clause.isNegated
                {
                    return node
                }
            }
            guard let up = context.document.head(node), token.relation != .clausalComplement else { return nil }
            node = up
        }
        return nil
    }
}
