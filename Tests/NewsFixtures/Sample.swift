import Alerts
import Articles
import Claims
import Positions

/// Made-up articles, claims and shifts, for tests of what comes after reading.
public enum Sample {
    /// An article whose content is its name: two names make two articles.
    public static func article(
        _ name: String = "a.txt", on date: String = "2025-08-06", role: Article.Role = .report,
        publisher: String? = nil
    ) -> Article {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        let hex = String(repeating: "0", count: 16 - digits.count) + digits
        return Article(
            id: ArticleID(hex: String(repeating: hex, count: 4)), path: name,
            date: CalendarDate(date) ?? CalendarDate(day: 0), dateSource: .header, publisher: publisher, role: role,
            text: Array("text of \(name)".utf8), regions: [])
    }

    public static func stance(
        _ level: Int, by actor: String = "Russia", on topic: String = "ceasefire", via: [String] = [],
        _ certainty: Claim.Certainty = .asserted, history: Bool = false, text: String = "Moscow spoke of it."
    ) -> Claim {
        Claim(
            kind: .stance, actor: actor, actorIsWatched: true, topic: topic, topicIsWatched: true, level: level,
            via: via, certainty: certainty, isHistory: history,
            evidence: Evidence(start: 0, end: text.unicodeScalars.count, text: text), rule: "sample")
    }

    public static func number(
        _ value: Double, upTo upper: Double? = nil, _ bound: Claim.Bound = .exact, via: [String] = [],
        of topic: String = "death toll", text: String = "Many."
    ) -> Claim {
        Claim(
            kind: .number, topic: topic, topicIsWatched: true, value: value, upperValue: upper, bound: bound, via: via,
            evidence: Evidence(start: 0, end: text.unicodeScalars.count, text: text), rule: "sample")
    }

    public static func status(_ status: ActionStatus, of topic: String = "sanctions") -> Claim {
        Claim(
            kind: .status, topic: topic, topicIsWatched: true, status: status,
            evidence: Evidence(start: 0, end: 4, text: "Done."), rule: "sample")
    }

    public static func deadline(_ date: String, of topic: String = "sanctions") -> Claim {
        Claim(
            kind: .deadline, topic: topic, topicIsWatched: true, deadline: CalendarDate(date),
            evidence: Evidence(start: 0, end: 4, text: "By then."), rule: "sample")
    }

    /// Reads the articles one after another into a book, as the daemon would, and gives the shifts of all.
    public static func shifts(
        _ story: [(article: Article, claims: [Claim])], keeper: PositionKeeper = PositionKeeper()
    ) throws -> [Shift] {
        var book = PositionBook()
        var shifts: [Shift] = []
        for (article, claims) in story {
            let outcome = try keeper.outcome(of: claims, in: article, history: book)
            shifts += outcome.shifts
            for observation in outcome.observations { book.add(observation) }
        }
        return shifts
    }

    /// An alert: Russia turns from rejecting a ceasefire to being open to one.
    public static func alert(name: String = "b.txt", send: [String] = []) throws -> Alert? {
        let shifts = try shifts([
            (article("a.txt", on: "2025-08-01"), [stance(-2, text: "The Kremlin ruled out a ceasefire.")]),
            (
                article(name),
                [stance(1, via: ["Volodymyr Zelensky"], text: "Russia is more inclined to a ceasefire, he said.")]
            ),
        ])
        return AlertDecider(rules: [.standard(send: send)]).alerts(for: shifts).first
    }
}
