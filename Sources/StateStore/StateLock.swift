import Foundation
import Glibc

/// The right to write to a state directory: one process at a time, given back by the kernel when the process ends,
/// however it ends.
public final class StateLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``StateStoreError/inUse(path:pid:)`` where another process holds it.
    public init(directory: String) throws {
        let path = directory + "/lock"
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StateStoreError.cannotOpen(path: path, detail: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let pid = Self.readPid(descriptor)
            close(descriptor)
            throw StateStoreError.inUse(path: directory, pid: pid)
        }
        ftruncate(descriptor, 0)
        var text = Array("\(getpid())\n".utf8)
        pwrite(descriptor, &text, text.count, 0)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    private static func readPid(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        return text.split(separator: "\n").first.flatMap { Int32($0) }
    }
}

extension StateLock {
    /// The process that last took the lock of a state is no more; false also where this cannot be told.
    ///
    /// The lock itself is left alone: to try it would keep a daemon that starts at that moment from having it.
    public static func isFree(directory: String) -> Bool {
        let descriptor = open(directory + "/lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return errno == ENOENT }
        defer { close(descriptor) }
        guard let pid = readPid(descriptor) else { return false }
        return kill(pid, 0) != 0 && errno == ESRCH
    }
}
