/// A noun phrase or pronoun as the linking of mentions sees it.
struct Nominal: Sendable {
    enum Kind: UInt8, Sendable { case name, description, other, pronoun }

    /// Genders it can have, as bits.
    struct Genders: OptionSet, Sendable, Hashable {
        let rawValue: UInt8
        static let masculine = Genders(rawValue: 1)
        static let feminine = Genders(rawValue: 2)
        static let neuter = Genders(rawValue: 4)
        static let any: Genders = [.masculine, .feminine, .neuter]
        static let human: Genders = [.masculine, .feminine]
    }

    /// Tokens of the phrase, without what follows the head as a clause or an apposition.
    var tokens: Range<Int>
    /// The word that the phrase hangs from.
    var head: Int
    var kind: Kind
    /// Index into the document's names; -1 without one.
    var name = -1
    var nameKind: Name.Kind?
    var pronoun: Pronoun?
    var genders: Genders = .any
    var canBeSingular = true
    var canBePlural = false
    /// "the", "this", a possessive: speaks of something known.
    var isDefinite = false
    /// 0 outside quotations, else the number of the quotation.
    var quotation: Int32 = 0
    var entity = -1
}
