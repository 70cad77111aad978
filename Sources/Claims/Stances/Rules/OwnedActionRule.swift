import Linguistics

/// The topic is a deed, and the text says whose: "Israeli air strikes", "sanctions by Russia", "US-led talks".
struct OwnedActionRule: StanceRule {
    let id = "owned-action"
    let reason = "a deed that is named with its doer is the doer's position on it"
    let fires = [
        StanceExample("The withdrawal of Russian troops began on Monday.", "Russia", "withdrawal", 2),
        StanceExample("Russian sanctions hit exports.", "Russia", "sanctions", 2),
        StanceExample("Israel's sanctions continued.", "Israel", "sanctions", 2),
    ]
    let silent = [
        StanceExample("Sanctions on Russia continued.", "Russia", "sanctions", 2),
        StanceExample("Israel agrees Russia sanctions.", "Russia", "sanctions", 2),
        StanceExample("Analysts rejected Russian sanctions forecasts.", "Russia", "sanctions", -2),
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard path.level == nil, !path.hasReadOwner,
            !context.isPredicate(path.node) || context.token(path.node).partOfSpeech == .noun
        else { return nil }
        guard context.lexicon.deeds.contains(context.token(path.node).lemma) else { return nil }
        let owners = self.owners(path.node, context)
        guard !owners.isEmpty, !isOnOwner(path, owners, context) else { return nil }
        var own = path
        own.level = 2
        own.owners = owners
        own.rule = id
        own.isSettled = true
        var next = path
        next.hasReadOwner = true
        next.emitted = context.readings(own)
        guard let up = context.document.head(path.node), context.lexicon.factives.contains(context.token(up).lemma)
        else {
            if case .climb(var waited)? = ConditionRule().apply(path, in: context) {
                // "will not talk until Israel's strikes end"
                waited.emitted = next.emitted
                waited.hasReadOwner = true
                return .climb(waited)
            }
            if Self.isWanted(path, context) { return Self.isJoined(path, context) ? .climb(next) : nil }
            return .found(next.emitted)
        }
        // "condemned Israel's strikes": the deed is taken for a fact, and the position on it comes on top.
        return .climb(next)
    }

    /// Whose deed it is: of the word itself, of what it is a part of ("a campaign of violence by the army"), of the
    /// passive that it is the means of ("were killed in air strikes by Israel").
    private func owners(_ node: Int, _ context: StanceContext) -> [Int] {
        var nodes = [node]
        if let up = context.document.head(node) {
            let relation = context.token(node).relation
            if relation == .nominalModifier, context.preposition(of: node) == "of",
                context.lexicon.deeds.contains(context.token(up).lemma)
            {
                nodes.append(up)
            }
            if relation == .oblique, context.subjects.isPassive(up) {
                let agents = context.subjects.agents(up).filter { context.matches.actor(at: $0) != nil }
                if !agents.isEmpty { return agents }
            }
        }
        if Self.goings.contains(context.token(node).lemma) {
            // "the withdrawal of Russian troops": theirs, who go.
            for child in context.document.children(node)
            where context.token(child).relation == .nominalModifier && context.preposition(of: child) == "of" {
                let goers = context.subjects.expanded(child).filter { context.matches.actor(at: $0) != nil }
                if !goers.isEmpty { return goers }
            }
        }
        for node in nodes {
            let found = (context.subjects.owners(node) + places(node, context) + context.subjects.modifiers(node))
                .filter { context.matches.actor(at: $0) != nil }
            if !found.isEmpty { return found }
        }
        // "bombardments of the city by the army", where the parser hung the army on the city
        let span = context.document.span(node)
        for index in span where index > node && context.token(index).relation == .nominalModifier {
            guard context.preposition(of: index) == "by", let up = context.document.head(index),
                context.document.head(up) == node, context.preposition(of: up) == "of"
            else { continue }
            let doers = context.subjects.expanded(index).filter { context.matches.actor(at: $0) != nil }
            if !doers.isEmpty { return doers }
        }
        return []
    }

    /// "the EU agrees Russia sanctions": where another does it, the country's name before it says on whom.
    private func isOnOwner(_ path: StancePath, _ owners: [Int], _ context: StanceContext) -> Bool {
        guard context.token(path.node).relation == .object, let verb = context.document.head(path.node),
            !context.lexicon.factives.contains(context.token(verb).lemma),
            let entry = context.verb(verb, preposition: nil, isDirect: true), entry.attitude != nil || entry.performs,
            owners.allSatisfy({
                context.token($0).relation == .compound && context.token($0).partOfSpeech == .properNoun
            })
        else { return false }
        let whose = Set(owners.compactMap { context.matches.actor(at: $0) })
        let doers = context.subjects.of(verb).compactMap { context.matches.actor(at: $0) }
        return !doers.isEmpty && doers.allSatisfy { !whose.contains($0) }
    }

    private static let goings: Set<WordKey> = [
        "withdrawal", "pullout", "pullback", "retreat", "departure", "resignation", "exit", "surrender", "arrival",
        "abdication", "accession", "intervention", "participation",
    ]
    private static let sittings: Set<WordKey> = ["hearing", "debate", "vote", "session", "sitting", "ballot"]

    /// "a hearing in the Senate": bodies hold what is held in them.
    private func places(_ node: Int, _ context: StanceContext) -> [Int] {
        guard Self.sittings.contains(context.token(node).lemma) else { return [] }
        return context.document.children(node).filter {
            guard context.token($0).relation == .nominalModifier, let preposition = context.preposition(of: $0) else {
                return false
            }
            return ["in", "at", "before"].contains(preposition)
        }
    }

    /// "attended the US talks": who takes part in it takes it for a fact.
    private static func isJoined(_ path: StancePath, _ context: StanceContext) -> Bool {
        guard case .climb(let next)? = VerbArgumentRule().apply(path, in: context) else { return false }
        return next.level == 2 && context.token(next.node).tag != .vb
    }

    /// Whether a verb or noun above takes a position that does not presuppose the deed ("called for Israeli strikes").
    private static func isWanted(_ path: StancePath, _ context: StanceContext) -> Bool {
        for rule in [ObjectNounRule() as any StanceRule, VerbArgumentRule(), NounComplementRule()] {
            if case .climb(let next)? = rule.apply(path, in: context), next.level != nil { return true }
        }
        return false
    }
}
