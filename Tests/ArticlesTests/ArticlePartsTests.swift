import Articles
import Testing

@Suite("A long article in parts")
struct ArticlePartsTests {
    @Test("A short article is one part")
    func short() {
        let article = article("One line.\nAnd another.\n", [0..<9, 10..<22])
        #expect(article.parts() == [article.regions])
    }

    @Test("Parts end where lines do, in order and with nothing lost")
    func lines() {
        let text = (0..<50).map { "Line number \($0) says this.\n" }.joined()
        let article = article(text, [0..<text.utf8.count])
        let parts = article.parts(of: 100)
        #expect(parts.count > 10 && parts.count < 40)
        #expect(joined(parts, article) == text)
        for part in parts { #expect(string(part, article).hasSuffix("\n")) }
    }

    @Test("Without line breaks no code point is cut in two", arguments: [4, 5, 6, 7, 9, 13])
    func codePoints(size: Int) {
        let text = String(repeating: "“Ж€😀", count: 12)
        let article = article(text, [0..<text.utf8.count])
        let parts = article.parts(of: size)
        #expect(parts.count > 1)
        #expect(joined(parts, article) == text)
    }

    @Test("Only what is to be read is in the parts, and headings stay headings")
    func regions() {
        let text = "HEAD\nskipped\nbody body body body body body body body body body body body body\n"
        var article = article(text, [0..<5, 13..<text.utf8.count])
        article.regions[0].kind = .heading
        let parts = article.parts(of: 20)
        #expect(parts.flatMap { $0 }.first == ArticleRegion(bytes: 0..<5, kind: .heading))
        #expect(joined(parts, article) == "HEAD\n" + text.dropFirst(13))
    }

    @Test("Bytes that are no text end too")
    func junk() {
        let article = Article(
            id: ArticleID(hex: "00"), path: "a", date: CalendarDate(day: 0), dateSource: .fileTime,
            text: [UInt8](repeating: 0x80, count: 500), regions: [ArticleRegion(bytes: 0..<500, kind: .body)])
        #expect(article.parts(of: 4).flatMap { $0 }.reduce(0) { $0 + $1.bytes.count } == 500)
    }

    private func article(_ text: String, _ regions: [Range<Int>]) -> Article {
        Article(
            id: ArticleID(hex: "00"), path: "a", date: CalendarDate(day: 0), dateSource: .fileTime,
            text: Array(text.utf8), regions: regions.map { ArticleRegion(bytes: $0, kind: .body) })
    }

    private func string(_ part: [ArticleRegion], _ article: Article) -> String {
        part.map { String(decoding: article.text[$0.bytes], as: UTF8.self) }.joined()
    }

    private func joined(_ parts: [[ArticleRegion]], _ article: Article) -> String {
        parts.map { string($0, article) }.joined()
    }
}
