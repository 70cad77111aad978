import Linguistics

/// "It is time for a truce", "the time for talks has passed", "the time is not ripe for talks".
struct TimeRule: StanceRule {
    let id = "time-for"
    let reason = "who says that it is time for something, or that the time for it has passed, is for or against it now"
    let fires = [
        StanceExample("\"It is time for a truce,\" Netanyahu said.", "Israel", "ceasefire", 1),
        StanceExample("Russia said the time had come for talks.", "Russia", "talks", 1),
        StanceExample("Russia said the time for talks had passed.", "Russia", "talks", -1),
        StanceExample("Hamas said the time was not ripe for a ceasefire.", "Hamas", "ceasefire", -1),
        StanceExample("Hamas said now was the time for a ceasefire.", "Hamas", "ceasefire", 1),
        StanceExample("Hamas said it was too early for a ceasefire.", "Hamas", "ceasefire", -1),
        StanceExample("Russia said it was time to lift the sanctions.", "Russia", "sanctions", -1),
    ]
    let silent = [
        StanceExample("Russia said the time of the talks had changed.", "Russia", "talks", 1),
        StanceExample("It was time for the talks.", "Russia", "talks", 1),
        StanceExample("Hamas left in time for the truce.", "Hamas", "ceasefire", 1),
    ]

    private static let coming: Set<WordKey> = ["come", "arrive", "be", "ripe", "right", "now", "time", "here"]
    private static let gone: Set<WordKey> = ["pass", "go", "over", "past", "expire", "end"]
    private static let early: Set<WordKey> = ["early", "soon", "premature", "late"]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, let up = context.document.head(path.node), up != path.node else { return nil }
        let document = context.document
        let isClause = context.isPredicate(path.node)
        if isClause {
            guard context.subjects.isInfinitive(path.node), document.child(path.node, .nominalSubject) == nil,
                path.level != nil
            else { return nil }
        } else {
            guard context.preposition(of: path.node) == "for" else { return nil }
        }
        // The clause that speaks of the time: above the topic, at most two steps.
        var node = up
        for _ in 0..<3 {
            if let level = level(node, context) {
                var next = path.climbing(to: node, level: StanceContext.compose(level, path.level), rule: id)
                next.isSpeakers = true
                return .climb(next)
            }
            guard let above = document.head(node), above != node, context.token(node).form == "time" else { return nil }
            node = above
        }
        return nil
    }

    /// What a clause says of the time for something.
    private func level(_ node: Int, _ context: StanceContext) -> Int? {
        let document = context.document
        let token = context.token(node)
        let subject = document.child(node, .nominalSubject)
        let hasCopula = document.child(node, .copula) != nil || token.lemma == "be"
        if Self.early.contains(token.form), hasCopula {
            let isToo = token.form == "premature" || document.child(node, where: { $0.form == "too" }) != nil
            return isToo ? -1 : nil
        }
        if token.form == "time", hasCopula {
            // "it is time", "now is the time"; not "this time"
            guard let subject, ["it", "now", "this"].contains(context.token(subject).form) else {
                return document.child(node, where: { $0.form == "now" || $0.form == "high" }) != nil ? 1 : nil
            }
            return 1
        }
        guard let subject, context.token(subject).form == "time" else {
            if token.lemma == "be", document.child(node, where: { $0.form == "time" }) != nil { return 1 }
            return nil
        }
        if Self.gone.contains(token.lemma) { return -1 }
        return Self.coming.contains(token.lemma) ? 1 : nil
    }
}
