import Articles
import EnglishLanguage
import Linguistics

@testable import Claims

/// A watch list and an article for the tests of numbers, statuses and deadlines.
enum FactSample {
    static let watchlist = Watchlist(
        actors: [
            .init(name: "United States", aliases: ["Washington", "Trump"]),
            .init(name: "Russia", aliases: ["Moscow", "Russian", "Putin"]),
            .init(name: "Israel", aliases: ["Israeli"]),
        ],
        topics: [
            .init(name: "ceasefire", terms: ["ceasefire", "truce"]),
            .init(name: "sanctions", terms: ["sanctions"]),
            .init(name: "talks", terms: ["talks"]),
            .init(name: "summit", terms: ["summit"]),
            .init(name: "evacuation", terms: ["evacuation", "evacuate"]),
        ],
        numbers: [
            .init(name: "tariff on India", terms: ["tariff", "duty"], of: ["India", "Indian"]),
            .init(name: "death toll in Kyiv", terms: ["killed", "dead", "died", "death toll"], of: ["Kyiv"]),
            .init(name: "death toll in Syria", terms: ["killed", "dead"], of: ["Syria", "people"]),
            .init(name: "oil output", terms: ["barrels a day"], of: ["Saudi", "output"]),
            .init(name: "cost of the flood", terms: ["cost", "bill", "billion"], of: ["flood"]),
            .init(name: "prisoners exchanged", terms: ["prisoners", "soldiers"], of: ["exchange", "swap"]),
        ]
    )

    static let reader = FactReader(watchlist: watchlist, lists: EnglishData.list)
    static let matcher = WatchMatcher(watchlist, lists: EnglishData.list)
    /// A Thursday.
    static let thursday = CalendarDate(day: 20307)

    /// Whether the embedded model has a parser.
    static let hasTrees = document("Hamas rejected it.").tokens.contains { $0.relation == .object }

    static func article(_ text: [UInt8]) -> Article {
        Article(
            id: ArticleID(hex: "0"),
            path: "sample.txt",
            date: thursday,
            dateSource: .header,
            text: text,
            regions: []
        )
    }

    static func document(_ text: String) -> Document { English.analyser().analyse(Array(text.utf8)) }

    /// - Parameter heading: the text is a headline.
    static func claims(_ text: String, heading: Bool = false) -> [Claim] {
        let bytes = Array(text.utf8)
        guard heading else { return claims(in: document(text)) }
        let region = TextRegion(bytes: 0..<bytes.count, kind: .heading)
        return claims(in: English.analyser().analyse(bytes, regions: [region]))
    }

    static func claims(in document: Document, attributions: [Attribution] = []) -> [Claim] {
        reader.claims(
            in: article(document.text),
            document: document,
            attributions: attributions,
            matches: matcher.matches(in: document),
            stances: []
        )
    }

    /// The numbers as "measure value upper unit bound", in the order of the text.
    static func numbers(_ text: String) -> [String] {
        claims(text).filter { $0.kind == .number && !$0.isHistory }.map { "\($0.topic ?? "?") \(figure($0))" }
    }

    /// "72 (at least)", "20-30", "25 %".
    static func figure(_ claim: Claim) -> String {
        var words = [plain(claim.value)]
        if let upper = claim.upperValue { words[0] += "-" + plain(upper) }
        if let unit = claim.unit { words.append(unit) }
        if let bound = claim.bound, bound != .exact { words.append("(\(bound.rawValue))") }
        return words.joined(separator: " ")
    }

    /// The deadlines as "topic date rule".
    static func deadlines(_ text: String) -> [String] {
        claims(text).filter { $0.kind == .deadline }.map {
            "\($0.topic ?? "?") \($0.deadline?.description ?? "?") \($0.rule)"
        }
    }

    static func plain(_ value: Double?) -> String {
        guard let value else { return "?" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
