import Alerts
import Articles
import Claims
import Foundation
import GRDB
import Positions

extension StateStore: ArticleStore {
    public func take(
        _ article: Article, claims: [Claim], now: Double,
        decide: @Sendable (any ArticleHistory) throws -> Verdict
    ) async throws -> [Alert]? {
        try await writer.write { db in
            let known = try Int.fetchOne(
                db, sql: "SELECT 1 FROM articles WHERE digest = ?", arguments: [article.id.hex])
            guard known == nil else { return nil }
            let verdict = try decide(StoredHistory(db: db))
            try db.execute(
                sql: """
                    INSERT INTO articles (digest, path, day, dateSource, headline, publisher, role, takenAt, story)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(story, id) FROM articles WHERE digest = ?))
                    """,
                arguments: [
                    article.id.hex, article.path, article.date.day, article.dateSource.rawValue, article.headline,
                    article.publisher, article.role.rawValue, now, verdict.story?.hex,
                ])
            let row = db.lastInsertedRowID
            if let print = verdict.print { try StoryTables.insert(print, of: row, on: article.date.day, db) }
            for superseded in verdict.supersedes {
                try db.execute(
                    sql: "UPDATE articles SET supersededBy = ? WHERE digest = ?", arguments: [row, superseded.hex])
            }
            for amendment in verdict.amendments { try Self.apply(amendment, row: row, db) }
            try Self.insert(claims, of: article, row: row, db)
            for observation in verdict.observations { try Self.insert(observation, row: row, db) }
            for shift in verdict.shifts {
                try db.execute(
                    sql: "INSERT INTO shifts (article, record) VALUES (?, ?)",
                    arguments: [row, Self.json(ShiftRow(shift))])
            }
            return try insert(verdict.alerts, now: now, db)
        }
    }

    /// What takes another's place in history takes its row, so that it keeps its place within the day too.
    private static func apply(_ amendment: Amendment, row: Int64, _ db: Database) throws {
        let key = amendment.key
        let place: StatementArguments = [key.kind.rawValue, key.topic, key.actor ?? "", amendment.article.hex]
        let condition = """
            WHERE kind = ? AND topic = ? AND actor = ? AND article = (SELECT id FROM articles WHERE digest = ?)
            """
        guard let new = amendment.replacement else {
            return try db.execute(sql: "DELETE FROM observations \(condition)", arguments: place)
        }
        try db.execute(
            sql: "UPDATE observations SET article = ?, deadline = ?, weight = ?, record = ? \(condition)",
            arguments: [row, new.deadline?.day, new.weight, json(ObservationRow(new))] + place)
    }

    public func tick(
        now: Double, decide: @Sendable (any PositionHistory) throws -> Verdict
    ) async throws -> [Alert] {
        try await writer.write { db in
            let verdict = try decide(StoredHistory(db: db))
            return try insert(verdict.alerts, now: now, db)
        }
    }

    private static func insert(_ claims: [Claim], of article: Article, row: Int64, _ db: Database) throws {
        guard !claims.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: "INSERT INTO claims (article, kind, actor, topic, record) VALUES (?, ?, ?, ?, ?)")
        for claim in claims {
            let record = ClaimRecord(claim, article: article.path, date: article.date)
            try statement.execute(arguments: [row, claim.kind.rawValue, claim.actor, claim.topic, json(record)])
        }
    }

    private static func insert(_ observation: Observation, row: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO observations (article, kind, topic, actor, day, deadline, weight, record)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                row, observation.key.kind.rawValue, observation.key.topic, observation.key.actor ?? "",
                observation.date.day, observation.deadline?.day, observation.weight,
                json(ObservationRow(observation)),
            ])
    }

    /// Writes the alerts that are not there yet, each with a row of the outbox for every sink.
    private func insert(_ alerts: [Alert], now: Double, _ db: Database) throws -> [Alert] {
        var written: [Alert] = []
        for alert in alerts {
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO alerts (id, raisedAt, record, article)
                    VALUES (?, ?, ?, (SELECT id FROM articles WHERE digest = ?))
                    """,
                arguments: [alert.id, now, Self.json(alert), alert.evidence.first?.articleID.hex])
            guard db.changesCount > 0 else { continue }
            for retracted in alert.retracts ?? [] {
                try db.execute(
                    sql: "INSERT OR IGNORE INTO retractions (alert, byAlert) VALUES (?, ?)",
                    arguments: [retracted, alert.id])
            }
            written.append(alert)
            for sink in standingSinks + alert.send where !sink.isEmpty {
                try db.execute(
                    sql: "INSERT OR IGNORE INTO outbox (alert, sink, dueAt) VALUES (?, ?, ?)",
                    arguments: [alert.id, sink, now])
            }
        }
        return written
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
