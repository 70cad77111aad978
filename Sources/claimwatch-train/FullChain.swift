import Articles
import Claims
import EnglishLanguage
import Foundation
import Linguistics

/// The whole way of an article, from its bytes to its claims, as the daemon goes it; with the time of each stage.
struct FullChain: Sendable {
    let articles: ArticleReader
    let analyser: EnglishAnalyser
    let reader: ClaimReader

    /// - Parameter limit: the most bytes that a text may have.
    init(limit: Int = 1 << 30) {
        articles = ArticleReader(lists: EnglishData.list, limit: limit)
        analyser = EnglishAnalyser()
        reader = ClaimReader(
            watchlist: .builtIn(lists: EnglishData.list), lists: EnglishData.list, models: EnglishData.bytes)
    }

    static let stages = ["article", "tokens", "trees", "names", "mentions", "attributions", "claims"]

    /// What came out, and seconds by stage, by the clock of this thread.
    struct Result {
        var tokens = 0
        var attributions = 0
        var claims = 0
        var seconds = [Double](repeating: 0, count: FullChain.stages.count)
        var total: Double { seconds.reduce(0, +) }
    }

    func run(_ bytes: [UInt8]) -> Result {
        let clock = ProcessorClock()
        var result = Result()
        var article: Article?
        result.seconds[0] = clock.measure {
            let read = articles.read(bytes, id: ArticleID(hex: ""), path: "", fileDate: CalendarDate(day: 20_300))
            if case .success(let value) = read { article = value }
        }
        guard let article else { return result }
        let regions = article.regions.map {
            TextRegion(bytes: $0.bytes, kind: $0.kind == .heading ? .heading : .body)
        }
        var document = Document(text: article.text)
        result.seconds[1] = clock.measure { analyser.readTokens(&document, regions) }
        result.seconds[2] = clock.measure {
            analyser.readSentences(&document)
            TreeRepair().mend(&document)
        }
        result.seconds[3] = clock.measure { analyser.names.read(&document) }
        result.seconds[4] = clock.measure { analyser.mentions.read(&document) }
        result.seconds[5] = clock.measure { result.attributions = reader.attributions(in: document).count }
        // Reading claims reads the attributions again.
        let both = clock.measure { result.claims = reader.claims(in: article, document: document).count }
        result.seconds[6] = max(0, both - result.seconds[5])
        result.tokens = document.tokens.count
        return result
    }
}

/// The articles that the bench reads: those of the seeds, which are always there.
enum SeedTexts {
    static func texts(_ folder: String) throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
            .map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) }
    }

    /// One text of about `size` bytes: the articles over and over, each time with other names and figures.
    static func long(_ folder: String, size: Int) throws -> [UInt8] {
        let texts = try texts(folder).map { String(decoding: $0, as: UTF8.self) }
        let names = ["Witkoff", "Ushakov", "Lukashenko", "Trump", "Zelensky"]
        let others = ["Halvorsen", "Marchetti", "Okonkwo", "Delacroix", "Brandt", "Castellano", "Novak", "Ferreira"]
        var (bytes, round) = ([UInt8](), 0)
        guard !texts.isEmpty else { return bytes }
        while bytes.count < size {
            for text in texts where bytes.count < size {
                var text = String(text.drop { $0 != "\n" })
                if round > 0 {
                    let name = names[round % names.count]
                    text.replace(name, with: others[round / names.count % others.count])
                    text.replace("three", with: "\(3 + round)")
                }
                bytes += Array(text.utf8)
            }
            round += 1
        }
        return bytes
    }
}
