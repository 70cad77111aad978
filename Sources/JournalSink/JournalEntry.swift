/// An entry for the journal: fields that are fit to be sent.
///
/// The journal drops a field with a bad name without a word, and shows one of more than 4,096 bytes as null; so names
/// are checked and values bounded here. Control characters and line breaks are escaped, so that text from an article
/// cannot look like an entry of its own.
public struct JournalEntry: Sendable, Equatable {
    /// Bytes of `NAME=value` at most.
    static let fieldLimit = 4_095

    /// `NAME=value`, as sent.
    public private(set) var fields: [String] = []

    /// - Parameter priority: as in syslog, 0 (emergency) to 7 (debug).
    public init(_ id: MessageID, priority: Int, message: String) {
        add("MESSAGE", message)
        add("MESSAGE_ID", id.rawValue)
        add("PRIORITY", String(min(max(priority, 0), 7)))
        add("SYSLOG_IDENTIFIER", "claimwatch")
    }

    /// Adds a field; a name may come several times.
    ///
    /// - Parameter name: capital letters, digits and `_`, beginning with a letter, 64 at most. Another name is refused
    ///   in debugging and its field left out else.
    public mutating func add(_ name: String, _ value: String) {
        let isName =
            name.utf8.count <= 64 && (name.utf8.first.map { (0x41...0x5A).contains($0) } ?? false)
            && name.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        assert(isName, "\(name) is not the name of a journal field")
        guard isName else { return }
        fields.append("\(name)=\(Self.escaped(value, limit: Self.fieldLimit - name.utf8.count - 1))")
    }

    /// Cuts to a number of bytes at a character's border, with `…` at the cut, and escapes what would break the line,
    /// hide text or turn its direction: `\n`, `\r`, `\t`, else `\u{…}`.
    static func escaped(_ text: String, limit: Int) -> String {
        var result = ""
        result.reserveCapacity(min(limit, text.utf8.count))
        // A character may be a letter with any number of accents: it is cut at scalars, so that one cannot be endless.
        // Where the text still fitted with room for the `…`.
        var cut = result.endIndex
        var count = 0
        for scalar in text.unicodeScalars {
            let piece = escape(scalar)
            let bytes = piece.map(\.utf8.count) ?? UTF8.width(scalar)
            if count + bytes > limit {
                result = String(result[..<cut])
                result += "…"
                return result
            }
            if let piece { result += piece } else { result.unicodeScalars.append(scalar) }
            count += bytes
            if count + 3 <= limit { cut = result.endIndex }
        }
        return result
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x0A: return "\\n"
        case 0x0D: return "\\r"
        case 0x09: return "\\t"
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C, 0xFEFF:
            return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        default: return nil
        }
    }
}
