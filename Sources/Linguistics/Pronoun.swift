/// What grammar says of a pronoun: who it can stand for.
public struct Pronoun: Sendable, Equatable {
    public enum Kind: UInt8, Sendable { case personal, possessive, reflexive, relative }

    /// 1, 2 or 3.
    public var person: UInt8
    public var isPlural: Bool
    public var gender: Entity.Gender
    public var kind: Kind

    public init(person: UInt8, isPlural: Bool, gender: Entity.Gender, kind: Kind) {
        (self.person, self.isPlural, self.gender, self.kind) = (person, isPlural, gender, kind)
    }
}
