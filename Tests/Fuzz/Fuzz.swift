import Articles
import Claims
import EnglishLanguage
import Linguistics
import TextChecks

/// Reads an input as the daemon reads a file, to its claims, and stops the fuzzer where a promise is broken.
///
/// An even first byte: the rest are the file's bytes. An odd one: each of the rest chooses a word of the news.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let first = input.first else { return 0 }
    let bytes = first & 1 == 0 ? Array(input.dropFirst()) : RandomText.text(of: input.dropFirst())
    let problems = Chain.shared.problems(bytes)
    if !problems.isEmpty { fatalError("\(problems.prefix(5)) in \(bytes): \(String(decoding: bytes, as: UTF8.self))") }
    return 0
}

private struct Chain: Sendable {
    static let shared = Chain()

    let articles = ArticleReader(lists: EnglishData.list)
    let analyser = English.analyser()
    let reader = ClaimReader(
        watchlist: .builtIn(lists: EnglishData.list), lists: EnglishData.list, models: EnglishData.bytes)

    func problems(_ bytes: [UInt8]) -> [String] {
        // The engine must hold for any bytes, the claims for what an article is made of.
        let made = articles.read(bytes, id: ArticleID(hex: ""), path: "", fileDate: CalendarDate(day: 20_300))
        guard case .success(let article) = made else { return DocumentCheck.problems(analyser.analyse(bytes)) }
        let regions = article.regions.map {
            TextRegion(bytes: $0.bytes, kind: $0.kind == .heading ? .heading : .body)
        }
        let document = analyser.analyse(article.text, regions: regions)
        return DocumentCheck.problems(document, regions: regions)
            + ClaimCheck.problems(reader.attributions(in: document), in: document)
            + ClaimCheck.problems(reader.claims(in: article, document: document), of: article)
    }
}
