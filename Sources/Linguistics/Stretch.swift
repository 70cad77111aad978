/// The atoms between two white spaces.
struct Stretch {
    var atoms: [Atom] = []
    /// The atoms that stay together whatever the model says: an address of the web or of mail.
    var whole: ClosedRange<Int>?
    /// What comes after the white space: see `Tokeniser.followingKind`.
    var following: UInt64 = 0

    mutating func fill(_ reader: AtomReader, _ range: Range<Int>) {
        atoms.removeAll(keepingCapacity: true)
        var index = range.lowerBound
        while index < range.upperBound {
            let atom = reader.atom(at: index, end: range.upperBound)
            atoms.append(atom)
            index = max(atom.end, index + 1)
        }
        whole = atoms.count > 3 ? address() : nil
    }

    /// The atoms of "https://…", "www.…" or "name@host.tld", without the marks around them.
    private func address() -> ClosedRange<Int>? {
        var isAddress = false
        for index in atoms.indices {
            let kind = atoms[index].kind
            guard kind == Self.colon || kind == Self.at || kind == Self.stop else { continue }
            guard index > 0, index + 2 < atoms.count else { continue }
            if kind == Self.colon {
                isAddress = atoms[index + 1].kind == Self.slash && atoms[index + 2].kind == Self.slash
            } else if kind == Self.at {
                isAddress =
                    !atoms[index - 1].isMark
                    && atoms[(index + 2)...].prefix(4).contains { $0.kind == Self.stop } && !atoms[index + 1].isMark
            } else {
                isAddress = atoms[index - 1].hash == Self.web
            }
            if isAddress { break }
        }
        guard isAddress else { return nil }
        var (low, high) = (0, atoms.count - 1)
        while low < high, atoms[low].isMark { low += 1 }
        while high > low, atoms[high].isMark, atoms[high].kind != Self.slash { high -= 1 }
        return low...high
    }

    private static let colon = Atom.mark | 0x3A
    private static let at = Atom.mark | 0x40
    private static let stop = Atom.mark | 0x2E
    private static let slash = Atom.mark | 0x2F
    private static let web = WordKey("www").hash
}
