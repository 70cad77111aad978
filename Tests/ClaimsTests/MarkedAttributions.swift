import Claims
import Linguistics

/// Attributions as text that a person reads: `[Zelensky]s1 [said]c1 [he would go]t1`, with s for source, c for cue, t for
/// what is attributed, and the number of the attribution in the order of the cues.
enum MarkedAttributions {
    /// The text without its marks.
    static func plain(_ marked: String) -> String {
        var result = ""
        var rest = marked[...]
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "[" { continue }
            if character == "]" {
                if let role = rest.first, "sct".contains(role) {
                    rest = rest.dropFirst()
                    while let digit = rest.first, digit.isNumber { rest = rest.dropFirst() }
                }
                continue
            }
            result.append(character)
        }
        return result
    }

    /// The text of a document with these attributions marked.
    static func mark(_ attributions: [Attribution], in document: Document) -> String {
        var marks: [(at: Int, order: Int, text: String)] = []
        for (index, attribution) in attributions.enumerated() {
            for (role, ranges) in [("s", attribution.source), ("c", attribution.cue), ("t", attribution.content)] {
                for range in ranges where !range.isEmpty {
                    let start = Int(document.tokens[range.lowerBound].start)
                    let end = Int(document.tokens[range.upperBound - 1].end)
                    // Long ones open first and close last.
                    marks.append((start, 1_000_000 - end, "["))
                    marks.append((end, -1_000_000 - start, "]\(role)\(index + 1)"))
                }
            }
        }
        marks.sort { ($0.at, $0.order, $0.text) < ($1.at, $1.order, $1.text) }
        var result = ""
        var at = 0
        for mark in marks {
            result += String(decoding: document.text[at..<mark.at], as: UTF8.self) + mark.text
            at = mark.at
        }
        return result + String(decoding: document.text[at...], as: UTF8.self)
    }
}
