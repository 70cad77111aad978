import Linguistics

/// "Government forces shell the town": in the clipped present tense of news a verb may be taken for a noun; right after
/// its doer it is still the deed.
struct HeadlineVerbRule: StanceRule {
    let id = "headline-verb"
    let reason = "a word of violence right after an actor is the actor's deed, whatever the tagger made of it"
    let fires = [
        StanceExample("Israeli forces shell the town.", "Israel", "attacks", 2),
        StanceExample("Hamas fighters fire rockets at a patrol.", "Hamas", "attacks", 2),
    ]
    let silent = [
        StanceExample("The shell fell near Hamas quarters.", "Hamas", "attacks", 2),
        StanceExample("Israel found a shell.", "Israel", "attacks", 2),
    ]

    func apply(_ path: StancePath, in context: StanceContext) -> StanceStep? {
        guard path.level == nil, path.focus.count <= 2, path.focus.lowerBound > 0 else { return nil }
        let first = path.focus.lowerBound
        let token = context.token(first)
        guard token.partOfSpeech != .verb, context.lexicon.violent.contains(token.lemma), token.tag != .vbg,
            !context.lexicon.deeds.contains(token.lemma) || token.partOfSpeech != .noun
                || context.token(path.node).relation == .compound
        else { return nil }
        let before = context.token(first - 1)
        guard before.sentence == token.sentence,
            let actor = context.matches.actor(at: first - 1)
        else { return nil }
        // "forces shell", "Israel shells": subject and verb agree, or it is a noun after all.
        let isPlural = before.tag == .nns || before.tag == .nnps || before.form == "police"
        guard isPlural == (token.form == token.lemma) else { return nil }
        let reading = StanceReading(
            holder: .actor(actor), topic: path.topic, level: 2, certainty: .asserted, isHistory: false, via: [],
            focus: first - 1..<max(first + 1, path.focus.upperBound), rule: id)
        return .found(path.emitted + [reading])
    }
}
