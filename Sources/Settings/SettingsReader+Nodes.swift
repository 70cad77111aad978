import Yams

extension SettingsReader {
    /// One key of a mapping with its value.
    struct Entry {
        var key: String
        var keyNode: Node
        var value: Node
    }

    mutating func report(_ line: Int, _ column: Int, _ message: String, _ code: SettingsCode) {
        problems.append(SettingsProblem(file: file, line: line, column: column, code: code, message: message))
    }

    mutating func report(_ node: Node, _ message: String, _ code: SettingsCode = .wrongValue) {
        report(node.mark?.line ?? 1, node.mark?.column ?? 1, message, code)
    }

    mutating func unknown(_ entry: Entry, known: [String], where place: String) {
        // What is not shown is not worth a search.
        let suggestion =
            problems.count < SettingsProblems.limit ? Suggestion.text(entry.key, among: known) : ""
        report(entry.keyNode, "unknown key `\(entry.key)` \(place)\(suggestion)", .unknownKey)
    }

    /// The entries of a mapping; nil, and a report, where it is none.
    mutating func entries(_ node: Node, what: String) -> [Entry]? {
        guard let mapping = node.mapping else {
            report(node, "\(what) must be a mapping of `name: …`", .wrongType)
            return nil
        }
        return mapping.compactMap { key, value in
            guard let name = key.string, !name.isEmpty else {
                report(key, "a key must be a word", .wrongType)
                return nil
            }
            guard !covers.contains(name) else { return nil }
            return Entry(key: name, keyNode: key, value: value)
        }
    }

    /// A list of words; a single word is a list of one.
    mutating func strings(_ node: Node, what: String) -> [String] {
        if let sequence = node.sequence {
            return sequence.compactMap { item in string(item, what: "each of \(what)") }
        }
        return string(node, what: what).map { [$0] } ?? []
    }

    mutating func string(_ node: Node, what: String) -> String? {
        guard let scalar = node.scalar else {
            report(node, "\(what) must be a word or a text, not a list or a mapping", .wrongType)
            return nil
        }
        guard !scalar.string.isEmpty else {
            report(node, "\(what) is empty", .missing)
            return nil
        }
        guard scalar.string.utf8.count <= 1_000 else {
            report(node, "\(what) is longer than 1,000 bytes")
            return nil
        }
        return scalar.string
    }

    mutating func integer(_ node: Node, _ range: ClosedRange<Int>, what: String) -> Int? {
        guard let text = string(node, what: what) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            report(
                node,
                "\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound), not `\(text)`"
                    + Self.numberHint(text), Int(text) == nil ? .wrongType : .wrongValue)
            return nil
        }
        return value
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node, _: Choice.Type, what: String
    ) -> Choice? where Choice.RawValue == String {
        guard let text = string(node, what: what) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        report(
            node,
            "`\(text)` is no \(what); one of \(known.joined(separator: ", "))" + Suggestion.text(text, among: known))
        return nil
    }

    mutating func choices<Choice: RawRepresentable & CaseIterable>(
        _ node: Node, _ type: Choice.Type, what: String
    ) -> [Choice] where Choice.RawValue == String {
        guard let sequence = node.sequence else { return choice(node, type, what: what).map { [$0] } ?? [] }
        return sequence.compactMap { choice($0, type, what: what) }
    }

    func isEmpty(_ node: Node) -> Bool { node.scalar?.string.isEmpty ?? false }
}

/// "did you mean".
enum Suggestion {
    /// `; did you mean X?` where one of `known` is close, else the choices where they are few, else nothing.
    static func text(_ word: String, among known: [String]) -> String {
        let close = known.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
        if let close, close.1 <= max(1, min(word.count, 24) / 3) { return "; did you mean `\(close.0)`?" }
        guard !known.isEmpty, known.count <= 10 else { return "" }
        return "; known are " + known.map { "`\($0)`" }.joined(separator: ", ")
    }

    /// Edit distance without case (Levenshtein), over at most 64 characters.
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.lowercased().prefix(64)), Array(b.lowercased().prefix(64)))
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
                (diagonal, row[j + 1]) = (row[j + 1], cost)
            }
        }
        return row[b.count]
    }
}
