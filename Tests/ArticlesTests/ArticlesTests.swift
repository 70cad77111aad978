import Articles
import EnglishLanguage
import Testing

/// Reads as the program does, with its own word lists.
let reader = ArticleReader(lists: EnglishData.list)

/// The file's date in all tests: a Saturday.
let fileDate = CalendarDate("2025-08-09") ?? CalendarDate(day: 0)

func read(_ bytes: [UInt8]) throws -> Article {
    try reader.read(bytes, id: ArticleID(hex: "00"), path: "a.txt", fileDate: fileDate).get()
}

func read(_ text: String) throws -> Article { try read(Array(text.utf8)) }

func problem(_ bytes: [UInt8]) -> ArticleProblem? {
    switch reader.read(bytes, id: ArticleID(hex: "00"), path: "a.txt", fileDate: fileDate) {
    case .success: nil
    case .failure(let problem): problem
    }
}

extension Article {
    /// One line a region, `# ` before headings: what a person checks.
    var outline: [String] {
        regions.map { region in
            let text = String(decoding: text[region.bytes], as: UTF8.self)
            return (region.kind == .heading ? "# " : "") + text
        }
    }
}
