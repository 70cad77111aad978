import Alerts
import Articles
import Claims
import EnglishLanguage
import Foundation
import Pipeline
import Positions
import StateStore
import TestSupport
import Testing

/// The way of an article from its text to the state, with a small watch list.
struct Desk {
    let store: StateStore
    let processor: ArticleProcessor

    init() throws {
        store = try StateStore(inMemory: ())
        let watchlist = Watchlist(
            actors: [
                .init(name: "Russia", aliases: ["Kremlin", "Moscow"]), .init(name: "Ukraine", aliases: ["Kyiv"]),
            ],
            topics: [.init(name: "ceasefire", terms: ["ceasefire", "truce"])],
            numbers: [.init(name: "death toll", terms: ["killed", "dead"], of: [])])
        processor = ArticleProcessor(
            analyser: English.analyser(),
            reader: ClaimReader(watchlist: watchlist, lists: EnglishData.list, models: EnglishData.bytes),
            decider: AlertDecider(rules: [.standard(send: [])]), store: store)
    }

    /// The messages of the alerts that an article raises, cut before the sentence.
    @discardableResult
    func take(_ name: String, _ text: String) async throws -> [Alert] {
        let article = try #require(
            try? ArticleReader(lists: EnglishData.list).read(
                Array(text.utf8), id: ArticleLoader.id(of: Array(text.utf8)), path: name,
                fileDate: CalendarDate(day: 20_000)
            ).get())
        return try await processor.process(article, now: 0) ?? []
    }

    func levels(_ actor: String = "Russia") throws -> [Int] {
        try store.histories(actor: actor, topic: "ceasefire", asOf: nil).flatMap { $0.observations.compactMap(\.level) }
    }

    func tolls() throws -> [Double] {
        try store.histories(actor: nil, topic: "death toll", asOf: nil).flatMap { $0.observations.compactMap(\.value) }
    }
}

extension Alert {
    var short: String { "\(change.rawValue) \(reason.rawValue): \(from?.label ?? "-") -> \(to.label)" }
}

@Suite("The same story, corrections, withdrawals", .timeLimit(.minutes(5)))
struct StoryTests {
    static let before = """
        date 2025-08-04
        Kremlin cool on truce

        MOSCOW, Aug 4 (Meridian Press) - Russia rejected the ceasefire, Kremlin spokesman Pavel Orlov said on Monday.
        In the east, 12 people were killed by a rocket that hit a grain store, its owner Petro Savchuk told a broadcaster.
        """
    static let story = """
        date 2025-08-06
        Moscow turns

        MOSCOW, Aug 6 (Meridian Press) - Russia accepted the ceasefire, Kremlin spokesman Pavel Orlov said on Wednesday.
        The announcement came after eleven hours of talks between envoys in the Lomonosov palace near Saint Petersburg.
        Diplomats from three countries had pressed for a result before the summit of foreign ministers in Ankara opens.
        Orlov told reporters that commanders along the whole front line had received written orders before noon.
        Shells killed 17 people in the town of Velyka Dolyna on Tuesday, the regional governor Oksana Hrytsenko said.
        Hospitals in neighbouring Zelenivka asked residents to donate blood, and schools there stayed closed this week.
        """

    static func changed(_ replacements: [(String, String)]) -> String {
        replacements.reduce(story) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }

    @Test("A copy under another headline, trimmed and in other words raises nothing and is counted")
    func copies() async throws {
        let desk = try Desk()
        try await desk.take("before.txt", Self.before)
        let alerts = try await desk.take("story.txt", Self.story)
        #expect(
            alerts.map(\.short).sorted() == ["shift number up: 12 -> 17", "shift reversed: rejects -> commits to it"])
        let trimmed = Self.story.split(separator: "\n").dropLast(2).joined(separator: "\n")
            .replacingOccurrences(of: "Moscow turns", with: "Guns to fall silent, Kremlin says")
            .replacingOccurrences(of: "(Meridian Press)", with: "(Harbour News)")
        #expect(try await desk.take("trimmed.txt", trimmed).isEmpty)
        let reworded = Self.changed([
            ("2025-08-06", "2025-08-07"), ("told reporters", "stated"), ("pressed for", "sought"),
            ("neighbouring", "neighboring"), ("accepted", "agreed to"), ("received", "been given"),
            ("stayed closed", "remained shut"),
        ])
        #expect(try await desk.take("reworded.txt", reworded).isEmpty)
        #expect(try desk.levels() == [-2, 2], "a copy is no further observation")
        let carriers = try desk.store.carriers(of: try #require(alerts.first?.evidence.first?.articleID))
        #expect(carriers.map(\.path) == ["story.txt", "trimmed.txt", "reworded.txt"])
    }

    @Test("A copy that comes after the position has moved on turns nothing back")
    func lateCopy() async throws {
        let desk = try Desk()
        try await desk.take("story.txt", Self.story)
        let turn =
            "date 2025-08-08\nMOSCOW, Aug 8 - Russia violated the ceasefire with rockets, monitors in Ankara said."
        #expect(try await desk.take("turn.txt", turn).count == 1)
        let late = Self.changed([("2025-08-06", "2025-08-09"), ("Moscow turns", "Kremlin nods")])
        #expect(try await desk.take("late.txt", late).isEmpty)
        #expect(try desk.levels() == [2, -2])
    }

