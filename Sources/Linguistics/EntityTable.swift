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
    private var byShortName: [UInt64: [Int32]] = [:]
    private var byGivenName: [UInt64: Int32] = [:]
    private var byInitials: [UInt64: Int32] = [:]
    private var byOwner: [Int32: Int32] = [:]

    subscript(index: Int) -> Entry {
        _read { yield entries[index] }
        _modify { yield &entries[index] }
    }

    mutating func add(_ entry: Entry) -> Int {
        entries.append(entry)
        return entries.count - 1
    }

    /// The entity that a name means, if the name or a longer or shorter form of it has been seen.
    func find(
        _ words: [UInt64],
        _ initials: UInt64?,
        kind: Name.Kind,
        owner: Int32?,
        isAcronym: Bool,
        genders: Nominal.Genders
    ) -> Int? {
        if let found = byName[Self.hash(words)], Self.agree(entries[Int(found)].kind, kind),
            kind != .person || !entries[Int(found)].genders.isDisjoint(with: genders)
        {
            return Int(found)
        }
        if let owner, kind == .place || kind == .organisation, let found = byOwner[owner] { return Int(found) }
        if kind == .person {
            guard let last = words.last else { return nil }
            for found in (byShortName[last] ?? []).reversed() where Self.fits(words, genders, entries[Int(found)]) {
                return Int(found)
            }
            guard words.count == 1, let found = byGivenName[last], Self.fits(words, genders, entries[Int(found)]) else {
                return nil
            }
            return Int(found)
        }
        if isAcronym, let only = words.first, words.count == 1, let found = byInitials[only] { return Int(found) }
        if let initials, let found = byName[Self.hash([initials])], entries[Int(found)].kind == kind {
            return Int(found)
        }
        if words.count == 1, let only = words.first, let found = byShortName[only]?.last,
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
            remember(last, number)
            if words.count > 1 { byGivenName[first] = number }
        } else {
            if words.count > 1 {
                remember(first, number)
                if byShortName[last] == nil { remember(last, number) }
            }
            if let initials { byInitials[initials] = number }
            if let owner, kind == .place || kind == .organisation { byOwner[owner] = number }
        }
    }

    /// Notes the latest few that a short name may mean, the latest last.
    private mutating func remember(_ word: UInt64, _ entity: Int32) {
        var known = byShortName[word] ?? []
        guard known.last != entity else { return }
        known.removeAll { $0 == entity }
        known.append(entity)
        if known.count > 4 { known.removeFirst() }
        byShortName[word] = known
    }

    /// Whether a person's name may be a form of the entity's: all its words but the last are words of the longer one, or
    /// its initials.
    private static func fits(_ words: [UInt64], _ genders: Nominal.Genders, _ entry: Entry) -> Bool {
        guard entry.kind == .person, let last = words.last else { return false }
        // "Ms Smith" is not John Smith.
        if genders.isDisjoint(with: entry.genders) { return false }
        if words.count == 1 || entry.words.count <= 1 { return true }
        guard entry.words.last == last else { return false }
        return words[0] == entry.words[0] || entry.words.contains(words[0])
    }

    private static func agree(_ a: Name.Kind?, _ b: Name.Kind) -> Bool {
        a == b || (a != .person && b != .person) || a == nil
    }

    private static func hash(_ words: [UInt64]) -> UInt64 { words.reduce(7) { Feature.fold($0, $1) } }
}
