import Alerts
import Foundation
import GRDB

extension StateStore: Outbox {
    public func due(sink: String, now: Double, limit: Int, isOrdered: Bool) async throws -> [Delivery] {
        try await writer.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT outbox.id, outbox.attempts, alerts.record, alerts.raisedAt, outbox.dueAt, outbox.resentAt,
                        outbox.round, outbox.also
                    FROM outbox JOIN alerts ON alerts.id = outbox.alert
                    WHERE outbox.state = 'waiting' AND outbox.sink = ?
                    """
                        + (isOrdered
                            ? " ORDER BY outbox.id LIMIT ?"
                            : " AND outbox.dueAt <= ? ORDER BY outbox.dueAt, outbox.id LIMIT ?"),
                arguments: isOrdered ? [sink, limit] : [sink, now, limit])
            // In order, the first that must wait holds up all behind it.
            return try rows.prefix { ($0[4] as Double) <= now }.map { row in
                Delivery(
                    id: row[0], sink: sink, alert: try Self.alert(row[2]), attempts: row[1], raisedAt: row[3],
                    queuedAt: row[5], round: row[6], also: try Self.alerts(row[7], db))
            }
        }
    }

    public func nextDue(sink: String, isOrdered: Bool) async throws -> Double? {
        try await writer.read { db in
            try Double.fetchOne(
                db,
                sql: isOrdered
                    ? "SELECT dueAt FROM outbox WHERE state = 'waiting' AND sink = ? ORDER BY id LIMIT 1"
                    : "SELECT min(dueAt) FROM outbox WHERE state = 'waiting' AND sink = ?", arguments: [sink])
        }
    }

    public func markDelivered(_ id: Int64, now: Double) async throws {
        if let deliveries {
            let entry = try await writer.read { db in
                try Row.fetchOne(db, sql: "SELECT alert, sink FROM outbox WHERE id = ?", arguments: [id])
                    .map { DeliveryLog.Entry(alert: $0[0], sink: $0[1]) }
            }
            if let entry { try deliveries.add(entry) }
        }
        try await writer.write { db in
            // What is to be sent until somebody has seen it waits for its next time.
            let isAgain = """
                repeatEvery IS NOT NULL AND round < \(DispatchPolicy.repeatLimit)
                    AND NOT EXISTS (SELECT 1 FROM acks WHERE acks.alert = outbox.alert)
                """
            try db.execute(
                sql: """
                    UPDATE outbox SET lastError = NULL, doneAt = ?1,
                        state = CASE WHEN \(isAgain) THEN 'waiting' ELSE 'delivered' END,
                        attempts = CASE WHEN \(isAgain) THEN 0 ELSE attempts + 1 END,
                        dueAt = CASE WHEN \(isAgain) THEN ?1 + repeatEvery ELSE dueAt END,
                        resentAt = CASE WHEN \(isAgain) THEN ?1 + repeatEvery ELSE resentAt END,
                        round = CASE WHEN \(isAgain) THEN round + 1 ELSE round END
                    WHERE id = ?2
                    """, arguments: [now, id])
        }
    }

    public func markDead(_ id: Int64, reason: String, now: Double) async throws {
        try await mark(id, state: "dead", reason: reason, now: now)
    }

    public func markRetry(_ id: Int64, at time: Double, reason: String) async throws {
        try await writer.write { db in
            try db.execute(
                sql: "UPDATE outbox SET attempts = attempts + 1, dueAt = ?, lastError = ? WHERE id = ?",
                arguments: [time, reason, id])
        }
    }

    public func heed(clock now: Double) async throws -> Double? {
        try await writer.write { db in
            let waits = try Int.fetchOne(db, sql: "SELECT 1 FROM outbox WHERE state = 'waiting' LIMIT 1") != nil
            // Nothing that waits, nothing to keep: an idle daemon leaves the disk alone.
            guard waits else { return nil }
            let name = Data("clock".utf8)
            let last = try Double.fetchOne(db, sql: "SELECT at FROM marks WHERE name = ?", arguments: [name])
            try db.execute(sql: "INSERT OR REPLACE INTO marks VALUES (?, ?)", arguments: [name, now])
            guard let last, last - now > 60 else { return nil }
            try db.execute(
                sql: "UPDATE outbox SET dueAt = dueAt - ?1 WHERE state = 'waiting' AND dueAt > ?2",
                arguments: [last - now, now])
            return last - now
        }
    }

    private func mark(_ id: Int64, state: String, reason: String?, now: Double) async throws {
        try await writer.write { db in
            try db.execute(
                sql: """
                    UPDATE outbox SET state = ?, attempts = attempts + 1, lastError = ?, doneAt = ? WHERE id = ?
                    """, arguments: [state, reason, now, id])
        }
    }

    private static func alerts(_ ids: String?, _ db: Database) throws -> [Alert] {
        try (ids?.split(separator: " ") ?? []).compactMap { id in
            try String.fetchOne(db, sql: "SELECT record FROM alerts WHERE id = ?", arguments: [String(id)])
                .map(alert)
        }
    }

    static func alert(_ record: String) throws -> Alert {
        try JSONDecoder().decode(Alert.self, from: Data(record.utf8))
    }
}
