import Alerts
import Articles
import Foundation
import GRDB

extension StateStore: IntakeLedger {
    public func content(of place: ArticlePlace) async throws -> ArticleID? {
        try await writer.read { db in
            try String.fetchOne(
                db,
                sql: "SELECT digest FROM places WHERE path = ? AND size = ? AND modified = ?",
                arguments: [Data(place.path), place.size, place.modified]
            ).map { ArticleID(hex: $0) }
        }
    }

    public func hasTaken(_ id: ArticleID) async throws -> Bool {
        try await writer.read { db in
            try Int.fetchOne(db, sql: "SELECT 1 FROM articles WHERE digest = ?", arguments: [id.hex]) != nil
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
