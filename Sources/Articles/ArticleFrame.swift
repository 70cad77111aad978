/// What frames an article and what of it is to be read, found from both ends of its paragraphs inwards.
struct ArticleFrame {
    var headline: String?
    var publisher: String?
    var place: String?
    var date: FrameDate?
    var role = Article.Role.report
    var regions: [ArticleRegion] = []

    private let text: [UInt8]
    private let words: FrameVocabulary
    private var paragraphs: [Paragraph]

    /// Longer paragraphs are prose, and are not looked at as frame.
    private static let longestFrame = 400
    private static let longestHeadline = 250

    init(_ text: [UInt8], from start: Int, _ words: FrameVocabulary) {
        (self.text, self.words) = (text, words)
        // Lines without a word are rules and ornaments.
        paragraphs = TextLines.paragraphs(text, from: start).filter { text.hasWord($0.bytes) }
        readTail()
        let head = readHead()
        readBody(from: head)
        // A file of nothing but headings is a list of news: its lines are its body.
        if !regions.contains(where: { $0.kind == .body }) {
            for index in regions.indices { regions[index].kind = .body }
        }
    }

    // MARK: The head

    /// Reads headline, byline, date and dateline.
    /// - Returns: the index of the first paragraph of the body.
    private mutating func readHead() -> Int {
        var index = 0
        var headings = 0
        while index < min(paragraphs.count, 10) {
            let paragraph = paragraphs[index]
            if readDateline(index) {
                if paragraphs[index].bytes.isEmpty {
                    index += 1
                    continue
                }
                return index
            }
            guard index + 1 < paragraphs.count, paragraph.bytes.count <= Self.longestFrame else { return index }
            var line = text.string(paragraph.bytes)
            var bytes = paragraph.bytes
            if let opening = opening(paragraph, .head) {
                note(opening, line)
                guard opening.isMark else {
                    index += 1
                    continue
                }
                // The headline stands behind the mark: "CORRECTED-Ukraine …".
                bytes = text.trimmed(afterMark(bytes, opening.words))
                guard text.hasWord(bytes) else {
                    index += 1
                    continue
                }
                line = text.string(bytes)
            }
            if readCredit(line) || isByline(line) {
                index += 1
                continue
            }
            if !text.endsSentence(bytes), let date = FrameDate.line(line, words) {
                self.date = self.date ?? date
                index += 1
                continue
            }
            guard headings < 3, isHeadline(bytes, first: headings == 0) else { return index }
            if headline == nil { headline = Self.oneLine(line) }
            regions.append(ArticleRegion(bytes: bytes, kind: .heading))
            headings += 1
            index += 1
        }
        return index
    }

    /// Cuts a dateline off the paragraph's start; the paragraph is empty where it was nothing else.
    private mutating func readDateline(_ index: Int) -> Bool {
        let bytes = paragraphs[index].bytes
        guard let dateline = Dateline.read(text, bytes, words) else { return false }
        publisher = dateline.publisher ?? publisher
        place = dateline.place
        date = dateline.date ?? date
        paragraphs[index].bytes = dateline.bytes.upperBound..<bytes.upperBound
        return true
    }

    private func afterMark(_ bytes: Range<Int>, _ mark: String) -> Range<Int> {
        var start = min(bytes.upperBound, bytes.lowerBound + mark.utf8.count)
        while start < bytes.upperBound, !text.hasWord(start..<start + 1) {
            // A dash of three bytes has no word in its first byte either; a letter beyond ASCII has.
            if text[start] >= 0x80, text.hasWord(start..<min(start + 3, bytes.upperBound)) { break }
            start += text[start] >= 0xE0 ? 3 : 1
        }
        return min(start, bytes.upperBound)..<bytes.upperBound
    }

    /// A line that stands for the whole: no sentence, or each of its longer words has a capital.
    private func isHeadline(_ bytes: Range<Int>, first: Bool) -> Bool {
        guard bytes.count <= Self.longestHeadline, !text.endsOpen(bytes), !text.startsLowerCase(bytes) else {
            return false
        }
        let parts = text.string(bytes).split { $0.isWhitespace }
        guard parts.count <= 30 else { return false }
        if !text.endsSentence(bytes) { return parts.count >= 2 }
        guard first else { return false }
        if text.isUpperCase(bytes) { return true }
        let long = parts.filter { $0.count >= 4 }
        return long.count >= 4 && long.count(where: { $0.first?.isLowercase == true }) * 5 <= long.count
    }

    /// "By Anna Kovac and Piotr Nowak": no sentence, and nearly all capitals.
    private func isByline(_ line: String) -> Bool {
        let parts = line.split { $0.isWhitespace || $0 == "," }
        guard 2...12 ~= parts.count, line.last != ".", !line.contains(":") else { return false }
        let first = parts[0].lowercased()
        let isFrom = first == "from" && parts.contains("in")
        // Above the headline only a short one: "By Land and Sea, Ukraine Strikes Back" is a headline.
        guard isFrom || first == "by" && (headline != nil || parts.count <= 5) else { return false }
        let names = parts.dropFirst().filter { $0.lowercased() != "and" && $0.lowercased() != "in" }
        return names.count(where: { $0.first?.isUppercase == true }) * 4 >= names.count * 3
    }

