/// Which names are read, decided by the name alone.
struct NameRules: Sendable {
    /// Extensions in small letters; a name without one is read too.
    var extensions: Set<String> = ["txt"]

    /// What other programs add to a name while they write it; after the name is made small.
    private static let temporarySuffixes = [
        "~", ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".swx", ".download", ".lock",
    ]

    /// - Returns: nil for the name of a file to be read.
    func reasonToIgnore(file name: [UInt8]) -> IgnoreReason? {
        if let reason = reasonToIgnore(folder: name) { return reason }
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let kind = RawPath(bytes: Array(name[(dot + 1)...])).description.lowercased()
        return extensions.contains(kind) ? nil : .otherFormat(kind)
    }

    /// - Returns: nil for the name of a folder to be looked into.
    func reasonToIgnore(folder name: [UInt8]) -> IgnoreReason? {
        if name.first == UInt8(ascii: ".") { return .hiddenName }
        let lower = name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        let isTemporary = Self.temporarySuffixes.contains { suffix in
            lower.count >= suffix.utf8.count && lower.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
        }
        return isTemporary ? .temporaryName : nil
    }
}
