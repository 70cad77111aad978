/// A line of a configuration as it is shown under an error: a stretch of it around the place, and a caret.
///
///       7 |     when: [shft]
///         |            ^^^^
public struct SettingsExcerpt: Sendable, Equatable {
    /// What cannot be printed stands as U+FFFD, so that a file cannot write to the terminal that shows its errors.
    public var line: String
    /// Where the caret stands in `line`, from 0, and how many characters it underlines, 1 or more.
    public var caret: Int
    public var width: Int

    /// Longer lines are cut around the caret; characters.
    static let longest = 100

    /// - Parameters:
    ///   - column: from 1; beyond the end of the line the caret stands behind it.
    init(line: Substring, column: Int) {
        let shown = line.prefix(4 * 1_024).map { Self.isPrintable($0) ? $0 : "\u{FFFD}" }
        let place = min(max(column - 1, 0), shown.count)
        var width = 0
        while place + width < shown.count, Self.isWord(shown[place + width]) { width += 1 }
        let start = shown.count <= Self.longest ? 0 : max(0, min(place - 40, shown.count - Self.longest))
        let end = min(shown.count, start + Self.longest)
        self.line = (start > 0 ? "…" : "") + String(shown[start..<end]) + (end < shown.count ? "…" : "")
        caret = place - start + (start > 0 ? 1 : 0)
        self.width = max(1, min(width, end - place))
    }

    func text(line number: Int) -> String {
        let gutter = String(repeating: " ", count: max(0, 5 - "\(number)".count))
        let mark = String(repeating: " ", count: caret) + String(repeating: "^", count: width)
        return "\(gutter)\(number) | \(line)\n      | \(mark)"
    }

    private static func isWord(_ character: Character) -> Bool {
        !" \t:,[]{}\"'#".contains(character)
    }

    private static func isPrintable(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: false
            default: true
            }
        }
    }
}
