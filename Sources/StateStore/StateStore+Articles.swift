import Alerts
import Articles
import Claims
import Foundation
import GRDB
import Positions

extension StateStore: ArticleStore {
    public func take(_ articles: [ReadArticle], now: Double) async throws -> [[Alert]?] {
        try await writer.write { db in
            try articles.map { read in
                let alerts = try take(read, now: now, db)
                if let place = read.arrival.place { try Self.note(place, read.article.id, db) }
                return alerts
            }
        }
    }

    private func take(_ read: ReadArticle, now: Double, _ db: Database) throws -> [Alert]? {
        let article = read.article
        let known = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM articles WHERE digest = ?"), arguments: [article.id.hex])
        guard known == nil else { return nil }
        let verdict = try read.decide(StoredHistory(db: db))
        try db.cachedStatement(
            sql: """
                INSERT INTO articles (digest, path, day, dateSource, headline, publisher, role, takenAt, story)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(story, id) FROM articles WHERE digest = ?))
                """
        ).execute(
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
        try Self.insert(read.claims, of: article, row: row, db)
        for observation in verdict.observations { try Self.insert(observation, row: row, db) }
        for (index, shift) in verdict.shifts.enumerated() {
            let reason = verdict.reasons.indices.contains(index) ? verdict.reasons[index] : nil
            try db.execute(
                sql: "INSERT INTO shifts (article, record, decision) VALUES (?, ?, ?)",
                arguments: [row, Self.json(ShiftRow(shift)), reason])
        }
        let dispatch = Dispatch(db: db, standingSinks: standingSinks, now: now)
        let written = try dispatch.insert(verdict, isHistory: read.arrival.isHistory)
        try dispatch.release(Self.keys(of: read.claims))
        return read.arrival.isHistory ? [] : written
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
            let dispatch = Dispatch(db: db, standingSinks: standingSinks, now: now)
            try dispatch.expire()
            return try dispatch.insert(verdict)
        }
    }

    /// What an article speaks of, each once.
    private static func keys(of claims: [Claim]) -> [(topic: String, actor: String?)] {
        var seen: Set<[String]> = []
        return claims.compactMap { claim in
            guard let topic = claim.topic, claim.topicIsWatched, seen.insert([topic, claim.actor ?? ""]).inserted else {
                return nil
            }
            return (topic, claim.actor)
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

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