    // MARK: The tail

    /// Takes credits off the end, and the headline that some archives put between them.
    private mutating func readTail() {
        var credits = 0
        var tookHeadline = false
        while paragraphs.count > 1, let last = paragraphs.last, last.bytes.count <= Self.longestFrame {
            let line = text.string(last.bytes)
            if let opening = opening(last, .tail), !opening.isMark {
                note(opening, line)
                credits += 1
            } else if readCredit(line) || isSignature(paragraphs.count - 1) {
                publisher = publisher ?? Self.oneLine(line)
                credits += 1
            } else if !tookHeadline, paragraphs.count > 2, isHeadline(last.bytes, first: false),
                credits > 0 || isCredit(paragraphs.count - 2)
            {
                tookHeadline = true
                headline = Self.oneLine(line)
            } else {
                return
            }
            paragraphs.removeLast()
        }
    }

    private func opening(_ paragraph: Paragraph, _ place: FrameVocabulary.Place) -> FrameVocabulary.Opening? {
        let bytes = paragraph.bytes
        return words.opening(text.string(bytes), place, isSentence: text.endsSentence(bytes))
    }

    private func isCredit(_ index: Int) -> Bool {
        let paragraph = paragraphs[index]
        guard paragraph.bytes.count <= Self.longestFrame else { return false }
        let line = text.string(paragraph.bytes)
        return opening(paragraph, .tail).map { !$0.isMark } ?? (publishers(in: line) != nil || isSignature(index))
    }

    /// A name under the last sentence, of an agency that no list knows: up to four words, each with a capital.
    private func isSignature(_ index: Int) -> Bool {
        let bytes = paragraphs[index].bytes
        guard index > 0, bytes.count <= 48, !text.endsSentence(bytes), !text.endsOpen(bytes),
            text.endsSentence(paragraphs[index - 1].bytes)
        else { return false }
        let parts = text.string(bytes).split { $0.isWhitespace }
        return 2...4 ~= parts.count && !text.isUpperCase(bytes)
            && parts.allSatisfy { $0.first?.isUppercase == true || $0 == "of" }
    }

    /// Whether the line is nothing but names of publishers; the first is noted.
    private mutating func readCredit(_ line: String) -> Bool {
        guard let publisher = publishers(in: line) else { return false }
        self.publisher = self.publisher ?? publisher
        return true
    }

    private func publishers(in line: String) -> String? {
        guard line.utf8.count <= 120 else { return nil }
        let bare = line.drop { "(-[\u{2013}\u{2014} ".contains($0) }
        if let whole = words.publisher(bare) { return whole }
        var first: String?
        for part in bare.split(whereSeparator: { "/,|&()[]".contains($0) || $0 == "+" }) {
            let name = FrameVocabulary.fold(part)
            if name.isEmpty || name == "and" || name == "." { continue }
            let plain = name.hasPrefix("with ") ? String(name.dropFirst(5)) : name
            guard let publisher = words.publisher(plain.last == "." ? String(plain.dropLast()) : plain) else {
                return nil
            }
            first = first ?? publisher
        }
        return first
    }

    private mutating func note(_ opening: FrameVocabulary.Opening, _ line: String) {
        switch opening.kind {
        case .credit: break
        case .date: date = date ?? FrameDate.line(Self.oneLine(line), words)
        case .correction: if role == .report { role = .correction }
        case .withdrawal: role = .withdrawal
        }
    }

    // MARK: The body

    private mutating func readBody(from head: Int) {
        for index in paragraphs.indices.dropFirst(head) {
            let paragraph = paragraphs[index]
            let isLast = index == paragraphs.count - 1
            if paragraph.bytes.count <= Self.longestFrame {
                if let opening = opening(paragraph, isLast ? .tail : .middle), !opening.isMark,
                    paragraphs.count - head > 1
                {
                    note(opening, text.string(paragraph.bytes))
                    continue
                }
            }
            let isHeading = !isLast && isSectionHeading(paragraph)
            regions.append(ArticleRegion(bytes: paragraph.bytes, kind: isHeading ? .heading : .body))
        }
    }

    /// A short line without a stop between the paragraphs.
    private func isSectionHeading(_ paragraph: Paragraph) -> Bool {
        let bytes = paragraph.bytes
        guard bytes.count <= 100, paragraph.lines == 1, !text.endsOpen(bytes), !text.startsLowerCase(bytes) else {
            return false
        }
        guard !text.endsSentence(bytes), ![0x2D, 0x2A, 0x22].contains(text[bytes.lowerBound]) else { return false }
        return text.string(bytes).split { $0.isWhitespace }.count <= 10
    }

    private static func oneLine(_ text: String) -> String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }
}
