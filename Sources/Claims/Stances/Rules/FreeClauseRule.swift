import Linguistics

/// The clause stands by itself, or beside another as something that is so: main clauses, relative clauses, "as …",
/// "after …", a purpose ("met to discuss a ceasefire").
struct FreeClauseRule: StanceRule {
    let id = "free-clause"
    let reason = "what the text itself states of somebody's position holds"
    let fires = [
        StanceExample("Although it criticised the wording, Israel accepted the truce.", "Israel", "ceasefire", 2),
        StanceExample("Hamas, which rejected the truce, fired rockets.", "Hamas", "ceasefire", -2),
        StanceExample("Israel met envoys after it accepted the ceasefire.", "Israel", "ceasefire", 2),
    ]
    let silent = [
        StanceExample("If Hamas accepts the truce, aid will flow.", "Hamas", "ceasefire", 2),
        StanceExample("Will Hamas accept the truce?", "Hamas", "ceasefire", 2),
    ]

    private static let unreal: Set<WordKey> = [
        "if", "unless", "until", "till", "before", "whether", "lest", "provided", "without",
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard path.level != nil, path.isSettled || context.isPredicate(path.node) else { return nil }
        let token = context.token(path.node)
        var path = path
        switch context.relation(of: path.node) {
        case .adverbialClause, .relativeAdverbialClause:
            for child in context.document.children(path.node) {
                let word = context.token(child)
                guard word.relation == .marker || word.relation == .adverbialModifier || word.relation == .caseMarker
                else { continue }
                if Self.unreal.contains(word.form) { return .refused }
            }
            if context.subjects.isInfinitive(path.node), context.document.child(path.node, .nominalSubject) != nil {
                // "the deal for him to go": whether he goes is open.
                return StanceStep.none
            }
            if context.subjects.isInfinitive(path.node), let level = path.level { path.level = level.signum() }
        case .clausalSubject, .passiveClausalSubject: return StanceStep.none
        case .clausalComplement, .openComplement:
            // Below a word that is not known to state it, it is not stated; "moved in to quell" tells a purpose.
            if !path.isSettled, !isLoose(path.node, context) {
                guard token.relation == .openComplement, context.subjects.isInfinitive(path.node),
                    let level = path.level,
                    let up = context.document.head(path.node), context.token(up).partOfSpeech == .verb,
                    context.lexicon.verb(context.token(up).lemma) == nil
                else { return StanceStep.none }
                path.level = level.signum()
            }
        case .adjectivalClause:
            if context.subjects.isInfinitive(path.node) { return StanceStep.none }
        default: break
        }
        return .found(context.readings(path))
    }

    /// A finite clause under a word that governs none is a sentence of its own that the parser hung there.
    private func isLoose(_ node: Int, _ context: StanceContext) -> Bool {
        guard let up = context.document.head(node), context.token(node).relation == .clausalComplement,
            context.document.child(node, .nominalSubject) != nil, context.document.child(node, .marker) == nil
        else { return false }
        return context.token(up).partOfSpeech != .verb || context.lexicon.verb(context.token(up).lemma) == nil
    }
}
