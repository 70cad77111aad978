/// The line head of a wire story: `KYIV, Aug 6 (Reuters) -`.
struct Dateline {
    /// As written; nil where it names none.
    var place: String?
    var date: FrameDate?
    var publisher: String?
    /// Bytes of the text that it takes, with its dash and the space after it.
    var bytes: Range<Int>

    /// Looked for in so many bytes from the start of a paragraph.
    private static let reach = 120

    /// - Returns: the dateline that the paragraph begins with, if it begins with one.
    static func read(_ text: [UInt8], _ paragraph: Range<Int>, _ words: FrameVocabulary) -> Dateline? {
        let window = paragraph.lowerBound..<min(paragraph.upperBound, paragraph.lowerBound + reach)
        guard let (head, end) = split(text, window) else { return nil }
        var line = Dateline(bytes: paragraph.lowerBound..<end)
        while line.bytes.upperBound < paragraph.upperBound, text[line.bytes.upperBound] <= 0x20 {
            line.bytes = line.bytes.lowerBound..<line.bytes.upperBound + 1
        }
        var rest = trimmed(text.string(head)[...])
        var isKnown = false
        if let agency = takeAgency(&rest) {
            let known = words.publisher(agency)
            guard let publisher = known ?? plausible(agency) else { return nil }
            (line.publisher, isKnown) = (publisher, known != nil)
        }
        var parts = rest.split(separator: ",").map { trimmed($0) }
        line.date = FrameDate.take(fromEnd: &parts, words)
        let isSure = isKnown || line.date != nil
        if parts.isEmpty || parts == [""] { return isSure ? line : nil }
        guard isPlace(parts, isSure: isSure) else { return nil }
        // "NATO - the alliance - said" is no dateline: a story begins with a capital.
        if !isSure, text.startsLowerCase(line.bytes.upperBound..<paragraph.upperBound) { return nil }
        line.place = parts.joined(separator: ", ")
        return line
    }

    private init(bytes: Range<Int>) { self.bytes = bytes }

    /// The bytes before the dash, and where the story begins after it. TASS closes with `/TASS/.` instead.
    private static func split(_ text: [UInt8], _ window: Range<Int>) -> (head: Range<Int>, end: Int)? {
        var index = window.lowerBound
        while index < window.upperBound {
            let rest = window.upperBound - index
            // A hyphen is a dash only between spaces or after a bracket, or doubled.
            if text[index] == 0x2D {
                let isDouble = rest > 1 && text[index + 1] == 0x2D
                let before = index > window.lowerBound ? text[index - 1] : 0
                let isSpaced = before == 0x20 && (rest == 1 || text[index + 1] <= 0x20)
                if isDouble || isSpaced || before == UInt8(ascii: ")") {
                    return (window.lowerBound..<index, index + (isDouble ? 2 : 1))
                }
            }
            if rest > 2, text[index] == 0xE2, text[index + 1] == 0x80, 0x92...0x95 ~= text[index + 2] {
                return (window.lowerBound..<index, index + 3)
            }
            if rest > 1, index > window.lowerBound, text[index] == UInt8(ascii: "/"), text[index + 1] == 0x2E {
                return (window.lowerBound..<index + 1, index + 2)
            }
            index += 1
        }
        return nil
    }

    /// Takes `(Reuters)` or `/TASS/` off the end.
    private static func takeAgency(_ text: inout Substring) -> Substring? {
        let pairs: [(Character, Character)] = [("(", ")"), ("/", "/"), ("[", "]")]
        for (open, close) in pairs where text.last == close {
            let inner = text.dropLast()
            guard let start = inner.lastIndex(of: open) else { continue }
            let agency = inner[inner.index(after: start)...]
            text = trimmed(inner[..<start])
            while text.last == "." && text.dropLast().last?.isNumber == true { text.removeLast() }
            return agency
        }
        return nil
    }

    /// An agency that no list knows: a short name in capitals or with capitals.
    private static func plausible(_ agency: Substring) -> String? {
        let words = agency.split(separator: " ")
        guard !words.isEmpty, words.count <= 4, agency.utf8.count <= 30,
            words.allSatisfy({ $0.first?.isUppercase == true })
        else { return nil }
        return String(agency)
    }

    private static func isPlace(_ parts: [Substring], isSure: Bool) -> Bool {
        guard parts.count <= 3, let city = parts.first else { return false }
        for part in parts {
            let words = part.split { $0 == " " || $0 == "/" || $0 == "-" }
            guard !words.isEmpty, words.count <= 6 else { return false }
            let small: Set<Substring> = ["de", "of", "and", "la", "el", "al", "the", "on", "aboard", "upon"]
            guard words.allSatisfy({ $0.first?.isUppercase == true || small.contains($0) }) else { return false }
        }
        if isSure { return city.contains { $0.isLetter } }
        let letters = city.filter { $0.isLetter }
        return letters.count >= 4 && letters.allSatisfy { $0.isUppercase }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
