import Foundation
import GRDB
import Glibc

/// A state made anew from the folders, in place of one that is damaged.
///
/// The new state is made in a directory of its own and takes the old one's place by a rename: ended at any moment, the
/// damaged state still stands, or the new one does.
public struct StateRebuild: Sendable {
    private let directory: String
    private let workplace: String
    private let delivered: Set<DeliveryLog.Entry>
    /// The state that articles are to be taken into.
    public let store: StateStore

    private static let name = "claimwatch.sqlite"

    /// What is wrong with a state: nil where nothing is.
    ///
    /// - Throws: ``StateStoreError`` where it cannot be judged: missing, or of a newer version.
    public static func trouble(in directory: String) throws -> String? {
        do {
            let store = try StateStore(directory: directory)
            let damage = try store.damage().first
            try store.close()
            return damage
        } catch let error as StateStoreError {
            if case .damaged(_, let detail) = error { return detail }
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return error.message ?? "malformed"
        }
    }

    /// - Parameters:
    ///   - directory: the state's; its lock is held.
    ///   - standingSinks: as for the state that is to be used.
    public init(directory: String, standingSinks: [String]) throws {
        self.directory = directory
        workplace = directory + "/rebuild"
        try? FileManager.default.removeItem(atPath: workplace)
        delivered = DeliveryLog(directory: directory).entries().union(Self.salvaged(directory))
        store = try StateStore(directory: workplace, standingSinks: standingSinks)
    }

    /// What the damaged file still tells of deliveries.
    private static func salvaged(_ directory: String) -> Set<DeliveryLog.Entry> {
        var configuration = Configuration()
        configuration.readonly = true
        guard let queue = try? DatabaseQueue(path: "\(directory)/\(name)", configuration: configuration) else {
            return []
        }
        return
            (try? queue.read { db in
                var entries: Set<DeliveryLog.Entry> = []
                // Row by row: what stands before the damage is kept.
                guard
                    let rows = try? Row.fetchCursor(db, sql: "SELECT alert, sink FROM outbox WHERE state = 'delivered'")
                else { return entries }
                while let row = try? rows.next() { entries.insert(.init(alert: row[0], sink: row[1])) }
                return entries
            }) ?? []
    }

    /// Marks what was delivered before, and puts the new state in the old one's place.
    ///
    /// - Returns: where the damaged file is kept.
    public func finish() throws -> String {
        try store.writer.write { db in
            for entry in delivered {
                try db.execute(
                    sql: "UPDATE outbox SET state = 'delivered' WHERE alert = ? AND sink = ?",
                    arguments: [entry.alert, entry.sink])
            }
        }
        // All into the one file that is moved: closing alone may leave the log as it is.
        try store.writer.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        try store.close()
        let manager = FileManager.default
        let time = Int(Date().timeIntervalSince1970)
        let aside = "\(directory)/\(Self.name).damaged-\(time)"
        if manager.fileExists(atPath: "\(directory)/\(Self.name)") {
            try manager.copyItem(atPath: "\(directory)/\(Self.name)", toPath: aside)
        }
        // The old one's log would be applied to the new one. It goes aside first: the damaged file stands until the
        // rename, and is as damaged without it.
        for suffix in ["-wal", "-shm"] where manager.fileExists(atPath: "\(directory)/\(Self.name)\(suffix)") {
            try manager.moveItem(atPath: "\(directory)/\(Self.name)\(suffix)", toPath: aside + suffix)
        }
        guard rename("\(workplace)/\(Self.name)", "\(directory)/\(Self.name)") == 0 else {
            throw StateStoreError.cannotOpen(path: directory, detail: String(cString: strerror(errno)))
        }
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0 {
            fsync(descriptor)
            close(descriptor)
        }
        try? manager.removeItem(atPath: workplace)
        return aside
    }
}
