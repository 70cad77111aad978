import Alerts
import Articles
import Foundation
import GRDB

extension StateStore: IntakeLedger {
    public func contents(of places: [ArticlePlace]) async throws -> [ArticleID?] {
        try await writer.read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT digest, size, modified, changed FROM places WHERE path = ?")
            return try places.map { place in
                guard let row = try Row.fetchOne(statement, arguments: [Data(place.path)]),
                    row[1] == place.size, row[2] == place.modified
                else { return nil }
                let changed: Int64 = row[3]
                return changed == place.changed || changed == 0 || place.changed == 0 ? ArticleID(hex: row[0]) : nil
            }
        }
    }

    public func taken(of ids: [ArticleID]) async throws -> Set<ArticleID> {
        try await writer.read { db in
            let statement = try db.cachedStatement(sql: "SELECT 1 FROM articles WHERE digest = ?")
            return Set(try ids.filter { try Int.fetchOne(statement, arguments: [$0.hex]) != nil })
        }
    }

    public func mark(_ mark: IntakeMark) async throws {
        try await writer.write { db in
            let now = Date().timeIntervalSince1970
            if case .cookie = mark {
                // Whoever waited has long gone.
                try db.execute(
                    sql: "DELETE FROM marks WHERE substr(name, 1, 7) = CAST('cookie:' AS BLOB) AND at < ?",
                    arguments: [now - 86_400])
            }
            try db.execute(sql: "INSERT OR REPLACE INTO marks VALUES (?, ?)", arguments: [mark.name, now])
        }
    }

    public func isMarked(_ mark: IntakeMark) async throws -> Bool {
        try await writer.read { db in
            var names = [mark.name]
            if case .looked = mark { names.append(Data("all".utf8)) }
            return try names.contains { name in
                try Int.fetchOne(db, sql: "SELECT 1 FROM marks WHERE name = ?", arguments: [name]) != nil
            }
        }
    }

    public func note(_ places: [(ArticlePlace, ArticleID)]) async throws {
        try await writer.write { db in
            for (place, id) in places { try Self.note(place, id, db) }
        }
    }

    static func note(_ place: ArticlePlace, _ id: ArticleID, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO places (path, size, modified, changed, digest) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
                    changed = excluded.changed, digest = excluded.digest
                """)
        try statement.execute(arguments: [Data(place.path), place.size, place.modified, place.changed, id.hex])
    }
}

extension IntakeMark {
    fileprivate var name: Data {
        switch self {
        case .looked(let root): Data("looked:".utf8) + root
        case .cookie(let name): Data("cookie:".utf8) + name
        }
    }
}
