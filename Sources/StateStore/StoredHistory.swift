import Articles
import Foundation
import GRDB
import Positions

/// The positions as a transaction sees them.
struct StoredHistory: PositionHistory {
    let db: Database

    func history(of key: PositionKey, upTo date: CalendarDate) throws -> KeyHistory {
        let arguments: StatementArguments = [key.kind.rawValue, key.topic, key.actor ?? "", date.day]
        let records = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT record FROM observations
                    WHERE kind = ? AND topic = ? AND actor = ? AND day <= ?
                    ORDER BY day DESC, id DESC LIMIT \(Self.depth)
                    """), arguments: arguments)
        let later = try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT 1 FROM observations WHERE kind = ? AND topic = ? AND actor = ? AND day > ? LIMIT 1"),
            arguments: arguments)
        return KeyHistory(before: try records.reversed().map(ObservationRow.observation), hasLater: later != nil)
    }

    func next(of key: PositionKey, after date: CalendarDate) throws -> Observation? {
        try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT record FROM observations
                    WHERE kind = ? AND topic = ? AND actor = ? AND day > ? ORDER BY day, id LIMIT 1
                    """), arguments: [key.kind.rawValue, key.topic, key.actor ?? "", date.day]
        ).map(ObservationRow.observation)
    }

    func latestDeadlines(in days: Range<CalendarDate>) throws -> [Observation] {
        let records = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT o.record FROM observations o
                    WHERE o.deadline >= ? AND o.deadline < ? AND NOT EXISTS (
                        SELECT 1 FROM observations n
                        WHERE n.kind = o.kind AND n.topic = o.topic AND n.actor = o.actor
                            AND (n.day > o.day OR (n.day = o.day AND n.id > o.id)))
                    ORDER BY o.topic, o.actor
                    """), arguments: [days.lowerBound.day, days.upperBound.day])
        return try records.map(ObservationRow.observation)
    }

    func latestStances(in days: Range<CalendarDate>) throws -> [Observation] {
        let records = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT o.record FROM observations o
                    WHERE o.kind = 'stance' AND o.day >= ? AND o.day < ? AND NOT EXISTS (
                        SELECT 1 FROM observations n
                        WHERE n.kind = o.kind AND n.topic = o.topic AND n.actor = o.actor
                            AND (n.day > o.day OR (n.day = o.day AND n.id > o.id)))
                    ORDER BY o.topic, o.actor LIMIT 1000
                    """), arguments: [days.lowerBound.day, days.upperBound.day])
        return try records.map(ObservationRow.observation)
    }

    func stances(on topic: String, in days: Range<CalendarDate>) throws -> [Observation] {
        let records = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT record FROM observations
                    WHERE kind = 'stance' AND topic = ? AND day >= ? AND day < ?
                    ORDER BY day, actor, id LIMIT \(Self.width)
                    """), arguments: [topic, days.lowerBound.day, days.upperBound.day])
        return try records.map(ObservationRow.observation)
    }
}
