import Alerts
import Articles
import Foundation
import GRDB
import Positions

/// What the commands ask.
extension StateStore {
    /// How many rows of each kind there are.
    public struct Counts: Sendable, Equatable {
        public var articles: Int
        public var observations: Int
        public var alerts: Int
        public var waiting: Int
        /// Of those that wait, the ones whose time has come or that have been tried.
        public var late: Int
        public var dead: Int
    }

    /// - Parameter now: seconds since 1970, by which the late ones are counted.
    public func counts(now: Double = 0) throws -> Counts {
        try writer.read { db in
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)") ?? 0 }
            return Counts(
                articles: try count("articles"), observations: try count("observations"), alerts: try count("alerts"),
                waiting: try count("outbox WHERE state = 'waiting'"),
                late: try count("outbox WHERE state = 'waiting' AND (attempts > 0 OR dueAt <= \(now))"),
                dead: try count("outbox WHERE state = 'dead'"))
        }
    }

    /// When the latest article was taken in, in seconds since 1970.
    public var latestWrite: Double? {
        get throws { try writer.read { db in try Double.fetchOne(db, sql: "SELECT max(takenAt) FROM articles") } }
    }

    /// The alerts, oldest first.
    ///
    /// - Parameters:
    ///   - sequence: only those after this one; 0 for all.
    ///   - raisedSince: only those raised at or after this time (seconds since 1970).
    /// - Returns: each with its sequence number, for following.
    public func alerts(
        after sequence: Int64 = 0, raisedSince: Double = 0, limit: Int = 10_000
    ) throws -> [(sequence: Int64, alert: Alert)] {
        try writer.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT sequence, record FROM alerts WHERE sequence > ? AND raisedAt >= ? ORDER BY sequence LIMIT ?
                    """, arguments: [sequence, raisedSince, limit])
            return try rows.map { (sequence: $0[0], alert: try Self.alert($0[1])) }
        }
    }

    /// The alert with this id, or whose id begins so where only one does.
    public func alert(id: String) throws -> Alert? {
        try writer.read { db in
            let records = try String.fetchAll(
                db, sql: "SELECT record FROM alerts WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2", arguments: [id])
            guard records.count == 1, let record = records.first else { return nil }
            return try Self.alert(record)
        }
    }

    /// What became of an alert at each sink: its name, state, attempts and last error.
    public func deliveries(of alert: String) throws -> [(sink: String, state: String, attempts: Int, error: String?)] {
        try writer.read { db in
            try Row.fetchAll(
                db, sql: "SELECT sink, state, attempts, lastError FROM outbox WHERE alert = ? ORDER BY id",
                arguments: [alert]
            ).map { (sink: $0[0], state: $0[1], attempts: $0[2], error: $0[3]) }
        }
    }

    /// The histories of the keys that match, in the order of the keys, each oldest first.
    ///
    /// - Parameter asOf: leaves out what is dated later.
    public func histories(
        actor: String?, topic: String?, asOf: CalendarDate?
    ) throws -> [(key: PositionKey, observations: [Observation])] {
        try writer.read { db in
            let records = try String.fetchAll(
                db,
                sql: """
                    SELECT record FROM observations
                    WHERE (?1 IS NULL OR actor = ?1) AND (?2 IS NULL OR topic = ?2) AND (?3 IS NULL OR day <= ?3)
                    ORDER BY kind, topic, actor, day, id
                    """, arguments: [actor, topic, asOf?.day])
            var result: [(key: PositionKey, observations: [Observation])] = []
            for record in records {
                let observation = try ObservationRow.observation(record)
                if result.last?.key == observation.key {
                    result[result.count - 1].observations.append(observation)
                } else {
                    result.append((observation.key, [observation]))
                }
            }
            return result
        }
    }
}
