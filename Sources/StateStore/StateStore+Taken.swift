import Alerts
import GRDB

extension StateStore: TakenAlerts {
    public func taken(by sink: String, since: Double, until: Double, limit: Int) async throws -> [TakenAlert] {
        try await writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT outbox.alert, alerts.raisedAt, outbox.doneAt
                    FROM outbox JOIN alerts ON alerts.id = outbox.alert
                    WHERE outbox.sink = ? AND outbox.state = 'delivered' AND outbox.doneAt >= ? AND outbox.doneAt < ?
                    ORDER BY outbox.doneAt, outbox.id LIMIT ?
                    """, arguments: [sink, since, until, limit]
            ).map { TakenAlert(alert: $0[0], raisedAt: $0[1], takenAt: $0[2]) }
        }
    }

    public func sendAgain(_ alerts: [String], to sink: String, now: Double) async throws -> Int {
        try await writer.write { db in
            let dispatch = Dispatch(db: db, standingSinks: [], now: now)
            var count = 0
            for id in alerts {
                try db.execute(
                    sql: """
                        UPDATE outbox SET state = 'waiting', attempts = 0, dueAt = ?1, resentAt = ?1, doneAt = NULL
                        WHERE alert = ?2 AND sink = ?3 AND state = 'delivered'
                        """, arguments: [now, id, sink])
                guard db.changesCount > 0,
                    let record = try String.fetchOne(
                        db, sql: "SELECT record FROM alerts WHERE id = ?", arguments: [id])
                else { continue }
                try dispatch.note(Self.alert(record), .again, "\(sink): it took the alert and has lost it")
                count += 1
            }
            return count
        }
    }
}
