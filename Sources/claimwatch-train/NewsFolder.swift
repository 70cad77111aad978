import Articles
import EnglishLanguage
@preconcurrency import Foundation
import Pipeline
import Settings

/// Dated articles in a folder, as the commands read them.
struct NewsFolder {
    let articles: [Article]

    /// In the order of their dates and, within a day, of their paths.
    init(_ folder: String) throws {
        let reader = ArticleReader(lists: EnglishData.list)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
        articles = try names.compactMap { name in
            let path = folder + "/" + name
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let id = ArticleLoader.id(of: bytes)
            return try? reader.read(bytes, id: id, path: path, fileDate: CalendarDate(day: 0)).get()
        }.sorted { ($0.date, $0.path) < ($1.date, $1.path) }
    }

    /// A configuration; JSON is YAML too.
    static func settings(_ path: String) throws -> Settings {
        try SettingsReader.read([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), file: path)
    }

    /// The lines of a file, each a JSON object.
    static func records<Record: Decodable>(_ path: String, as: Record.Type) throws -> [Record] {
        try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 0x0A)
            .map { try JSONDecoder().decode(Record.self, from: Data($0)) }
    }
}
