/// Which names are read, decided by the name alone.
struct NameRules: Sendable {
    /// Extensions in small letters; a name without one is read too.
    var extensions: Set<String> = ["txt"]

    /// What other programs add to a name while they write it, in small letters.
    private static let temporarySuffixes = [
        "~", ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".swx", ".download", ".lock",
    ].map { Array($0.utf8) }

    /// - Returns: nil for the name of a file to be read.
    func reasonToIgnore(file name: [UInt8]) -> IgnoreReason? {
        if let reason = reasonToIgnore(folder: name) { return reason }
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        // The usual case, at once: every look asks this of every file.
        if Self.ends(name, with: Self.text) { return nil }
        let kind = RawPath(bytes: Array(name[(dot + 1)...])).description.lowercased()
        return extensions.contains(kind) ? nil : .otherFormat(kind)
    }

    /// - Returns: nil for the name of a folder to be looked into.
    func reasonToIgnore(folder name: [UInt8]) -> IgnoreReason? {
        if name.first == UInt8(ascii: ".") { return .hiddenName }
        return Self.temporarySuffixes.contains { Self.ends(name, with: $0) } ? .temporaryName : nil
    }

    private static let text = Array(".txt".utf8)

    /// - Parameter suffix: in small letters; those of the name may be of either kind.
    private static func ends(_ name: [UInt8], with suffix: [UInt8]) -> Bool {
        guard name.count >= suffix.count else { return false }
        var at = 1
        while at <= suffix.count {
            let byte = name[name.count - at]
            let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            if (isCapital ? byte | 0x20 : byte) != suffix[suffix.count - at] { return false }
            at += 1
        }
        return true
    }
}
