/// Mends a kind of tree that a parser makes of reported speech without "that": in "said Ukraine would never
/// recognise it" it takes the subject of what is said for the object of saying it, because that comes first.
///
/// A finite verb to the right of a verb that it hangs from, without a subject of its own, gets the object that ends just
/// before it begins. And who does what is done is told from when and where: "by" a noun under a verb in the passive is its
/// agent. Linear in the tokens.
public struct TreeRepair: Sendable {
    public init() {}

    /// Needs the tree's index; leaves it true.
    public func mend(_ document: inout Document) {
        var hasChanged = false
        for verb in document.tokens.indices where isCandidate(verb, document) {
            guard let head = document.head(verb), head < verb, document.tokens[head].partOfSpeech == .verb,
                let object = subject(of: verb, below: head, document)
            else { continue }
            document.tokens[object].head = Int32(verb)
            document.tokens[object].relation =
                document.child(verb, .passiveAuxiliary) == nil ? .nominalSubject : .passiveSubject
            document.tokens[verb].relation = .clausalComplement
            hasChanged = true
        }
        if hasChanged { document.indexTree() }
        nameAgents(&document)
    }

    /// Only relations change.
    private func nameAgents(_ document: inout Document) {
        for token in document.tokens.indices where document.tokens[token].relation == .oblique {
            guard let verb = document.head(token), document.tokens[verb].tag == .vbn,
                document.child(token, where: { $0.relation == .caseMarker && $0.form == Self.by }) != nil,
                document.child(verb, where: { $0.relation == .passiveAuxiliary || $0.relation == .passiveSubject })
                    != nil
            else { continue }
            document.tokens[token].relation = .agent
        }
    }

    private static let by: WordKey = "by"

    private func isCandidate(_ verb: Int, _ document: Document) -> Bool {
        let token = document.tokens[verb]
        guard token.partOfSpeech == .verb || token.partOfSpeech == .adjective || token.partOfSpeech == .noun else {
            return false
        }
        switch token.relation {
        case .clausalSubject, .passiveClausalSubject, .clausalComplement, .openComplement, .parataxis: break
        default: return false
        }
        var isFinite = token.tag == .vbd || token.tag == .vbz || token.tag == .vbp
        for child in document.children(verb) {
            let child = document.tokens[child]
            switch child.relation {
            case .nominalSubject, .passiveSubject, .clausalSubject, .passiveClausalSubject, .expletive, .marker:
                return false
            case .auxiliary, .passiveAuxiliary, .copula:
                if child.tag == .md || child.tag == .vbd || child.tag == .vbz || child.tag == .vbp { isFinite = true }
            default: break
            }
        }
        return isFinite
    }

    /// The object of `head` that ends just before the verb's first word.
    private func subject(of verb: Int, below head: Int, _ document: Document) -> Int? {
        let first = document.span(verb).lowerBound
        for child in document.children(head) where child > head && child < verb {
            guard document.tokens[child].relation == .object else { continue }
            let span = document.span(child)
            if span.upperBound == first, span.lowerBound > head { return child }
        }
        return nil
    }
}
