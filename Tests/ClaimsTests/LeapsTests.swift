import Articles
import EnglishLanguage
import Linguistics
import Testing

@testable import Claims

/// What is concluded beyond the words of a sentence is kept with the claim; what the words do not mean is no claim.
@Suite(.enabled(if: StanceRuleTests.hasTrees, "the embedded model has no parser")) struct LeapsTests {
    static let watchlist = Watchlist(
        actors: [
            .init(name: "Acme", aliases: ["Acme Oil"]), .init(name: "Norland", aliases: ["Norlandic"]),
            .init(name: "Ostia", aliases: []),
        ],
        topics: [
            .init(name: "compensation", terms: ["compensation", "claims"]),
            .init(name: "arming the rebels", terms: ["arms", "weapons", "arms embargo"]),
            .init(name: "plugging the well", terms: ["plug", "relief well"]),
            .init(name: "drilling", terms: ["drilling", "drill"]),
            .init(name: "truce", terms: ["truce", "ceasefire"]),
            .init(name: "trade deal", terms: ["deal", "trade pact"]),
            .init(name: "dialogue", terms: ["dialogue", "negotiate"]),
            .init(name: "resignation", terms: ["resign", "leave"]),
        ])
    static let reader = ClaimReader(watchlist: watchlist, lists: EnglishData.list, models: EnglishData.bytes)

    private func claims(_ text: String, year: Int = 2025) -> [Claim] {
        let bytes = Array(text.utf8)
        let article = Article(
            id: ArticleID(hex: "0"), path: "example.txt", date: CalendarDate("\(year)-06-01") ?? CalendarDate(day: 0),
            dateSource: .header, text: bytes, regions: [])
        return Self.reader.claims(in: article, document: English.analyser().analyse(bytes)).filter {
            $0.kind == .stance
        }
    }

    private func stances(_ text: String) -> [String] {
        claims(text).map { "\($0.actor ?? "-"), \($0.topic ?? "-"), \($0.level ?? 0)" }
    }

    @Test func aClaimSaysWhatWasConcluded() throws {
        let plain = try #require(claims("Norland rejected the truce.").first)
        #expect(plain.leaps == [])
        let kindred = try #require(claims("Norland rejected the cessation of hostilities.").first)
        #expect(kindred.topic == "truce")
        #expect(kindred.leaps == .kindredTopic)
        let taken = try #require(
            claims("Ostia proposed a truce. Norland rejected the proposal.").first { $0.actor == "Norland" })
        #expect(taken.leaps == .takenUpTopic)
        let absent = try #require(claims("Norland met envoys. It rejected the truce.").first)
        #expect(absent.actor == "Norland")
        #expect(absent.leaps == .absentHolder)
        #expect(absent.leaps.words == ["holder not in the sentence"])
    }

    @Test(arguments: [
        "Norland claims to have met the terms.", "Ostia disputed Norlandic claims that the worst was over.",
    ]) func aClaimOfFactIsNoClaimForDamages(text: String) {
        #expect(!stances(text).contains { $0.contains("compensation") }, "\(stances(text))")
    }

    @Test func claimsForDamagesStillAre() {
        #expect(stances("Acme rejected the claims.") == ["Acme, compensation, -2"])
    }

    @Test func aSetCompoundIsAnotherThing() {
        #expect(stances("Norland used chemical weapons.") == [])
        #expect(stances("Norland provided weapons.") == ["Norland, arming the rebels, 2"])
    }

    @Test func aBanOnWhatTheTopicIsAboutIsItsOpposite() {
        #expect(stances("Norland lifted the arms embargo.") == ["Norland, arming the rebels, 2"])
        #expect(stances("Norland imposed an arms embargo.") == ["Norland, arming the rebels, -2"])
    }

    @Test func whatIsDoneToAnotherTopicIsOfThatTopic() {
        #expect(!stances("Acme started drilling a relief well.").contains("Acme, drilling, 2"))
        #expect(stances("Acme suspended drilling.") == ["Acme, drilling, -2"])
        #expect(stances("Norland signed the truce deal.") == ["Norland, truce, 2"])
    }

    @Test func whatHappensToAnyMatterInTheWorldIsNobodysStatus() throws {
        let reader = ClaimReader(
            watchlist: .builtIn(lists: EnglishData.list), lists: EnglishData.list, models: EnglishData.bytes)
        func statuses(_ text: String) -> [Claim] {
            let bytes = Array(text.utf8)
            let article = Article(
                id: ArticleID(hex: "0"), path: "example.txt", date: CalendarDate(day: 20_000), dateSource: .header,
                text: bytes, regions: [])
            return reader.claims(in: article, document: English.analyser().analyse(bytes)).filter {
                $0.kind == .status && $0.topic == "state of emergency"
            }
        }
        let anybodys = try #require(statuses("A state of emergency was lifted on Monday.").first)
        #expect(anybodys.isOfAnyMatter)
        let egypts = try #require(statuses("Egypt lifted the state of emergency on Monday.").first)
        #expect(!egypts.isOfAnyMatter && egypts.actor == "Egypt")
    }

    @Test func aParticipleBeforeANounIsNoDeed() {
        #expect(stances("Norland accepted a negotiated plan.") == [])
    }

    @Test func aGeneralWordIsNoDeedUnderAReportEither() {
        #expect(!stances("Norland warned that exports could leave the port.").contains { $0.contains("resignation") })
    }
}

/// Office-holders of today mean their country only in news of their time.
@Suite struct DatedNamesTests {
    @Test func aNameCountsFromItsYearOn() {
        var actor = Watchlist.Actor(name: "Norland", aliases: ["Norlandic", "Kolberg"])
        actor.since = ["Kolberg": 2020]
        let matcher = WatchMatcher(Watchlist(actors: [actor]), lists: EnglishData.list)
        let document = English.analyser().analyse(Array("Kolberg met the Norlandic envoy.".utf8))
        func names(_ year: Int) -> [String] {
            matcher.matches(in: document, year: year).actors.map { document.string($0.tokens) }
        }
        #expect(names(2019) == ["Norlandic"])
        #expect(names(2020) == ["Kolberg", "Norlandic"])
    }

    @Test func theShippedListSaysSinceWhen() throws {
        let states = try #require(
            Watchlist.builtIn(lists: EnglishData.list).actors.first { $0.name == "United States" })
        #expect(states.since["Trump"] == 2017)
        #expect(states.since["Obama"] == nil)
    }

    @Test func whatTheUserNamesAlwaysCounts() throws {
        let list = Watchlist(actors: [.init(name: "United States", aliases: ["Trump"])]).completed(
            lists: EnglishData.list)
        let states = try #require(list.actors.first)
        #expect(states.since["Trump"] == nil)
        #expect(states.since["Donald Trump"] == 2017)
    }
}
