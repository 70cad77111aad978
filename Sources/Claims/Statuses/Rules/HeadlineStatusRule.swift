import Linguistics

/// "Sanctions imposed on Russia", "Truce collapses": a headline without the small words that a tree needs.
struct HeadlineStatusRule: StatusRule {
    let id = "status.headline"
    let reason = "in a headline the word after the action says its step"
    let fires = [
        FactExample("Truce extended.", "ceasefire", "extended"),
        FactExample("Truce collapses.", "ceasefire", "collapsed"),
    ]
    let silent = [
        FactExample("Truce hopes fade.", "ceasefire", "collapsed"),
        FactExample("Truce?", "ceasefire", "in effect"),
    ]

    func apply(_ noun: Int, _ topic: WatchMatches.Match, in context: StatusContext) -> StatusFinding? {
        let document = context.document
        let sentence = document.sentences[context.facts.sentence(of: noun)]
        let next = topic.tokens.upperBound
        guard sentence.isHeading, next < sentence.tokens.upperBound, context.token(noun).partOfSpeech != .pronoun,
            let last = sentence.tokens.last, context.token(last).form != "?"
        else { return nil }
        let token = context.token(next)
        switch token.tag {
        case .vbn, .vbd:
            let entry =
                context.lexicon.status(of: next, as: .object, preposition: nil, in: document)
                ?? context.lexicon.status(of: next, as: .subject, preposition: nil, in: document)
            return entry.map { StatusFinding(status: $0.status, predicate: next, last: $0.last) }
        case .vbz, .vbp:
            let entry = context.lexicon.status(of: next, as: .subject, preposition: nil, in: document)
            return entry.map { StatusFinding(status: $0.status, predicate: next, last: $0.last) }
        default: return nil
        }
    }
}
