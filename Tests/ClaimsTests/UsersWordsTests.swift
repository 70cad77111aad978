import Articles
import Claims
import EnglishLanguage
import Linguistics
import Testing

/// The words that a user gives per side, kinds and memberships, by what they make of sentences.
@Suite struct UsersWordsTests {
    static let watchlist = Watchlist(
        actors: [
            .init(
                name: "Hamas", aliases: [], members: ["Prisoners' Media Office", "Fatah"], kind: .armedGroup),
            .init(name: "Fatah", aliases: []),
            .init(name: "Marta Kolberg", aliases: [], kind: .person),
        ],
        topics: [
            .init(name: "canal", terms: ["canal"], favouring: ["dig the waterway"], opposing: ["nature reserve"])
        ])
    static let reader = ClaimReader(watchlist: watchlist, lists: EnglishData.list, models: EnglishData.bytes)

    private func stances(_ text: String) -> Set<String> {
        let article = Article(
            id: ArticleID(hex: "00"), path: "a.txt", date: CalendarDate(day: 20_000), dateSource: .header,
            text: Array(text.utf8), regions: [ArticleRegion(bytes: 0..<text.utf8.count, kind: .body)])
        let document = English.analyser().analyse(article.text)
        return Set(
            Self.reader.claims(in: article, document: document).filter { $0.kind == .stance }
                .map { "\($0.actor ?? "-") \(($0.level ?? 0).signum())" })
    }

    @Test(arguments: [
        ("Hamas rejected the canal.", "Hamas -1"), ("Hamas supports the canal.", "Hamas 1"),
        ("Hamas supports the nature reserve.", "Hamas -1"), ("Hamas rejected the nature reserve.", "Hamas 1"),
        ("Hamas agreed to dig the waterway.", "Hamas 1"), ("Hamas refused to dig the waterway.", "Hamas -1"),
    ])
    func eachSidesWordsGiveTheStance(text: String, stance: String) { #expect(stances(text) == [stance]) }

    @Test func whatAMemberSaysIsTheActors() {
        #expect(stances("The Prisoners' Media Office rejected the canal.") == ["Hamas -1"])
        #expect(stances("Fatah rejected the canal.") == ["Fatah -1"], "an actor of its own speaks for itself")
    }

    @Test func theSurnameOfAPersonCountsOnceThePersonIsNamed() {
        #expect(stances("Marta Kolberg arrived. Kolberg rejected the canal.") == ["Marta Kolberg -1"])
        #expect(stances("Kolberg rejected the canal.").isEmpty)
    }
}
