import Linguistics

/// Who takes part in talks or a truce, by its name: "talks between Israel and Hamas", "a ceasefire with Russia".
struct ParticipantRule: StanceRule {
    let id = "participants"
    let reason = "talks or a truce between two are both's doing"
    let fires = [
        StanceExample("Hamas leaders met Israeli officials for talks.", "Israel", "talks", 2),
        StanceExample("Talks between Israel and Hamas resumed.", "Israel", "talks", 2),
        StanceExample("Talks between Israel and Hamas resumed.", "Hamas", "talks", 2),
    ]
    let silent = [
        StanceExample("Russia called for talks between Israel and Hamas.", "Hamas", "talks", 2),
        StanceExample("Talks on Hamas resumed.", "Hamas", "talks", 2),
    ]

    private static let events: Set<WordKey> = [
        "begin", "start", "resume", "open", "continue", "take", "hold", "restart", "proceed", "conclude", "end", "be",
        "follow", "occur", "happen",
    ]

    private static let meetings: Set<WordKey> = ["meet", "host", "receive", "join", "see"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
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
            Self.meetings.contains(context.token(up).lemma), let guest = context.document.child(up, .object)
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
