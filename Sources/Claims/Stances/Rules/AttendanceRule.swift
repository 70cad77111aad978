import Linguistics

/// Who goes to a meeting takes part in it: "will be at the summit", "called off the journey to the talks".
struct AttendanceRule: StanceRule {
    let id = "attendance"
    let reason = "who goes to a meeting, or to the place where it is held, takes part in it"
    let fires = [
        StanceExample("Israel will go to the talks.", "Israel", "talks", 2),
        StanceExample("Russia said its negotiators would be at the talks on Monday.", "Russia", "talks", 2),
        StanceExample("Putin called off his journey to the talks.", "Russia", "talks", -2),
        StanceExample("The talks in Geneva are open. Israel's envoys will travel to Geneva.", "Israel", "talks", 2),
        StanceExample("Putin said the delegation would fly to the talks after all.", "Russia", "talks", 2),
    ]
    let silent = [
        StanceExample("The talks in Geneva are open. Israel bombed Geneva.", "Israel", "talks", 2),
        StanceExample("Israel may go to the polls after the talks.", "Israel", "talks", 2),
        StanceExample("Israel's envoys will travel to Geneva.", "Israel", "talks", 2),
    ]

    private static let delegates: Set<WordKey> = ["delegation", "delegate", "negotiator", "envoy", "team"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, path.level == nil,
            Attendance.meetings.contains(context.token(path.node).lemma)
                || context.token(path.node).partOfSpeech == .properNoun,
            let up = context.lexicon.attendance.predicate(over: path.node, in: context.document)
        else { return nil }
        var next = path.climbing(to: up, level: 2, rule: id)
        if let subject = context.document.child(up, .nominalSubject), context.relation(of: up) == .clausalComplement,
            Self.delegates.contains(context.token(subject).lemma), context.matches.actor(at: subject) == nil,
            context.document.child(subject, .possessive) == nil, context.subjects.modifiers(subject).isEmpty
        {
            // "said the delegation would go": whoever speaks of it so sends it.
            next.isSpeakers = true
        }
        return .climb(next)
    }
}
