/// A phrase that refers to somebody or something: a name, a description or a pronoun.
public struct Mention: Sendable {
    public enum Kind: UInt8, Sendable { case name, description, pronoun }

    /// Token indices of the phrase ("Kremlin foreign policy aide Yuri Ushakov").
    public var tokens: Range<Int>
    /// The word that the phrase hangs from in the tree.
    public var head: Int
    public var kind: Kind
    /// Index into ``Document/entities``; -1 where it is not known who is meant.
    public var entity: Int

    public init(tokens: Range<Int>, head: Int, kind: Kind, entity: Int = -1) {
        (self.tokens, self.head, self.kind, self.entity) = (tokens, head, kind, entity)
    }
}

/// Who or what a document speaks of, under all the phrases that refer to it.
public struct Entity: Sendable {
    public enum Gender: UInt8, Sendable { case unknown, masculine, feminine, neuter, plural }

    public var kind: Name.Kind?
    public var gender: Gender
    /// Token indices of the fullest name or, without a name, of the first description.
    public var canonical: Range<Int>
    /// Indices into ``Document/mentions``, in the order of the text.
    public var mentions: [Int]
    /// Whether ``canonical`` is a name; without one the entity is known by its description only.
    public var hasName = false
    /// The country, or other actor of the word lists, that the entity belongs to ("Russia" for "the Russian president");
    /// nil where the text does not say and the lists do not know.
    public var nationality: String?
    /// Lemmas of the titles and nouns that stand with it ("president", "leader"), in the order of the text; few.
    public var roles: [WordKey] = []
    /// Token indices of the first title or noun that stands with the name ("Foreign Minister"); nil without one.
    public var title: Range<Int>?

    public init(kind: Name.Kind?, gender: Gender, canonical: Range<Int>, mentions: [Int]) {
        (self.kind, self.gender, self.canonical, self.mentions) = (kind, gender, canonical, mentions)
    }
}
