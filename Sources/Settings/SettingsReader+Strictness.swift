import Yams

/// What YAML allows and a configuration does not: it must say what it seems to say.
extension SettingsReader {
    /// Tabs, wherever they stand but in comments: YAML gives them three meanings.
    mutating func refuseTabs() {
        for (number, line) in lines.enumerated() {
            guard let tab = line.firstIndex(of: "\t") else { continue }
            let comment = line.indices.first {
                line[$0] == "#" && ($0 == line.startIndex || line[line.index(before: $0)] == " ")
            }
            if let comment, comment < tab { continue }
            let isIndent = line[..<tab].allSatisfy { $0 == " " }
            report(
                number + 1, line.distance(from: line.startIndex, to: tab) + 1,
                isIndent ? "a tab in the indentation; indent with spaces" : "a tab; write spaces instead",
                .notInSubset)
        }
    }

    /// Anchors and tags, each once, whatever refers to them; no descent into what has one, so that no alias is followed
    /// and a file that unfolds to gigabytes costs no more than its own length.
    mutating func refuseAnchorsAndTags(_ root: Node) {
        var open: [Node] = [root]
        // An alias is the node that it names, with the place of that.
        var seen: Set<[Int]> = []
        var places = ScalarPlaces()
        while let node = open.popLast() {
            if let extra = extra(of: node, &places) {
                if seen.insert([node.mark?.line ?? 0, node.mark?.column ?? 0]).inserted {
                    report(node, extra, .notInSubset)
                }
                continue
            }
            if let sequence = node.sequence {
                open.append(contentsOf: sequence)
            } else if let mapping = node.mapping {
                for (key, value) in mapping { open.append(contentsOf: [key, value]) }
            }
        }
    }

    /// What stands at the node in the text and is no part of the subset.
    private func extra(of node: Node, _ places: inout ScalarPlaces) -> String? {
        if node.anchor != nil { return "anchors (`&name`) and aliases (`*name`) are not taken; write the value out" }
        guard let mark = node.mark, lines.indices.contains(mark.line - 1) else { return nil }
        switch places.scalar(line: mark.line - 1, column: mark.column - 1, in: lines) {
        case "!": return "tags (`!name`) are not taken: every value is a word, a list or a mapping; leave the tag out"
        case "&", "*": return "anchors (`&name`) and aliases (`*name`) are not taken; write the value out"
        default: return nil
        }
    }

    /// What the YAML reader itself refuses.
    mutating func report(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            report(mark.line, mark.column, "not valid YAML: \(problem)\(Self.hint(problem))", .syntax)
        case .composer(_, let problem, let mark, _):
            if problem.contains("document") {
                report(
                    mark.line, mark.column, "several documents (`---`) in one file; keep one, or make several files",
                    .notInSubset)
            } else if problem.contains("alias") {
                report(
                    mark.line, mark.column,
                    "aliases (`*name`) are not taken, and none has that name; write the value out, or put a text that "
                        + "begins with `*` in quotation marks", .notInSubset)
            } else {
                report(mark.line, mark.column, "not valid YAML: \(problem)", .syntax)
            }
        case .reader(let problem, _, _, _): report(1, 1, "not readable as YAML: \(problem)", .syntax)
        default: report(1, 1, "not valid YAML: \(error)", .syntax)
        }
    }

    private static func hint(_ problem: String) -> String {
        if problem.contains("mapping values are not allowed") {
            return "; put a text that holds `: ` in quotation marks"
        }
        if problem.contains("cannot start any token") {
            return "; put a text that begins with a sign such as `@`, `%` or a back-quote in quotation marks"
        }
        return ""
    }

    /// Why a text that a person may take for a number is none here.
    static func numberHint(_ text: String) -> String {
        if text.contains(":") { return "; times as `1:20` are not taken" }
        if ["yes", "no", "on", "off", "true", "false", "y", "n"].contains(text.lowercased()) {
            return "; `\(text)` is a word"
        }
        if text.hasPrefix("0x") || text.hasPrefix("0o") { return "; write it in decimals" }
        if text.contains(where: { $0 == "_" || $0 == "," }) { return "; write it without separators" }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        if !digits.isEmpty, !unit.isEmpty, unit.allSatisfy(\.isLetter) { return "; write it without the unit" }
        return ""
    }
}

/// Finds the code point at a place of a text. A line that is asked for is kept apart: a file may be one line of a megabyte
/// with a hundred thousand nodes, and counting to each from its beginning would take minutes.
private struct ScalarPlaces {
    private var line: Int?
    private var scalars: [Unicode.Scalar] = []

    /// - Parameters:
    ///   - line: from 0, and so is `column`.
    mutating func scalar(line: Int, column: Int, in lines: [Substring]) -> Unicode.Scalar? {
        if self.line != line { (self.line, scalars) = (line, Array(lines[line].unicodeScalars)) }
        return scalars.indices.contains(column) ? scalars[column] : nil
    }
}
