/// Relation of a word to its head (Universal Dependencies v2, with the English subtypes that matter for meaning).
public enum DependencyRelation: UInt8, Sendable, CaseIterable, CustomStringConvertible {
    case root, nominalSubject, passiveSubject, clausalSubject, passiveClausalSubject, object, indirectObject
    case clausalComplement, openComplement, oblique, temporalOblique, agent, vocative, expletive, dislocated
    case adverbialClause, relativeAdverbialClause, adverbialModifier, discourse, auxiliary, passiveAuxiliary, copula
    case marker, nominalModifier, possessive, temporalModifier, appositive, numericModifier, adjectivalClause
    case relativeClause, adjectivalModifier, determiner, predeterminer, caseMarker, conjunct, coordinator
    case precedingCoordinator, fixed, flat, list, parataxis, compound, particle, orphan, goesWith, reparandum
    case punctuation, adverbialNounPhrase, unspecified

    /// The UD labels, in the order of the cases.
    public static let labels = [
        "root", "nsubj", "nsubj:pass", "csubj", "csubj:pass", "obj", "iobj", "ccomp", "xcomp", "obl", "obl:tmod",
        "obl:agent", "vocative", "expl", "dislocated", "advcl", "advcl:relcl", "advmod", "discourse", "aux", "aux:pass",
        "cop", "mark", "nmod", "nmod:poss", "nmod:tmod", "appos", "nummod", "acl", "acl:relcl", "amod", "det",
        "det:predet", "case", "conj", "cc", "cc:preconj", "fixed", "flat", "list", "parataxis", "compound",
        "compound:prt", "orphan", "goeswith", "reparandum", "punct", "obl:npmod", "dep",
    ]

    /// The relation with this label; a subtype that is not kept falls back to its main relation.
    public init(label: some StringProtocol) {
        let label = label == "obl:unmarked" ? "obl:npmod" : label == "nmod:unmarked" ? "nmod:tmod" : String(label)
        if let index = Self.labels.firstIndex(of: label) {
            self = Self.allCases[index]
        } else if let colon = label.firstIndex(of: ":") {
            self = Self(label: label[..<colon])
        } else {
            self = .unspecified
        }
    }

    public var description: String { Self.labels[Int(rawValue)] }

    /// Subject of any kind that is not a clause.
    public var isSubject: Bool { self == .nominalSubject || self == .passiveSubject }
}