    @Test("A copy with a figure revised or a position changed alerts for that alone")
    func newFacts() async throws {
        let desk = try Desk()
        try await desk.take("before.txt", Self.before)
        try await desk.take("story.txt", Self.story)
        let revised = Self.changed([("killed 17", "killed 23"), ("Moscow turns", "Toll rises")])
        #expect(try await desk.take("revised.txt", revised).map(\.short) == ["shift number up: 17 -> 23"])
        let turned = Self.changed([("accepted the", "will not accept the"), ("Moscow turns", "Kremlin backs away")])
        #expect(try await desk.take("turned.txt", turned).map(\.short) == ["shift reversed: commits to it -> rejects"])
    }

    @Test("A correction takes the place of what it corrects, and who was told is told again")
    func correction() async throws {
        let desk = try Desk()
        try await desk.take("before.txt", Self.before)
        let wrong = try await desk.take("story.txt", Self.story)
        let corrected = Self.changed([
            ("2025-08-06", "2025-08-07"), ("killed 17", "killed 15"), ("Moscow turns", "CORRECTED-Moscow turns"),
        ])
        let alerts = try await desk.take("corrected.txt", corrected)
        #expect(alerts.map(\.short) == ["shift corrected: 17 -> 15"])
        #expect(alerts.first?.article == "corrected.txt")
        #expect(alerts.first?.retracts == wrong.filter { $0.kind == "number" }.map(\.id))
        #expect(try desk.tolls() == [12, 15])
        // The wrong figure may still be printed elsewhere.
        #expect(try await desk.take("late.txt", Self.changed([("Moscow turns", "Kremlin nods")])).isEmpty)
        #expect(try desk.tolls() == [12, 15])
    }

    @Test("A correction after which nothing has changed retracts the alert")
    func retraction() async throws {
        let desk = try Desk()
        try await desk.take("before.txt", Self.before)
        let wrong = try await desk.take("story.txt", Self.story).filter { $0.kind == "number" }
        let corrected =
            Self.changed([("killed 17", "killed 12")])
            + "\n\nThis article was amended on 6 August: an earlier version gave a wrong figure."
        let alerts = try await desk.take("corrected.txt", corrected)
        #expect(alerts.map(\.short) == ["retracted retracted: 17 -> 12"])
        #expect(alerts.first?.retracts == wrong.map(\.id))
        #expect(try desk.store.retractions(of: try #require(wrong.first?.id)) == alerts)
        #expect(try desk.tolls() == [12, 12])
    }

    @Test("A withdrawal takes everything back, whether it repeats the text or names the headline")
    func withdrawal() async throws {
        for notice in [
            "date 2025-08-07\nSTORY REMOVED: Moscow turns toward the ceasefire plan\n\n"
                + "The story has been withdrawn because its source was not genuine. There will be no substitute.",
            Self.changed([("Moscow turns\n", "WITHDRAWN-Moscow turns\n"), ("2025-08-06", "2025-08-07")]),
        ] {
            let desk = try Desk()
            try await desk.take("before.txt", Self.before)
            let text = Self.changed([("Moscow turns", "Moscow turns toward the ceasefire plan")])
            let told = try await desk.take("story.txt", text)
            let alerts = try await desk.take("notice.txt", notice)
            #expect(
                alerts.map(\.short).sorted() == [
                    "retracted retracted: 17 -> 12", "retracted retracted: commits to it -> rejects",
                ])
            #expect(Set(alerts.flatMap { $0.retracts ?? [] }) == Set(told.map(\.id)))
            #expect(try desk.levels() == [-2])
            #expect(try desk.tolls() == [12])
        }
    }

    @Test("An alert that was compared with what is withdrawn is looked at again")
    func following() async throws {
        let desk = try Desk()
        try await desk.take("before.txt", Self.before)
        try await desk.take("story.txt", Self.story)
        let after =
            "date 2025-08-08\nMOSCOW, Aug 8 - Russia rejected the ceasefire, envoy Lev Baranov told journalists."
        #expect(try await desk.take("after.txt", after).map(\.short) == ["shift reversed: commits to it -> rejects"])
        let notice = Self.changed([("Moscow turns\n", "WITHDRAWN-Moscow turns\n"), ("2025-08-06", "2025-08-09")])
        let alerts = try await desk.take("notice.txt", notice).filter { $0.actor == "Russia" }
        #expect(alerts.count == 2)
        #expect(alerts.allSatisfy { $0.change == .retracted })
        #expect(try desk.levels() == [-2, -2])
    }

    @Test("A new version of a file supersedes the old one; another story under its name does not")
    func version() async throws {
        let desk = try Desk()
        try await desk.take("before.txt", Self.before)
        try await desk.take("latest.txt", Self.story)
        let alerts = try await desk.take("latest.txt", Self.changed([("killed 17", "killed 19")]))
        #expect(alerts.map(\.short) == ["shift corrected: 17 -> 19"])
        #expect(try desk.tolls() == [12, 19])
        let other = "date 2025-08-09\nKYIV, Aug 9 - Shells killed 21 people in the port of Berdivka, its mayor said."
        #expect(try await desk.take("latest.txt", other).map(\.short) == ["shift number up: 19 -> 21"])
        #expect(try desk.tolls() == [12, 19, 21])
    }

    @Test("A file that was renamed, and then written again, is a new version of what it was")
    func renamedVersion() async throws {
        let desk = try Desk()
        try await desk.take("before.txt", Self.before)
        try await desk.take("first.txt", Self.story)
        let place = ArticlePlace(path: Array("renamed.txt".utf8), size: 1, modified: 1)
        try await desk.store.note([(place, ArticleLoader.id(of: Array(Self.story.utf8)))])
        let alerts = try await desk.take("renamed.txt", Self.changed([("killed 17", "killed 19")]))
        #expect(alerts.map(\.short) == ["shift corrected: 17 -> 19"])
        #expect(try desk.tolls() == [12, 19])
    }
}
