import Linguistics

/// "There will be no recall", "there is no need for sanctions", "there is no appetite in Brussels for a deal": what is
/// said to be there or not is the position of who says so, or of whom it is said to be in.
struct ExistentialRule: StanceRule {
    let id = "existential"
    let reason =
        "who says that there is no need, no reason or no plan for something, or will be none of it, is against it"
    let fires = [
        StanceExample("There will be no ceasefire, Netanyahu said.", "Israel", "ceasefire", -2),
        StanceExample("Russia insisted there was no need for sanctions.", "Russia", "sanctions", -1),
        StanceExample("There is no appetite in Moscow for a truce.", "Russia", "ceasefire", -1),
        StanceExample("\"There can be no talks with killers,\" Netanyahu said.", "Israel", "talks", -2),
        StanceExample("There is no question of accepting a truce, Hamas said.", "Hamas", "ceasefire", -1),
        StanceExample("\"No truce,\" Netanyahu said.", "Israel", "ceasefire", -2),
    ]
    let silent = [
        StanceExample("There was no truce in the valley, Israel said.", "Israel", "ceasefire", -2),
        StanceExample("There is support in Moscow shops for a ceasefire fund.", "Israel", "ceasefire", 1),
        StanceExample("There was no need for sanctions.", "Russia", "sanctions", -1),
    ]

    /// Nouns by which a speaker judges: "there is support" may be anybody's.
    private static let judgements: Set<WordKey> = [
        "need", "reason", "point", "sense", "case", "justification", "excuse", "merit", "room", "place", "question",
        "plan", "plans", "intention", "alternative", "use", "chance", "prospect", "basis", "ground", "grounds", "call",
        "way", "talk", "hurry", "rush", "scope", "necessity", "benefit", "time",
    ]
    private static let places: Set<WordKey> = ["in", "within", "among", "inside"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, !path.isClauseRead, !context.isPredicate(path.node) else { return nil }
        if let fragment = fragment(path, context) { return .found(context.readings(fragment)) }
        if let next = judged(path, context) { return .climb(next) }
        return nil
    }

    /// "there is no need for …", "there will be no …".
    private func judged(_ path: StancePath, _ context: StanceContext) -> StancePath? {
        let document = context.document
        guard let be = document.head(path.node) else { return nil }
        let noun = context.token(path.node)
        var thing = path.node
        var outer: Int?
        if noun.relation == .oblique || noun.relation == .nominalModifier,
            let preposition = context.preposition(of: path.node),
            preposition == "for" || preposition == "in" || preposition == "of" || preposition == "to"
        {
            // The topic hangs on the verb or on the noun for the need.
            let there = Self.isThere(be, context) ? be : document.head(be)
            guard let there, Self.isThere(there, context), let said = Self.thing(of: there, context), said < path.node,
                said == be || there == be
            else { return nil }
            let lemma = context.token(said).lemma
            if let level = context.lexicon.noun(lemma)?.level, context.lexicon.noun(lemma)?.effect == .attitude {
                outer = level
            } else {
                guard Self.judgements.contains(lemma) else { return nil }
                outer = 1
            }
            thing = said
        } else {
            guard path.level != nil, Self.isThere(be, context), Self.thing(of: be, context) == path.node else {
                return ahead(path, be, context)
            }
        }
        guard let there = document.head(thing), Self.isThere(there, context) else { return nil }
        var next = path.climbing(
            to: there, level: outer.map { StanceContext.compose($0, path.level) } ?? path.level, rule: id)
        let holders = (Array(document.children(there)) + Array(document.children(thing))).filter {
            guard context.matches.actor(at: $0) != nil, $0 != path.node, let link = context.preposition(of: $0) else {
                return false
            }
            return Self.places.contains(link)
        }
        if !holders.isEmpty {
            next.owners = holders
        } else {
            guard Self.judgements.contains(context.token(thing).lemma) else { return nil }
            next.isSpeakers = true
        }
        return next
    }

    /// "there will be no truce", "there can be no talks": by its speaker, in the main clause of what is said.
    private func ahead(_ path: StancePath, _ be: Int, _ context: StanceContext) -> StancePath? {
        guard path.level == nil, Self.isThere(be, context), Self.thing(of: be, context) == path.node else { return nil }
        let clause = Clause(be, in: context.document, lexicon: context.lexicon)
        let isAhead =
            clause.modality == .future || clause.modality == .possible && clause.isNegated
            || clause.modality == .conditional && !clause.hasCondition
        guard isAhead else { return nil }
        var next = path.climbing(to: be, level: 2, rule: id)
        next.isSpeakers = true
        return next
    }

    private static func isThere(_ be: Int, _ context: StanceContext) -> Bool {
        context.token(be).lemma == "be"
            && context.document.child(be, where: { $0.form == "there" && $0.tag == .ex }) != nil
    }

    /// What is there: after the verb, whatever the parser calls it.
    private static func thing(of be: Int, _ context: StanceContext) -> Int? {
        context.document.children(be).first {
            let token = context.token($0)
            return $0 > be && token.partOfSpeech == .noun
                && (token.relation == .object || token.relation == .nominalSubject || token.relation == .openComplement)
        }
    }

    /// "No truce, no talks": a whole utterance without a verb.
    private func fragment(_ path: StancePath, _ context: StanceContext) -> StancePath? {
        let token = context.token(path.node)
        guard path.level == nil, !path.isSpeakers, token.partOfSpeech == .noun,
            context.document.child(path.node, where: { $0.form == "no" && $0.relation == .determiner }) != nil,
            let said = context.attribution(at: path.node), said.quotation == .direct,
            let utterance = said.content.first(where: { $0.contains(path.node) }), utterance.count <= 12,
            context.document.head(path.node).map({ !utterance.contains($0) }) ?? true,
            !utterance.contains(where: { context.isPredicate($0) && context.token($0).partOfSpeech == .verb })
        else { return nil }
        var next = path
        next.level = -2
        next.rule = id
        next.isSpeakers = true
        next.isClauseRead = true
        return next
    }
}
