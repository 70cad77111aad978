import Alerts
import Glibc
import Synchronization

/// Writes a line of JSON for every alert to a file, which is set aside when it grows too large: `alerts.jsonl.1` is the
/// newest of those.
///
/// The file is opened anew for every alert, so other programs may move it away as well. A line is on the disk before
/// the alert counts as delivered, and an alert that a crash left undecided is not written twice.
public final class FileSink: AlertSink {
    public let name: String
    public let policy: DeliveryPolicy
    private let path: String
    private let rotateBytes: Int
    private let keep: Int
    /// One at a time.
    private let turn = Mutex(())

    /// - Parameters:
    ///   - rotateBytes: a file that would grow beyond this is set aside first.
    ///   - keep: how many of those are kept; 0 to begin anew without any.
    public init(name: String, path: String, rotateBytes: Int, keep: Int, policy: DeliveryPolicy) {
        (self.name, self.path, self.policy) = (name, path, policy)
        (self.rotateBytes, self.keep) = (rotateBytes, keep)
    }

    public func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let line: [UInt8]
        do { line = try AlertLine.bytes(delivery) } catch {
            return .refused(reason: "the alert cannot be written as JSON: \(error)")
        }
        return await Blocking.run { [self] in
            turn.withLock { _ in write(line, id: delivery.alert.id) }
        }
    }

    private func write(_ line: [UInt8], id: String) -> DeliveryOutcome {
        // Not through a link: whoever may write to the folder must not choose another file of ours.
        let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        var file = open(path, flags, 0o640)
        guard file >= 0 else { return failed("opened") }
        defer { close(file) }
        var about = stat()
        guard fstat(file, &about) == 0 else { return failed("looked at") }
        guard about.st_mode & S_IFMT == S_IFREG else {
            return .retry(reason: "\(path) is no plain file; name another one", after: nil)
        }
        let end = tail(file, size: Int(about.st_size))
        if end.holds(id) { return .delivered }
        if about.st_size > 0, Int(about.st_size) + line.count > rotateBytes {
            guard rotate() else { return failed("set aside") }
            close(file)
            file = open(path, flags, 0o640)
            guard file >= 0 else { return failed("opened") }
            about.st_size = 0
        }
        // A crash may have cut the last line short; the next begins on its own all the same.
        let isCut = about.st_size > 0 && end.bytes.last != 0x0A
        var bytes = (isCut ? [0x0A] : []) + line
        while !bytes.isEmpty {
            let count = Glibc.write(file, bytes, bytes.count)
            if count > 0 {
                bytes.removeFirst(count)
            } else if errno != EINTR {
                return failed("written")
            }
        }
        guard fdatasync(file) == 0 else { return failed("written to the disk") }
        return .delivered
    }

    /// The end of a file, in which an alert is looked for that may have been written before.
    private struct Tail {
        var bytes: [UInt8]

        /// Whether a whole line has this alert's id.
        func holds(_ id: String) -> Bool {
            guard let end = bytes.lastIndex(of: 0x0A) else { return false }
            return String(decoding: bytes[...end], as: UTF8.self).contains("\"id\":\"\(id)\"")
        }
    }

    private func tail(_ file: Int32, size: Int) -> Tail {
        let length = min(size, 65_536)
        var bytes = [UInt8](repeating: 0, count: length)
        let count = pread(file, &bytes, length, off_t(size - length))
        return Tail(bytes: Array(bytes.prefix(max(0, count))))
    }

    /// `.1` becomes `.2` and so on, the oldest goes, and the file becomes `.1`.
    private func rotate() -> Bool {
        guard keep > 0 else { return unlink(path) == 0 }
        for number in stride(from: keep - 1, through: 1, by: -1) {
            rename("\(path).\(number)", "\(path).\(number + 1)")
        }
        return rename(path, "\(path).1") == 0
    }

    private func failed(_ what: String) -> DeliveryOutcome {
        let reason = String(cString: strerror(errno))
        return .retry(
            reason: "\(path) cannot be \(what) (\(reason)); see that its folder exists, may be written by the service "
                + "(ReadWritePaths=), and has space", after: nil)
    }
}
