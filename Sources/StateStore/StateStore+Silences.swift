import Alerts
import Foundation
import GRDB

/// What people say about alerts, beside a running daemon: silences and acknowledgements; and what was decided.
extension StateStore {
    /// Adds a silence, and keeps quiet what it covers of the alerts that wait; its `id` is given here.
    ///
    /// - Returns: the silence, and how many alerts that waited it keeps quiet.
    @discardableResult
    public func add(_ silence: Silence) throws -> (silence: Silence, quieted: Int) {
        try writer.write { db in
            try db.execute(
                sql: """
                    INSERT INTO silences (actor, topic, rule, startsAt, endsAt, reason, author)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    silence.actor, silence.topic, silence.rule, silence.startsAt, silence.endsAt, silence.reason,
                    silence.author,
                ])
            var added = silence
            added.id = db.lastInsertedRowID
            let dispatch = Dispatch(db: db, standingSinks: [], now: silence.startsAt)
            return (added, try dispatch.apply(added))
        }
    }

    /// What a silence names and nothing that was taken in so far has: likely it is written in another way.
    ///
    /// - Returns: "actor Rusia", none where all is known.
    public func unheardOf(_ silence: Silence) throws -> [String] {
        try writer.read { db in
            let questions: [(what: String, name: String?, sql: String)] = [
                ("actor", silence.actor, "SELECT 1 FROM observations WHERE actor = ? LIMIT 1"),
                ("topic", silence.topic, "SELECT 1 FROM observations WHERE topic = ? LIMIT 1"),
                ("rule", silence.rule, "SELECT 1 FROM alerts WHERE record ->> '$.rule' = ? LIMIT 1"),
            ]
            return try questions.compactMap { what, name, sql in
                guard let name, try Int.fetchOne(db, sql: sql, arguments: [name]) == nil else { return nil }
                return "\(what) \(name)"
            }
        }
    }

    /// Those that end after a time (0 for all), oldest first.
    public func silences(endingAfter time: Double) throws -> [Silence] {
        try writer.read { db in try Dispatch.silences(db, endingAfter: time) }
    }

    /// Ends a silence now.
    ///
    /// - Returns: whether there is one of that number that had not ended.
    public func expire(silence id: Int64, now: Double) throws -> Bool {
        try writer.write { db in
            try db.execute(
                sql: "UPDATE silences SET endsAt = ? WHERE id = ? AND endsAt > ?", arguments: [now, id, now])
            return db.changesCount > 0
        }
    }

    /// Somebody has seen the alert: it is not sent again.
    ///
    /// - Returns: whether it had not been acknowledged before.
    public func acknowledge(_ alert: Alert, by author: String, note: String?, now: Double) throws -> Bool {
        try writer.write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO acks (alert, at, author, note) VALUES (?, ?, ?, ?)",
                arguments: [alert.id, now, author, note])
            guard db.changesCount > 0 else { return false }
            try db.execute(
                sql: "UPDATE outbox SET state = 'delivered' WHERE alert = ? AND state = 'waiting' AND round > 0",
                arguments: [alert.id])
            let reason = "by \(author)" + (note.map { ": \($0)" } ?? "")
            try Dispatch(db: db, standingSinks: [], now: now).note(alert, .acknowledged, reason)
            return true
        }
    }

    /// One decision about an alert: whether and when it is sent, and why.
    public struct Decision: Sendable, Codable, Equatable {
        /// Seconds since 1970.
        public var at: Double
        public var word: DispatchDecision.Word
        public var reason: String
    }

    /// What was decided about an alert, oldest first.
    public func decisions(on alert: String) throws -> [Decision] {
        try writer.read { db in
            try Row.fetchAll(
                db, sql: "SELECT at, word, reason FROM decisions WHERE alert = ? ORDER BY id", arguments: [alert]
            ).compactMap { row in
                DispatchDecision.Word(rawValue: row[1]).map { Decision(at: row[0], word: $0, reason: row[2]) }
            }
        }
    }
}
