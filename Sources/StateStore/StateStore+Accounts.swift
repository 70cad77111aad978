import Alerts
import Articles
import Foundation
import GRDB
import Positions

/// What became of an article: for `explain --article`.
public struct ArticleAccount: Sendable {
    /// A change that it made, and why it was told of or not.
    public struct Change: Sendable {
        public var key: PositionKey
        public var reason: Shift.Reason
        public var from: Observation?
        public var to: Observation
        /// Why it became an alert, or why not.
        public var decision: String
    }

    public var id: ArticleID
    public var path: String
    public var date: CalendarDate
    public var publisher: String?
    /// The path of what superseded it.
    public var supersededBy: String?
    /// The path of the article whose story it tells again.
    public var retells: String?
    /// How many claims were read in it.
    public var claims: Int
    /// What it added to the positions, as the key and its place in the key's history.
    public var observations: [Observation]
    public var changes: [Change]
    public var alerts: [Alert]
}

extension StateStore {
    /// What became of the articles with this path, or whose path ends with it; the oldest first, at most 20.
    public func accounts(ofPath path: String) throws -> [ArticleAccount] {
        try writer.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT articles.id, articles.digest, articles.path, articles.day, articles.publisher,
                        later.path, first.path, (SELECT count(*) FROM claims WHERE claims.article = articles.id)
                    FROM articles LEFT JOIN articles AS later ON later.id = articles.supersededBy
                        LEFT JOIN articles AS first ON first.id = articles.story
                    WHERE articles.path = ?1 OR substr(articles.path, -length('/' || ?1)) = '/' || ?1
                    ORDER BY articles.id LIMIT 20
                    """, arguments: [path])
            return try rows.map { try Self.account($0, db) }
        }
    }

    private static func account(_ row: Row, _ db: Database) throws -> ArticleAccount {
        let number: Int64 = row[0]
        let shifts = try Row.fetchAll(
            db, sql: "SELECT record, decision FROM shifts WHERE article = ? ORDER BY id", arguments: [number])
        return ArticleAccount(
            id: ArticleID(hex: row[1]), path: row[2], date: CalendarDate(day: row[3]), publisher: row[4],
            supersededBy: row[5], retells: row[6], claims: row[7],
            observations: try String.fetchAll(
                db, sql: "SELECT record FROM observations WHERE article = ? ORDER BY id", arguments: [number]
            ).map(ObservationRow.observation),
            changes: try shifts.map { shift in
                let stored = try JSONDecoder().decode(ShiftRow.self, from: Data((shift[0] as String).utf8))
                return ArticleAccount.Change(
                    key: stored.key, reason: stored.reason, from: stored.from?.observation, to: stored.to.observation,
                    decision: shift[1] ?? "")
            },
            alerts: try String.fetchAll(
                db, sql: "SELECT record FROM alerts WHERE article = ? ORDER BY sequence", arguments: [number]
            ).map(alert))
    }
}
