/// The entities found so far in a document, and the ways to find them again by name.
struct EntityTable {
    struct Entry {
        var kind: Name.Kind?
        var genders: Nominal.Genders
        var isPlural: Bool
        /// Index of the fullest name in the document's names; -1 without one.
        var name = -1
        /// The first description where there is no name.
        var description: Range<Int>
        /// Indices of nominals.
        var nominals: [Int32] = []
        var owner: Int32?
        /// Lemmas of titles and nouns that stand with it.
        var roles: [WordKey] = []
        var title: Range<Int>?
        var isLeader = false
        /// Keys of the words of its fullest name.
        var words: [UInt64] = []
    }

    private(set) var entries: [Entry] = []
    /// By the keys of all words of a name.
    private var byName: [UInt64: Int32] = [:]
    /// By the last word of a person's name, the first or last of others; the latest one wins.
    private var byShortName: [UInt64: Int32] = [:]
    private var byGivenName: [UInt64: Int32] = [:]
    private var byInitials: [UInt64: Int32] = [:]
    private var byOwner: [Int32: Int32] = [:]

    subscript(index: Int) -> Entry {
        get { entries[index] }
        _modify { yield &entries[index] }
    }

    mutating func add(_ entry: Entry) -> Int {
        entries.append(entry)
        return entries.count - 1
    }

    /// The entity that a name means, if the name or a longer or shorter form of it has been seen.
    func find(_ words: [UInt64], _ initials: UInt64?, kind: Name.Kind, owner: Int32?, isAcronym: Bool) -> Int? {
        if let found = byName[Self.hash(words)], Self.agree(entries[Int(found)].kind, kind) { return Int(found) }
        if let owner, kind == .place || kind == .organisation, let found = byOwner[owner] { return Int(found) }
        if kind == .person {
            if let last = words.last, let found = byShortName[last] ?? (words.count == 1 ? byGivenName[last] : nil),
                Self.fits(words, entries[Int(found)])
            {
                return Int(found)
            }
            return nil
        }
        if isAcronym, let only = words.first, words.count == 1, let found = byInitials[only] { return Int(found) }
        if let initials, let found = byName[Self.hash([initials])], entries[Int(found)].kind == kind {
            return Int(found)
        }
        if words.count == 1, let only = words.first, let found = byShortName[only],
            entries[Int(found)].kind == kind
                || (kind == .place || kind == .organisation || kind == .work)
                    && entries[Int(found)].kind == .person
        {
            return Int(found)
        }
        return nil
    }

    /// Makes an entity known by a name.
    mutating func know(_ entity: Int, _ words: [UInt64], _ initials: UInt64?, kind: Name.Kind, owner: Int32?) {
        guard let first = words.first, let last = words.last else { return }
        let number = Int32(entity)
        byName[Self.hash(words)] = number
        if kind == .person {
            byShortName[last] = number
            if words.count > 1 { byGivenName[first] = number }
        } else {
            if words.count > 1 {
                byShortName[first] = number
                if byShortName[last] == nil { byShortName[last] = number }
            }
            if let initials { byInitials[initials] = number }
            if let owner, kind == .place || kind == .organisation { byOwner[owner] = number }
        }
    }

    /// Whether a person's name may be a form of the entity's: all its words but the last are words of the longer one, or
    /// its initials.
    private static func fits(_ words: [UInt64], _ entry: Entry) -> Bool {
        guard entry.kind == .person, let last = words.last else { return false }
        if words.count == 1 || entry.words.count <= 1 { return true }
        guard entry.words.last == last else { return false }
        return words[0] == entry.words[0] || entry.words.contains(words[0])
    }

    private static func agree(_ a: Name.Kind?, _ b: Name.Kind) -> Bool {
        a == b || (a != .person && b != .person) || a == nil
    }

    private static func hash(_ words: [UInt64]) -> UInt64 { words.reduce(7) { Feature.fold($0, $1) } }
}
