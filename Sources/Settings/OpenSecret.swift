/// A secret that stands in a configuration, where it does not belong: errors are printed, and their lines with them.
struct OpenSecret {
    var text: String
    /// Where it stands, from 1.
    var line: Int

    /// Of more secrets, and of longer lines, no line is shown.
    static let most = 100
    static let longestLine = 4_096

    private static let cover = Array("<REDACTED>".unicodeScalars)

    /// Covers it in a message.
    func hide(in message: inout String) {
        guard text.utf8.count >= 4, message.contains(text) else { return }
        message = message.replacing(text, with: "<REDACTED>")
    }

    /// Covers it in a line that is shown.
    ///
    /// - Parameters:
    ///   - shown: the line, and the place in it that a caret is to stand under, from 1 in code points.
    ///   - number: of the line.
    func hide(in shown: inout (line: String, column: Int), number: Int) {
        let secret = Array(text.unicodeScalars)
        var scalars = Array(shown.line.unicodeScalars)
        guard !secret.isEmpty, secret.count <= scalars.count || number == line else { return }
        var isFound = false
        var place = 0
        while secret.count >= 4 || number == line, place + secret.count <= scalars.count {
            guard scalars[place] == secret[0], scalars[place..<place + secret.count].elementsEqual(secret) else {
                place += 1
                continue
            }
            isFound = true
            scalars.replaceSubrange(place..<place + secret.count, with: Self.cover)
            let column = shown.column - 1
            if column > place {
                shown.column =
                    (column < place + secret.count ? place : column + Self.cover.count - secret.count) + 1
            }
            place += Self.cover.count
        }
        // Written in another way than it reads, with escapes or over lines: all from the place on is covered.
        if !isFound, number == line {
            scalars.replaceSubrange(min(max(shown.column - 1, 0), scalars.count)..., with: Self.cover)
        }
        shown.line = String(String.UnicodeScalarView(scalars))
    }
}
