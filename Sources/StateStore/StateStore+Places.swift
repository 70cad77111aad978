import Alerts
import Articles
import Foundation
import GRDB

extension StateStore: IntakeLedger {
    public func content(of place: ArticlePlace) async throws -> ArticleID? {
        try await contents(of: [place])[0]
    }

    public func contents(of places: [ArticlePlace]) async throws -> [ArticleID?] {
        try await writer.read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT digest FROM places WHERE path = ? AND size = ? AND modified = ?")
            return try places.map { place in
                try String.fetchOne(statement, arguments: [Data(place.path), place.size, place.modified])
                    .map { ArticleID(hex: $0) }
            }
        }
    }

    public func hasTaken(_ id: ArticleID) async throws -> Bool {
        try await writer.read { db in
            try Int.fetchOne(
                db, sql: "SELECT 1 FROM articles WHERE digest = ?", arguments: [id.hex]) != nil
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

    public func note(_ place: ArticlePlace, _ id: ArticleID) async throws {
        try await writer.write { db in
            try db.execute(
                sql: """
                    INSERT INTO places (path, size, modified, digest) VALUES (?, ?, ?, ?)
                    ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
                        digest = excluded.digest
                    """,
                arguments: [Data(place.path), place.size, place.modified, id.hex]
            )
        }
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
