import Linguistics

/// Makes an article of a file's bytes: the text that offsets count in, its date, and which parts of it are to be read.
///
/// Reading is pure and takes time linear in the bytes. The same bytes, path and file date give the same article.
///
/// The date is that of a first line `date YYYY-MM-DD` (alone, or before the first words of the text), else that of the
/// dateline or of a line above it that gives a date, else the file's. What frames the article is left out of the
/// regions: the date line, bylines, datelines, credits, an agency's name, a headline repeated at the end.
public struct ArticleReader: Sendable {
    private let words: FrameVocabulary
    /// The most bytes that an article may have.
    public let limit: Int

    /// Eight megabytes: a hundred times the longest news article.
    public static let defaultLimit = 8 << 20

    /// - Parameters:
    ///   - lists: the word lists `publishers`, `frame-lines` and `months` by name.
    ///   - limit: the most bytes that an article may have.
    public init(lists: (String) -> WordList, limit: Int = ArticleReader.defaultLimit) {
        words = FrameVocabulary(lists: lists)
        self.limit = limit
    }

    /// - Parameters:
    ///   - bytes: the file, whole.
    ///   - id: SHA-256 of `bytes`.
    ///   - path: the name to show the article under.
    ///   - fileDate: the day of the file's modification time; the date where the text has none.
    public func read(
        _ bytes: [UInt8],
        id: ArticleID,
        path: String,
        fileDate: CalendarDate
    ) -> Result<Article, ArticleProblem> {
        guard bytes.count <= limit else { return .failure(.tooLarge(size: bytes.count, limit: limit)) }
        let decoded: TextDecoder
        switch TextDecoder.decode(bytes) {
        case .success(let value): decoded = value
        case .failure(let problem): return .failure(problem)
        }
        let text = decoded.text
        let header = DateHeader(text)
        let frame = ArticleFrame(text, from: header.end, words)
        guard !frame.regions.isEmpty else { return .failure(.noWords) }
        var article = Article(
            id: id,
            path: path,
            date: fileDate,
            dateSource: .fileTime,
            headline: frame.headline,
            publisher: frame.publisher,
            place: frame.place,
            role: frame.role,
            text: text,
            regions: frame.regions,
            notes: decoded.notes
        )
        if let date = header.date {
            (article.date, article.dateSource) = (date, .header)
        } else if let date = frame.date?.resolved(on: fileDate) {
            (article.date, article.dateSource) = (date, .dateline)
        }
        if let bad = header.bad { article.notes.append(.badDateLine(bad)) }
        return .success(article)
    }
}

/// The date line at the head of a text: `date YYYY-MM-DD`, on a line of its own or before the first words.
private struct DateHeader {
    var date: CalendarDate?
    /// What stands where the date should, if it is no day of the calendar.
    var bad: String?
    /// The byte after it, 0 where there is none.
    var end = 0

    init(_ text: [UInt8]) {
        let start = text.trimmed(0..<text.count).lowerBound
        let key = Array("date".utf8)
        guard text.count > start + 5 else { return }
        for (offset, letter) in key.enumerated() where text[start + offset] | 0x20 != letter { return }
        var at = start + 4
        if text[at] == UInt8(ascii: ":") { at += 1 }
        guard at < text.count, text[at] == 0x20 || text[at] == 0x09 else { return }
        while at < text.count, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
        var end = at
        while end < text.count, text[end] > 0x20, end - at < 40 { end += 1 }
        // A sentence may begin with "Date"; a date line goes on with a digit, and two hyphens.
        let value = text[at..<end]
        guard let first = value.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= first,
            value.count(where: { $0 == UInt8(ascii: "-") }) >= 2
        else { return }
        let written = text.string(at..<end)
        let isTimed = written.dropFirst(10).first.map { $0 == "T" } ?? true
        date = isTimed ? CalendarDate(written.prefix(10)) : nil
        if date == nil { bad = written }
        self.end = end
    }
}
