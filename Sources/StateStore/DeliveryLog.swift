import Foundation
import Glibc

/// A list of what has been delivered, beside the database: should that be damaged, nothing is delivered twice.
///
/// One line a delivery, `ALERT-ID SINK`, appended before the database has it and forced to the disk. Each begins by
/// ending the line before it: one that a full disk or a crash cut short spoils none but itself.
struct DeliveryLog: Sendable {
    let path: String

    struct Entry: Hashable, Sendable {
        var alert: String
        var sink: String
    }

    init(directory: String) { path = directory + "/delivered.log" }

    /// - Throws: ``StateStoreError`` where the disk does not take it.
    func add(_ entry: Entry) throws {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        let line = Array("\n\(entry.alert) \(entry.sink)\n".utf8)
        guard write(descriptor, line, line.count) == line.count, fdatasync(descriptor) == 0 else { throw failure() }
    }

    /// What is in it; a line cut short is none.
    func entries() -> Set<Entry> {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        var entries: Set<Entry> = []
        for line in data.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
            guard parts.count == 2 else { continue }
            entries.insert(
                Entry(alert: String(decoding: parts[0], as: UTF8.self), sink: String(decoding: parts[1], as: UTF8.self))
            )
        }
        return entries
    }

    private func failure() -> StateStoreError {
        .cannotOpen(path: path, detail: String(cString: strerror(errno)))
    }
}
