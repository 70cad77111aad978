import Linguistics

/// "signed an order freezing assets", "vetoed a resolution that would impose sanctions": a paper wants what it says, and
/// who signs or rejects the paper takes that position.
struct DocumentRule: StanceRule {
    let id = "document"
    let reason = "what an order, resolution or plan would do is what its author and its backers want"
    let fires = [
        StanceExample("Putin signed an order imposing sanctions.", "Russia", "sanctions", 2),
        StanceExample("Russia vetoed a resolution that would impose sanctions.", "Russia", "sanctions", -2),
    ]
    let silent = [
        StanceExample("Russia read a resolution that would impose sanctions.", "Russia", "sanctions", 2),
        StanceExample("A resolution imposing sanctions was drafted near Russia.", "Russia", "sanctions", 2),
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard !path.isSettled, let level = path.level, context.isPredicate(path.node),
            !ReportRule.isStatement(path.node, context),
            let up = context.document.head(path.node), context.lexicon.documents.contains(context.token(up).lemma)
        else { return nil }
        switch context.token(path.node).relation {
        case .adjectivalClause, .relativeClause: break
        default: return nil
        }
        var next = path.climbing(to: up, level: level, rule: id)
        guard let verb = context.document.head(up) else { return .climb(next) }
        let attitude = context.lexicon.verb(context.token(verb).lemma)?.attitude ?? 0
        if attitude >= 0 {
            var owners = context.subjects.owners(up)
            owners += context.subjects.modifiers(up)
            owners = owners.filter { context.matches.actor(at: $0) != nil }
            if !owners.isEmpty {
                var own = next
                own.owners = owners
                own.level = level.signum()
                own.isSettled = true
                own.emitted = []
                next.emitted += context.readings(own)
            }
        }
        return .climb(next)
    }
}
