import Articles
import EnglishLanguage
import Linguistics
import TestSupport
import Testing

@testable import Claims

/// Every rule's examples, read by the real analyser.
@Suite struct StanceRuleTests {
    static let watchlist = Watchlist(
        actors: [
            .init(name: "Russia", aliases: ["Russian", "Kremlin", "Moscow", "Putin"]),
            .init(name: "Israel", aliases: ["Israeli", "Netanyahu"]),
            .init(name: "Hamas", aliases: []),
        ],
        topics: [
            .init(name: "ceasefire", terms: ["cease-fire", "truce"]),
            .init(name: "sanctions", terms: ["sanctions"]),
            .init(name: "talks", terms: ["talks", "negotiations"]),
            .init(name: "withdrawal", terms: ["withdraw"]),
            .init(name: "attacks", terms: ["shell", "ambush"]),
            .init(name: "punishment", terms: ["punitive"]),
        ])
    static let reader = ClaimReader(watchlist: watchlist, lists: EnglishData.list, models: EnglishData.bytes)
    static let analyser = English.analyser()

    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var example: StanceExample
        var mustFire: Bool
        var testDescription: String { "\(rule) \(mustFire ? "fires" : "is silent"): \(example.text)" }
    }

    static let cases: [Case] =
        StanceGrammar.rules.flatMap { cases($0.id, fires: $0.fires, silent: $0.silent) }
        + StanceOrigin.all.flatMap { cases($0.id, fires: $0.fires, silent: $0.silent) }

    static func cases(_ rule: String, fires: [StanceExample], silent: [StanceExample]) -> [Case] {
        fires.map { Case(rule: rule, example: $0, mustFire: true) }
            + silent.map { Case(rule: rule, example: $0, mustFire: false) }
    }

    static func claims(_ text: String, by reader: ClaimReader = reader) -> [Claim] {
        let document = analyser.analyse(Array(text.utf8))
        let article = Article(
            id: ArticleID(hex: "0"), path: "example.txt", date: CalendarDate(day: 20_000), dateSource: .header,
            text: Array(text.utf8), regions: [])
        return reader.claims(in: article, document: document).filter { $0.kind == .stance }
    }

    /// The stances of a text, each as "holder topic level".
    static func positions(_ text: String, by reader: ClaimReader = reader) -> [String] {
        claims(text, by: reader).map { "\($0.actor ?? "?") \($0.topic ?? "?") \($0.level ?? 0)" }
    }

    /// Whether the embedded model has a parser; without one there is nothing to read.
    static let hasTrees = analyser.analyse(Array("Hamas rejected it.".utf8)).tokens.contains { $0.relation == .object }

    @Test(.enabled(if: hasTrees, "the embedded model has no parser"), arguments: cases) func exampleHolds(
        _ example: Case
    ) {
        let wanted = example.example
        let claims = Self.claims(wanted.text)
        let found = claims.contains {
            $0.actor == wanted.actor && $0.topic == wanted.topic && $0.level == wanted.level
        }
        let read = claims.map { "\($0.actor ?? "-") \($0.topic ?? "-") \($0.level ?? 9) \($0.rule)" }
        #expect(found == example.mustFire, "read: \(read)")
    }

    @Test func everyRuleSaysWhatItMeansAndShowsIt() {
        var ids: Set<String> = []
        for rule in ClaimRule.all where rule.kind == .stance {
            #expect(ids.insert(rule.id).inserted, "two rules are called \(rule.id)")
            #expect(!rule.reason.isEmpty)
            #expect(rule.fires.count >= 2 && rule.silent.count >= 2, "\(rule.id) needs two examples of each kind")
        }
    }
}
