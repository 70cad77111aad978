import Alerts
import Yams

extension SettingsReader {
    /// One key of a mapping with its value.
    struct Entry {
        var key: String
        var keyNode: Node
        var value: Node
    }

    /// The message may name what stands in the file: on one line, so that a file cannot forge an error of another.
    mutating func report(_ line: Int, _ column: Int, _ message: String, _ code: SettingsCode) {
        problems.append(
            SettingsProblem(
                file: file, line: line, column: column, code: code, message: OneLine.text(message, limit: 1_000)))
    }

    mutating func report(_ node: Node, _ message: String, _ code: SettingsCode = .wrongValue) {
        if code == .openSecret { secrets.append(OpenSecret(text: node.string ?? "", line: node.mark?.line ?? 1)) }
        report(node.mark?.line ?? 1, node.mark?.column ?? 1, message, code)
    }

    mutating func unknown(_ entry: Entry, known: [String], where place: String) {
        report(entry.keyNode, "unknown key `\(entry.key)` \(place)\(suggestion(entry.key, among: known))", .unknownKey)
    }

    /// "did you mean": what is not shown is not worth a search.
    func suggestion(_ word: String, among known: some Collection<String>, namesAll: Bool = true) -> String {
        problems.count < SettingsProblems.limit ? Suggestion.text(word, among: known, namesAll: namesAll) : ""
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
            guard !Self.holdsControl(name) else {
                report(
                    key, "a key holds a control character, a line break, or a mark that turns the writing; take it out")
                return nil
            }
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
        guard !Self.holdsControl(scalar.string) else {
            report(
                node, "\(what) holds a control character, a line break, or a mark that turns the writing; take it out")
            return nil
        }
        return scalar.string
    }

    /// What no name, path or address needs, and what could forge a line wherever it is printed.
    static func holdsControl(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
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
            "`\(text)` is no \(what); one of \(known.joined(separator: ", "))"
                + suggestion(text, among: known, namesAll: false))
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
