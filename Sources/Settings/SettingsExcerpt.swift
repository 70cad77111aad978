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
    /// Code points that are looked at on each side of the place.
    private static let window = 400

    /// - Parameters:
    ///   - column: from 1, in code points; beyond the end of the line the caret stands behind it.
    init(line: Substring, column: Int) {
        let scalars = line.unicodeScalars
        let before = scalars.prefix(max(column - 1, 0))
        // A line may be a megabyte long, and a character a letter with a thousand accents.
        let head = String(String.UnicodeScalarView(before.suffix(Self.window))).map(Self.shown)
        let tail = String(String.UnicodeScalarView(scalars.dropFirst(before.count).prefix(Self.window))).map(Self.shown)
        let all = head + tail
        let place = head.count
        var width = 0
        while place + width < all.count, Self.isWord(all[place + width]) { width += 1 }
        let start = all.count <= Self.longest ? 0 : max(0, min(place - 40, all.count - Self.longest))
        let end = min(all.count, start + Self.longest)
        let isCut = (start > 0 || before.count > Self.window, end < all.count)
        self.line = (isCut.0 ? "…" : "") + String(all[start..<end]) + (isCut.1 ? "…" : "")
        caret = place - start + (isCut.0 ? 1 : 0)
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

    private static func shown(_ character: Character) -> Character {
        isPrintable(character) && character.unicodeScalars.count <= 8 ? character : "\u{FFFD}"
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
