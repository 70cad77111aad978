/// A template cut into its text and its tags.
struct MustacheTokens {
    enum Kind: Equatable {
        case text(String)
        /// The sign that begins it ("" for a value, "{" for `{{{…}}}`) and the name.
        case tag(String, String)
        case unclosed
    }

    var kind: Kind
    /// Where it begins, from 1.
    var line: Int

    static func of(_ text: String) -> [MustacheTokens] {
        var tokens: [MustacheTokens] = []
        let bytes = Array(text.utf8)
        var (start, index, line) = (0, 0, 1)
        func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        while index < bytes.count {
            guard bytes[index] == 0x7B, index + 1 < bytes.count, bytes[index + 1] == 0x7B else {
                index += 1
                continue
            }
            let isTriple = index + 2 < bytes.count && bytes[index + 2] == 0x7B
            let inner = index + (isTriple ? 3 : 2)
            let close: [UInt8] = Array((isTriple ? "}}}" : "}}").utf8)
            guard let end = find(close, bytes, from: inner) else {
                line += newlines(bytes[start..<index])
                return tokens + [MustacheTokens(kind: .unclosed, line: line)]
            }
            var name = trimmed(string(inner..<end))
            var sigil = isTriple ? "{" : ""
            if !isTriple, let first = name.first, "#^/&!>=<$".contains(first) {
                sigil = String(first)
                name = trimmed(String(name.dropFirst()))
            }
            var before = start..<index
            var after = end + close.count
            let isSilent = ["#", "^", "/", "!"].contains(sigil)
            if isSilent, let alone = alone(bytes, before, after) { (before, after) = alone }
            tokens.append(MustacheTokens(kind: .text(string(before)), line: line))
            line += newlines(bytes[start..<index])
            tokens.append(MustacheTokens(kind: .tag(sigil, name), line: line))
            line += newlines(bytes[index..<after])
            (start, index) = (after, after)
        }
        tokens.append(MustacheTokens(kind: .text(string(start..<bytes.count)), line: line))
        return tokens
    }

    /// Where the tag is alone on its line: the text before it without its indentation, and the place after the line's end.
    private static func alone(_ bytes: [UInt8], _ before: Range<Int>, _ after: Int) -> (Range<Int>, Int)? {
        var left = before.upperBound
        while left > before.lowerBound, bytes[left - 1] == 0x20 || bytes[left - 1] == 0x09 { left -= 1 }
        guard left == 0 || bytes[left - 1] == 0x0A else { return nil }
        var right = after
        while right < bytes.count, bytes[right] == 0x20 || bytes[right] == 0x09 || bytes[right] == 0x0D { right += 1 }
        guard right == bytes.count || bytes[right] == 0x0A else { return nil }
        return (before.lowerBound..<left, min(right + 1, bytes.count))
    }

    private static func find(_ mark: [UInt8], _ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + mark.count <= bytes.count {
            if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) { return index }
            index += 1
        }
        return nil
    }

    private static func newlines(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == 0x0A } }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
