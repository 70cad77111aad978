import Linguistics

/// How a topic is received: "the plan drew criticism from Russia", "won the backing of Israel", "Russia greeted the truce
/// with dismay".
struct ReceptionRule: StanceRule {
    let id = "reception"
    let reason = "what a topic meets with is the position of whom it comes from"
    let fires = [
        StanceExample("The truce drew criticism from Russia.", "Russia", "ceasefire", -2),
        StanceExample("The truce has the support of Israel.", "Israel", "ceasefire", 1),
        StanceExample("The sanctions ran into opposition from Russia.", "Russia", "sanctions", -2),
        StanceExample("Russia greeted the sanctions with dismay.", "Russia", "sanctions", -1),
        StanceExample("The sanctions were met with anger in Moscow.", "Russia", "sanctions", -2),
    ]
    let silent = [
        StanceExample("The truce drew envoys from Russia.", "Russia", "ceasefire", -2),
        StanceExample("The truce drew no criticism from Russia.", "Russia", "ceasefire", -2),
        StanceExample("Russia greeted the talks with tea.", "Russia", "talks", -1),
    ]

    private static let meets: Set<WordKey> = [
        "attract", "draw", "earn", "elicit", "encounter", "enjoy", "face", "find", "gain", "get", "have", "hit", "meet",
        "obtain", "prompt", "provoke", "receive", "run", "secure", "spark", "stir", "trigger", "win", "command",
    ]
    private static let greets: Set<WordKey> = [
        "greet", "meet", "receive", "welcome", "treat", "answer", "view", "regard",
    ]
    private static let sources: Set<WordKey> = ["from", "of", "by", "in", "among"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, !context.isPredicate(path.node), let verb = context.document.head(path.node),
            context.token(verb).partOfSpeech == .verb
        else { return nil }
        let relation = context.token(path.node).relation
        switch relation {
        case .nominalSubject where Self.meets.contains(context.token(verb).lemma):
            return received(path, verb, context)
        case .object, .passiveSubject:
            guard Self.greets.contains(context.token(verb).lemma) else { return nil }
            return greeted(path, verb, isPassive: relation == .passiveSubject, context)
        default: return nil
        }
    }

    /// "drew criticism from Russia"
    private func received(_ path: StancePath, _ verb: Int, _ context: StanceContext) -> StanceStep? {
        for child in context.document.children(verb) where child > verb {
            let token = context.token(child)
            guard token.relation == .object || token.relation == .oblique && context.preposition(of: child) != nil,
                let noun = context.lexicon.noun(token.lemma), noun.effect == .attitude
            else { continue }
            let near = Array(context.document.children(child)) + Array(context.document.children(verb))
            let holders =
                near.filter {
                    guard $0 > child, let link = context.preposition(of: $0) else { return false }
                    return Self.sources.contains(link)
                }.flatMap { context.subjects.expanded($0) } + context.subjects.modifiers(child)
            return found(path, verb, noun.level, holders, context)
        }
        return nil
    }

    /// "greeted the sanctions with dismay", "was met with anger in Moscow"
    private func greeted(
        _ path: StancePath, _ verb: Int, isPassive: Bool, _ context: StanceContext
    ) -> StanceStep? {
        for child in context.document.children(verb) where child > verb && context.preposition(of: child) == "with" {
            guard let noun = context.lexicon.noun(context.token(child).lemma), noun.effect == .attitude else {
                continue
            }
            guard isPassive else {
                return .climb(path.climbing(to: verb, level: StanceContext.compose(noun.level, path.level), rule: id))
            }
            let near = Array(context.document.children(child)) + Array(context.document.children(verb))
            let holders = near.filter {
                guard $0 > child, let link = context.preposition(of: $0) else { return false }
                return Self.sources.contains(link)
            }.flatMap { context.subjects.expanded($0) }
            return found(path, verb, noun.level, holders, context)
        }
        return nil
    }

    private func found(
        _ path: StancePath, _ verb: Int, _ level: Int, _ holders: [Int], _ context: StanceContext
    ) -> StanceStep? {
        let actors = holders.filter { context.matches.actor(at: $0) != nil }
        let clause = Clause(verb, in: context.document, lexicon: context.lexicon)
        guard !actors.isEmpty, !clause.isUnreal, !clause.isNegated, clause.modality != .possible else { return nil }
        var own = path.climbing(to: verb, level: StanceContext.compose(level, path.level), rule: id)
        own.rule = id
        own.owners = actors
        own.isSettled = true
        own.isHistory = path.isHistory || clause.isLongAgo
        return .found(context.readings(own))
    }
}
