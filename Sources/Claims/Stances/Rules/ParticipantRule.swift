import Linguistics

/// Who takes part in talks or a truce, by its name: "talks between Israel and Hamas", "a ceasefire with Russia".
struct ParticipantRule: StanceRule {
    let id = "participants"
    let reason = "talks or a truce between two are both's doing"
    let fires = [
        StanceExample("Hamas leaders met Israeli officials for talks.", "Israel", "talks", 2),
        StanceExample("Russia held talks with Israel on Monday.", "Israel", "talks", 2),
        StanceExample("Talks between Israel and Hamas resumed.", "Israel", "talks", 2),
        StanceExample("Talks between Israel and Hamas resumed.", "Hamas", "talks", 2),
    ]
    let silent = [
        StanceExample("Russia held no talks with Israel on Monday.", "Israel", "talks", 2),
        StanceExample("Russia called for talks between Israel and Hamas.", "Hamas", "talks", 2),
        StanceExample("Talks on Hamas resumed.", "Hamas", "talks", 2),
        StanceExample("Russia sees no basis for talks.", "Russia", "talks", 2),
    ]

    private static let events: Set<WordKey> = [
        "begin", "start", "resume", "open", "continue", "take", "hold", "restart", "proceed", "conclude", "end", "be",
        "follow", "occur", "happen",
    ]

    private static let held: Set<WordKey> = [
        "hold", "begin", "start", "resume", "open", "conclude", "finish", "restart",
    ]
    private static let dialogues: Set<WordKey> = ["talk", "talks", "negotiation", "negotiations", "dialogue", "summit"]

    /// "Russia held talks with Israel": Israel did too.
    private func partnered(_ path: StancePath, _ context: StanceContext) -> StancePath? {
        guard path.level == nil, !path.hasReadOwner, !context.isPredicate(path.node),
            context.token(path.node).relation == .object, Self.dialogues.contains(context.token(path.node).lemma),
            let up = context.document.head(path.node), Self.held.contains(context.token(up).lemma),
            [.vbd, .vbz, .vbp, .vbn].contains(context.token(up).tag)
        else { return nil }
        let clause = Clause(up, in: context.document, lexicon: context.lexicon)
        guard !clause.isNegated, !clause.isUnreal, clause.modality == .none, !clause.hasCondition else { return nil }
        var partners: [Int] = []
        for child in Array(context.document.children(path.node)) + Array(context.document.children(up))
        where child > path.node && context.preposition(of: child) == "with" {
            partners += context.subjects.expanded(child).filter { context.matches.actor(at: $0) != nil }
        }
        guard !partners.isEmpty else { return nil }
        var own = path
        own.level = 2
        own.owners = partners
        own.rule = id
        own.isSettled = true
        own.emitted = []
        var next = path
        next.hasReadOwner = true
        next.emitted += context.readings(own)
        return next
    }

    private static let meetings: Set<WordKey> = ["meet", "host", "receive", "join", "see"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        if let next = partnered(path, context) { return .climb(next) }
        guard path.level == nil, !context.isPredicate(path.node), context.token(path.node).relation != .object else {
            return nil
        }
        guard let up = context.document.head(path.node),
            Self.events.contains(context.token(up).lemma) || Self.meetings.contains(context.token(up).lemma)
        else { return nil }
        var parties: [Int] = []
        for child in Array(context.document.children(path.node)) + Array(context.document.children(up)) {
            let relation = context.token(child).relation
            guard relation == .nominalModifier || relation == .oblique,
                let preposition = context.preposition(of: child),
                preposition == "between" || preposition == "among"
            else { continue }
            parties += context.subjects.expanded(child)
        }
        if parties.isEmpty, context.token(path.node).relation == .oblique, context.preposition(of: path.node) == "for",
            Self.meetings.contains(context.token(up).lemma), let guest = context.document.child(up, .object),
            context.token(up).lemma == "meet" || context.matches.actor(at: guest) != nil
        {
            // "Hamas leaders met Israeli officials for talks"
            parties = context.subjects.of(up) + context.subjects.expanded(guest)
        }
        parties = parties.filter { context.matches.actor(at: $0) != nil }
        guard !parties.isEmpty else { return nil }
        var own = path
        own.level = 2
        own.owners = parties
        own.rule = id
        own.isSettled = true
        return .found(context.readings(own))
    }
}
