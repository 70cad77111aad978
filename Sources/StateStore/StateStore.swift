import Alerts
import Articles
import Claims
import Foundation
import GRDB
import Positions

/// The stored state: articles with their claims, positions, shifts and alerts, and the outbox.
///
/// Each method is one transaction. A write that returned is on the disk (WAL with full synchronisation): neither
/// kill -9 nor a power cut takes it back.
public struct StateStore: Sendable {
    let writer: any DatabaseWriter
    /// Sinks that get every alert, whatever its rule names.
    let standingSinks: [String]
    /// nil for a state in memory.
    let deliveries: DeliveryLog?

    /// Opens the state in `directory`, making it where it is missing.
    ///
    /// - Throws: ``StateStoreError``.
    public init(directory: String, standingSinks: [String] = ["journal"]) throws {
        let path = directory + "/claimwatch.sqlite"
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            writer = try DatabasePool(path: path, configuration: Self.configuration())
        } catch {
            throw Self.explained(error, path: path)
        }
        self.standingSinks = standingSinks
        deliveries = DeliveryLog(directory: directory)
        try prepare(path: path)
    }

    /// A state that lives in memory, for `replay` and tests: the same tables, the same code.
    public init(inMemory: Void, standingSinks: [String] = []) throws {
        do { writer = try DatabaseQueue(configuration: Self.configuration()) } catch {
            throw Self.explained(error, path: "memory")
        }
        self.standingSinks = standingSinks
        deliveries = nil
        try prepare(path: "memory")
    }

    /// Opens a state for reading only, beside a running daemon.
    public init(readingFrom directory: String) throws {
        let path = directory + "/claimwatch.sqlite"
        guard FileManager.default.fileExists(atPath: path) else { throw StateStoreError.missing(path: path) }
        var configuration = Self.configuration()
        configuration.readonly = true
        do { writer = try DatabaseQueue(path: path, configuration: configuration) } catch {
            throw Self.explained(error, path: path)
        }
        standingSinks = []
        deliveries = nil
    }

    /// Ends the use of the file; all that was written is in it.
    public func close() throws { try writer.close() }

    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA synchronous = FULL") }
        }
        return configuration
    }

    private func prepare(path: String) throws {
        do {
            let migrator = Schema.migrator
            if try writer.read(migrator.hasBeenSuperseded) { throw StateStoreError.newerVersion(path: path) }
            try migrator.migrate(writer)
        } catch let error as StateStoreError {
            throw error
        } catch {
            throw Self.explained(error, path: path)
        }
    }

    static func explained(_ error: any Error, path: String) -> StateStoreError {
        guard let database = error as? DatabaseError else { return .cannotOpen(path: path, detail: "\(error)") }
        switch database.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return .damaged(path: path, detail: database.message ?? "not a database")
        default:
            return .cannotOpen(path: path, detail: database.message ?? "\(database.resultCode)")
        }
    }

    /// Looks for damage before the state is relied on; a file over 256 MB is left to `doctor`, which takes its time.
    ///
    /// - Throws: ``StateStoreError/damaged(path:detail:)``.
    public func refuseDamage() throws {
        do {
            let size = try writer.read { db in
                let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                return pages * (try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
            }
            guard size < 256 << 20 else { return }
            if let detail = try damage().first { throw StateStoreError.damaged(path: path, detail: detail) }
        } catch let error as DatabaseError {
            throw Self.explained(error, path: path)
        }
    }

    /// Where the file lies, for messages.
    private var path: String { deliveries.map { ($0.path as NSString).deletingLastPathComponent } ?? "memory" }

    /// Looks through the whole file for damage: for `doctor`.
    ///
    /// - Returns: what is wrong, none where all is well.
    ///
    /// - Throws: ``StateStoreError`` where it cannot be looked through at all.
    public func damage() throws -> [String] {
        do {
            return try writer.read { db in
                try String.fetchAll(db, sql: "PRAGMA quick_check(20)").filter { $0 != "ok" }
            }
        } catch {
            throw Self.explained(error, path: path)
        }
    }
}
