/// Finds where a key stands for the second time in its mapping, so that a reader who stops at the first doubled key can
/// be led on: the second one is covered by a key of the same length that nobody writes.
struct DoubledKey {
    /// From 1, in code points.
    var line: Int
    var column: Int
    var cover: String

    private static let first: UInt32 = 0xE000

    /// - Parameters:
    ///   - key: as the YAML reader knows it, without quotation marks.
    ///   - line: where it stands first; from 1.
    ///   - number: distinguishes the covers of one file, 0..<256.
    /// - Returns: nil where the second place is not found.
    static func cover(
        _ key: String, after line: Int, _ column: Int, in lines: inout [[Unicode.Scalar]], number: Int
    ) -> DoubledKey? {
        guard let cover = Unicode.Scalar(first + UInt32(number)), lines.indices.contains(line - 1) else { return nil }
        let key = Array(key.unicodeScalars)
        let head = lines[line - 1]
        let isBlock = head.prefix(max(column - 1, 0)).allSatisfy { $0 == " " || $0 == "-" }
        let place =
            isBlock
            ? inBlock(key, after: line - 1, column - 1, lines) : inFlow(key, after: line - 1, column - 1, lines)
        guard let place else { return nil }
        let length = place.length
        lines[place.line].replaceSubrange(
            place.column..<place.column + length, with: repeatElement(cover, count: length))
        return DoubledKey(
            line: place.line + 1, column: place.column + 1,
            cover: String(String.UnicodeScalarView(repeatElement(cover, count: length))))
    }

    private typealias Place = (line: Int, column: Int, length: Int)

    /// Lines below at the same indentation, until one that is indented less.
    private static func inBlock(
        _ key: [Unicode.Scalar], after line: Int, _ column: Int, _ lines: [[Unicode.Scalar]]
    )
        -> Place?
    {
        for index in lines.indices.dropFirst(line + 1) {
            let text = lines[index]
            guard let start = text.firstIndex(where: { $0 != " " }), text[start] != "#" else { continue }
            if start < column { return nil }
            if start == column, let length = length(of: key, at: start, text) { return (index, start, length) }
        }
        return nil
    }

    /// Behind the next commas of the same braces.
    private static func inFlow(
        _ key: [Unicode.Scalar], after line: Int, _ column: Int, _ lines: [[Unicode.Scalar]]
    )
        -> Place?
    {
        var depth = 0
        var quote: Unicode.Scalar?
        var expectsKey = false
        for index in lines.indices.dropFirst(line) {
            let text = lines[index]
            for place in text.indices.dropFirst(index == line ? column : 0) {
                let scalar = text[place]
                if let open = quote {
                    if scalar == open { quote = nil }
                    continue
                }
                if expectsKey, depth == 0, scalar != " " {
                    if let length = length(of: key, at: place, text) { return (index, place, length) }
                    expectsKey = false
                }
                switch scalar {
                case "\"", "'": quote = scalar
                case "{", "[": depth += 1
                case "}", "]":
                    depth -= 1
                    if depth < 0 { return nil }
                case ",": expectsKey = depth == 0
                default: break
                }
            }
        }
        return nil
    }

    /// How long the key is there, with its quotation marks; nil where another stands there.
    private static func length(of key: [Unicode.Scalar], at start: Int, _ text: [Unicode.Scalar]) -> Int? {
        for quote in [[], ["\""], ["'"]] as [[Unicode.Scalar]] {
            let written = quote + key + quote
            guard text.dropFirst(start).starts(with: written) else { continue }
            let rest = text.dropFirst(start + written.count).drop { $0 == " " }
            if rest.first == ":" { return written.count }
        }
        return nil
    }
}
