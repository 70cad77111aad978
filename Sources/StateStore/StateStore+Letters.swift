import Alerts
import Foundation
import GRDB

/// What became of deliveries, for a person to look at and to put right.
extension StateStore {
    /// A row of the outbox.
    public struct Letter: Sendable, Codable, Equatable {
        public enum State: String, Sendable, Codable, CaseIterable {
            case waiting, delivered, dead, dropped
            /// Not sent, for the reason in `lastError`: it waits for further sources; is kept quiet; is in the message of another.
            case held, quiet, grouped
        }

        /// By which it is named.
        public var id: Int64
        public var alert: String
        public var sink: String
        public var state: State
        public var attempts: Int
        /// When it is tried next, in seconds since 1970; of use while it waits.
        public var dueAt: Double
        public var lastError: String?
        public var doneAt: Double?
        public var raisedAt: Double
        /// The alert in one line.
        public var message: String
    }

    /// Which rows are meant; what is nil says nothing.
    public struct LetterFilter: Sendable {
        public var ids: [Int64]?
        public var sink: String?
        public var states: [Letter.State]

        public init(ids: [Int64]? = nil, sink: String? = nil, states: [Letter.State] = Letter.State.allCases) {
            (self.ids, self.sink, self.states) = (ids, sink, states)
        }

        fileprivate var clause: (sql: String, arguments: StatementArguments) {
            var sql = "outbox.state IN (\(states.map { "'\($0.rawValue)'" }.joined(separator: ", ")))"
            var arguments: StatementArguments = []
            if let sink {
                sql += " AND outbox.sink = ?"
                arguments += [sink]
            }
            if let ids {
                sql += " AND outbox.id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))"
                arguments += StatementArguments(ids)
            }
            return (sql, arguments)
        }
    }

    /// Opens a state that is there for what a person may change beside a running daemon: deliveries.
    ///
    /// - Throws: ``StateStoreError``; also where it was written by another version, which would have to change it first.
    public init(attachedTo directory: String) throws {
        let path = directory + "/claimwatch.sqlite"
        guard FileManager.default.fileExists(atPath: path) else { throw StateStoreError.missing(path: path) }
        do {
            writer = try DatabaseQueue(path: path, configuration: Self.configuration())
            standingSinks = []
            deliveries = DeliveryLog(directory: directory)
            if try writer.read(Schema.migrator.hasBeenSuperseded) { throw StateStoreError.newerVersion(path: path) }
            guard try writer.read(Schema.migrator.hasCompletedMigrations) else {
                throw StateStoreError.cannotOpen(path: path, detail: "an older version wrote it; start the daemon once")
            }
        } catch let error as StateStoreError {
            throw error
        } catch {
            throw Self.explained(error, path: path)
        }
    }

    /// The rows that are meant, oldest first.
    public func letters(_ filter: LetterFilter, limit: Int = 1_000) throws -> [Letter] {
        let (sql, arguments) = filter.clause
        return try writer.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT outbox.id, outbox.alert, sink, state, attempts, dueAt, lastError, doneAt, raisedAt, record
                    FROM outbox JOIN alerts ON alerts.id = outbox.alert WHERE \(sql) ORDER BY outbox.id LIMIT ?
                    """, arguments: arguments + [limit])
            return try rows.map { row in
                Letter(
                    id: row[0], alert: row[1], sink: row[2], state: Letter.State(rawValue: row[3]) ?? .dead,
                    attempts: row[4], dueAt: row[5], lastError: row[6], doneAt: row[7], raisedAt: row[8],
                    message: try Self.alert(row[9]).message)
            }
        }
    }

    /// The rows of the alert with this id, or whose id begins so where only one does.
    public func letters(ofAlert id: String) throws -> [Letter] {
        guard let alert = try alert(id: id) else { return [] }
        let ids = try writer.read { db in
            try Int64.fetchAll(db, sql: "SELECT id FROM outbox WHERE alert = ?", arguments: [alert.id])
        }
        return ids.isEmpty ? [] : try letters(LetterFilter(ids: ids))
    }

    /// How many rows are meant.
    public func letterCount(_ filter: LetterFilter) throws -> Int {
        let (sql, arguments) = filter.clause
        return try writer.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE \(sql)", arguments: arguments) ?? 0
        }
    }

    /// Has the rows that are meant tried again from now on, as if they had never been.
    ///
    /// - Returns: how many.
    public func resend(_ filter: LetterFilter, now: Double) throws -> Int {
        let (sql, arguments) = filter.clause
        return try writer.write { db in
            try db.execute(
                sql: """
                    UPDATE outbox SET state = 'waiting', attempts = 0, dueAt = ?, resentAt = ?, doneAt = NULL WHERE \(sql)
                    """, arguments: [now, now] + arguments)
            return db.changesCount
        }
    }

    /// Has the rows that are meant tried no more. They are kept, and can be sent again.
    ///
    /// - Returns: how many.
    public func drop(_ filter: LetterFilter, now: Double) throws -> Int {
        let (sql, arguments) = filter.clause
        return try writer.write { db in
            try db.execute(
                sql: "UPDATE outbox SET state = 'dropped', doneAt = ? WHERE \(sql)", arguments: [now] + arguments)
            return db.changesCount
        }
    }
}
