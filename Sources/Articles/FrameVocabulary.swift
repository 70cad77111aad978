import Linguistics

/// The words by which the frame of an article is known: who publishes, how credits and corrections begin, the months.
struct FrameVocabulary: Sendable {
    /// What a line is that begins with certain words.
    enum LineKind: String, Sendable {
        /// A credit, a call to subscribe, a copyright: no sentence of the article.
        case credit
        /// Says when it was published.
        case date
        /// Says that this version corrects another.
        case correction
        /// Says that the story is withdrawn.
        case withdrawal
    }

    struct Opening: Sendable {
        var words: String
        var kind: LineKind
        /// Known as such only before the first and after the last sentence of the article.
        var atEdgeOnly: Bool
        /// A mark before a headline ("CORRECTED-"), in capitals, not a sentence.
        var isMark: Bool
        /// Nothing follows but punctuation.
        var isWhole: Bool
    }

    /// Where in the article a line stands: before its first sentence, after its last, or between.
    enum Place { case head, middle, tail }

    /// Folded form to the name as it is shown.
    private let publishers: [String: String]
    private let months: [String: Int]
    /// Openings by their first byte.
    private let openings: [UInt8: [Opening]]

    /// - Parameter lists: the word lists `publishers`, `frame-lines` and `months` by name.
    init(lists: (String) -> WordList) {
        var publishers: [String: String] = [:]
        for record in lists("publishers").records {
            for form in [record.name] + record.values("form") { publishers[Self.fold(form)] = record.name }
        }
        var months: [String: Int] = [:]
        for record in lists("months").records {
            guard let number = record.value("number").flatMap({ Int($0) }), 1...12 ~= number else { continue }
            for form in [record.name] + record.values("form") { months[Self.fold(form)] = number }
        }
        var openings: [UInt8: [Opening]] = [:]
        for record in lists("frame-lines").records {
            guard let kind = record.value("kind").flatMap({ LineKind(rawValue: $0) }) else { continue }
            let isMark = record.value("mark") == "yes"
            let words = isMark ? record.name : Self.fold(record.name)
            guard let first = words.utf8.first else { continue }
            openings[first, default: []].append(
                Opening(
                    words: words,
                    kind: kind,
                    atEdgeOnly: record.value("place") == "edge",
                    isMark: isMark,
                    isWhole: record.value("whole") == "yes"
                )
            )
        }
        (self.publishers, self.months, self.openings) = (publishers, months, openings)
    }

    /// Small letters, straight quotes, single spaces.
    static func fold(_ text: some StringProtocol) -> String {
        var folded = ""
        var spaceDue = false
        for scalar in text.lowercased().unicodeScalars {
            switch scalar {
            case " ", "\n", "\r", "\t", "\u{A0}":
                spaceDue = !folded.isEmpty
                continue
            case _ where spaceDue:
                folded.append(" ")
                spaceDue = false
            default: break
            }
            switch scalar {
            case "\u{2018}", "\u{2019}": folded.append("'")
            case "\u{201C}", "\u{201D}": folded.append("\"")
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    /// The name of the publisher that `text` is a form of.
    func publisher(_ text: some StringProtocol) -> String? { publishers[Self.fold(text)] }

    /// The month (1…12) that a word names; a full stop after it is passed over.
    func month(_ word: some StringProtocol) -> Int? {
        let word = word.hasSuffix(".") ? String(word.dropLast()) : String(word)
        return months[Self.fold(word)]
    }

    /// The opening that the line begins with, the longest if there are several.
    /// - Parameters:
    ///   - line: the line as written.
    ///   - isSentence: it ends like a sentence: what stands at the head and does is one ("Reporting by the BBC shows …").
    func opening(_ line: String, _ place: Place, isSentence: Bool) -> Opening? {
        let folded = Self.fold(line)
        var best: Opening?
        for first in Set([folded.utf8.first, line.utf8.first].compactMap { $0 }) {
            for opening in openings[first] ?? [] {
                if opening.atEdgeOnly, place == .middle || place == .head && isSentence { continue }
                if opening.isWhole, folded.dropFirst(opening.words.count).contains(where: { $0.isLetter }) { continue }
                if opening.kind == .date, FrameDate.line(line, self) == nil { continue }
                guard (opening.isMark ? line : folded).hasPrefix(opening.words) else { continue }
                guard opening.isMark ? Self.endsMark(line, opening.words) : Self.endsWord(folded, opening.words) else {
                    continue
                }
                if (best?.words.utf8.count ?? 0) < opening.words.utf8.count { best = opening }
            }
        }
        return best
    }

    /// What follows a mark sets it off: the end, or a dash, a colon or a bracket.
    private static func endsMark(_ line: String, _ mark: String) -> Bool {
        let rest = line.dropFirst(mark.count).drop { $0 == " " }
        guard let next = rest.first else { return true }
        return "-:\u{2013}\u{2014}(.".contains(next)
    }

    /// The words do not end inside a longer word.
    private static func endsWord(_ line: String, _ words: String) -> Bool {
        guard let last = words.last, last.isLetter, let next = line.dropFirst(words.count).first else { return true }
        return !next.isLetter && !next.isNumber
    }
}
