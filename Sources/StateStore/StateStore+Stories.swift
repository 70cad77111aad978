import Alerts
import Articles
import Claims
import Foundation
import GRDB
import Positions

/// The prints of stories: looked up by some of their hashes, within some days, so that the cost of an article does not
/// grow with the state; what is older is taken out, so that the tables do not either.
enum StoryTables {
    /// Days between two tellings of one story at most.
    static let window = 14
    /// Prints older than so many days before the newest article are taken out.
    static let kept = 60
    /// Articles of one hash that are looked at, the newest first: a form of words that every day repeats is no trace.
    static let fan = 24
    /// Earlier articles whose prints are compared in full.
    static let candidates = 12
    /// Tellings of one story whose claims are read.
    static let tellings = 16

    /// The ids of the articles that share hashes with the print, those that share most first.
    static func candidates(for print: StoryPrint, on day: Int, _ db: Database) throws -> [Int64] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT article FROM printKeys WHERE key = ? AND day BETWEEN ? AND ?
                ORDER BY day DESC, article DESC LIMIT \(fan)
                """)
        var hits: [Int64: Int] = [:]
        for key in print.keys {
            let rows = try Int64.fetchAll(statement, arguments: [Int64(key), day - window, day + window])
            for article in rows { hits[article, default: 0] += 1 }
        }
        let least = min(2, print.keys.count)
        return hits.filter { $0.value >= least }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .prefix(candidates).map(\.key)
    }

    static func print(of article: Int64, _ db: Database) throws -> StoryPrint? {
        let statement = try db.cachedStatement(sql: "SELECT print FROM prints WHERE article = ?")
        return try Data.fetchOne(statement, arguments: [article]).flatMap { StoryPrint(bytes: Array($0)) }
    }

    static func insert(_ print: StoryPrint, of article: Int64, on day: Int, _ db: Database) throws {
        guard print.keys.count >= StoryPrint.least else { return }
        try db.cachedStatement(sql: "INSERT INTO prints (article, day, print) VALUES (?, ?, ?)")
            .execute(arguments: [article, day, Data(print.bytes)])
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO printKeys (key, day, article) VALUES (?, ?, ?)")
        for key in print.keys { try statement.execute(arguments: [Int64(key), day, article]) }
        try prune(before: day - kept, db)
    }

    /// Takes out a few of the oldest prints, more than come in.
    private static func prune(before day: Int, _ db: Database) throws {
        let old = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT article, day, print FROM prints WHERE day < ? ORDER BY day LIMIT 4"),
            arguments: [day])
        for row in old {
            let (article, day, bytes): (Int64, Int, Data) = (row[0], row[1], row[2])
            for key in StoryPrint(bytes: Array(bytes))?.keys ?? [] {
                try db.cachedStatement(sql: "DELETE FROM printKeys WHERE key = ? AND day = ? AND article = ?")
                    .execute(arguments: [Int64(key), day, article])
            }
            try db.cachedStatement(sql: "DELETE FROM prints WHERE article = ?").execute(arguments: [article])
        }
    }
}

extension StoredHistory: ArticleHistory {
    func tellings(of article: Article, print: StoryPrint) throws -> [Telling] {
        guard print.keys.count >= StoryPrint.least else { return [] }
        var like: [(id: Int64, print: StoryPrint, likeness: Double)] = []
        for id in try StoryTables.candidates(for: print, on: article.date.day, db) {
            guard let other = try StoryTables.print(of: id, db), print.tellsSameStory(as: other) else { continue }
            like.append((id, other, print.likeness(to: other)))
        }
        // The likest, and of equals the one that came first.
        like.sort { ($1.likeness, $0.id) < ($0.likeness, $1.id) }
        guard let best = like.first, let first = try story(of: best.id) else { return [] }
        var order = like.map(\.id)
        let members = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id FROM articles WHERE id = ?1 UNION SELECT id FROM articles WHERE story = ?1
                    ORDER BY id LIMIT \(StoryTables.tellings)
                    """), arguments: [first])
        order += members.filter { member in !order.contains(member) }
        return try order.prefix(StoryTables.tellings).compactMap { id in
            try telling(id, print: like.first { $0.id == id }?.print)
        }
    }

    func lastVersion(of article: Article) throws -> Telling? {
        // What stood in this place last, though it came under another name; else what came under this one.
        let stood = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT articles.id FROM places JOIN articles ON articles.digest = places.digest
                    WHERE places.path = ? AND supersededBy IS NULL
                    """), arguments: [Data(article.path.utf8)])
        let id =
            try stood
            ?? Int64.fetchOne(
                db.cachedStatement(
                    sql: "SELECT id FROM articles WHERE path = ? AND supersededBy IS NULL ORDER BY id DESC LIMIT 1"),
                arguments: [article.path])
        return try id.flatMap { try telling($0, print: StoryTables.print(of: $0, db)) }
    }

    func telling(named article: Article) throws -> Telling? {
        // The notice may name the headline anywhere.
        let said = StoryPrint.words(of: String(decoding: article.text.prefix(4_000), as: UTF8.self))
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, headline FROM articles
                    WHERE day BETWEEN ? AND ? AND headline IS NOT NULL AND supersededBy IS NULL
                    ORDER BY day DESC, id DESC LIMIT 10000
                    """), arguments: [article.date.day - StoryTables.window, article.date.day])
        var best: (id: Int64, share: Double)?
        for row in rows {
            let (id, headline): (Int64, String) = (row[0], row[1])
            let words = StoryPrint.words(of: headline)
            guard words.count >= 3 else { continue }
            let share = Double(words.intersection(said).count) / Double(words.count)
            if share >= 0.8, share > best?.share ?? 0 { best = (id, share) }
        }
        return try best.flatMap { try telling($0.id, print: nil) }
    }

    func alerts(from article: ArticleID, on key: PositionKey) throws -> [Alert] {
        let records = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT record FROM alerts WHERE article = (SELECT id FROM articles WHERE digest = ?)
                    AND NOT EXISTS (SELECT 1 FROM retractions WHERE alert = alerts.id) ORDER BY sequence
                    """), arguments: [article.hex])
        return try records.map(StateStore.alert).filter { alert in
            alert.topic == key.topic && alert.actor == key.actor
                && (alert.kind == key.kind.rawValue || alert.kind == "contradiction") && alert.retracts == nil
        }
    }

    /// The first article of the story that an article tells.
    private func story(of article: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT coalesce(story, id) FROM articles WHERE id = ?"), arguments: [article])
    }

    private func telling(_ id: Int64, print: StoryPrint?) throws -> Telling? {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT digest, path, day, publisher FROM articles WHERE id = ?"),
            arguments: [id])
        guard let row else { return nil }
        let claims = try String.fetchAll(
            db.cachedStatement(sql: "SELECT record FROM claims WHERE article = ? ORDER BY id"), arguments: [id])
        let observations = try String.fetchAll(
            db.cachedStatement(sql: "SELECT record FROM observations WHERE article = ? ORDER BY id"), arguments: [id])
        return Telling(
            article: ArticleID(hex: row[0]), path: row[1], date: CalendarDate(day: row[2]), publisher: row[3],
            print: print, claims: try claims.map { try JSONDecoder().decode(ClaimRecord.self, from: Data($0.utf8)) },
            observations: try observations.map(ObservationRow.observation))
    }
}

/// One article that carries a story, for `explain`.
public struct Carrier: Sendable, Codable, Equatable {
    public var path: String
    public var date: CalendarDate
    public var publisher: String?
    /// It corrects or withdraws the story.
    public var role: Article.Role
}

extension StateStore {
    /// Who carries the story of an article, in the order in which they came: the article, every copy of it, and every
    /// other place where the same bytes lay; at most 1,000.
    public func carriers(of article: ArticleID) throws -> [Carrier] {
        try writer.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    WITH told AS (SELECT coalesce(story, id) AS first FROM articles WHERE digest = ?)
                    SELECT id, path, day, publisher, role, digest FROM articles
                    WHERE id = (SELECT first FROM told) OR story = (SELECT first FROM told) ORDER BY id LIMIT 1000
                    """, arguments: [article.hex])
            var carriers: [Carrier] = []
            for row in rows {
                let carrier = Carrier(
                    path: row[1], date: CalendarDate(day: row[2]), publisher: row[3],
                    role: Article.Role(rawValue: row[4]) ?? .report)
                carriers.append(carrier)
                let places = try Data.fetchAll(
                    db, sql: "SELECT path FROM places WHERE digest = ? ORDER BY path LIMIT 100",
                    arguments: [row[5] as String])
                for place in places.map({ String(decoding: $0, as: UTF8.self) }) where place != carrier.path {
                    var again = carrier
                    again.path = place
                    carriers.append(again)
                }
            }
            return carriers
        }
    }

    /// The alerts that put an alert right, oldest first.
    public func retractions(of alert: String) throws -> [Alert] {
        try writer.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT alerts.record FROM retractions JOIN alerts ON alerts.id = retractions.byAlert
                    WHERE retractions.alert = ? ORDER BY alerts.sequence
                    """, arguments: [alert]
            ).map(Self.alert)
        }
    }
}
