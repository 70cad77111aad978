import CInotify
import Glibc

/// One event of inotify(7).
struct InotifyEvent: Equatable {
    /// The watch; -1 for an overflow.
    var watch: Int32
    var mask: UInt32
    var name: [UInt8]

    func has(_ bit: Int32) -> Bool { mask & UInt32(bitPattern: bit) != 0 }
    var isOverflow: Bool { has(Int32(IN_Q_OVERFLOW)) }
    var isFolder: Bool { has(Int32(IN_ISDIR)) }

    /// The events in what a read of the descriptor gave; a record that is cut off ends the list.
    static func decode(_ buffer: UnsafeRawBufferPointer) -> [InotifyEvent] {
        var events: [InotifyEvent] = []
        var at = 0
        while at + 16 <= buffer.count {
            let watch = buffer.loadUnaligned(fromByteOffset: at, as: Int32.self)
            let mask = buffer.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self)
            let length = Int(buffer.loadUnaligned(fromByteOffset: at + 12, as: UInt32.self))
            guard at + 16 + length <= buffer.count else { break }
            let name = buffer[(at + 16)..<(at + 16 + length)].prefix { $0 != 0 }
            events.append(InotifyEvent(watch: watch, mask: mask, name: Array(name)))
            at += 16 + length
        }
        return events
    }
}

/// An inotify instance.
final class InotifyQueue {
    let descriptor: Int32
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)

    /// Attributes too: a file that becomes readable. Modifications too: of a file that is cut short by its path nothing
    /// else is said. A slow writer sends one for each write; the kernel merges those that nobody has read yet.
    private static let mask =
        UInt32(IN_CREATE) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_ATTRIB)
        | UInt32(IN_MODIFY) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR)

    init() throws(FolderProblem) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        // The buffer is given back by `deinit`, which runs for what throws here too.
        guard descriptor >= 0 else { throw FolderProblem(.startWatching, RawPath(bytes: []), errno: errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        buffer.deallocate()
    }

    /// Watches a folder; the watch's number, the same as before for one that is watched.
    /// - Parameter followLink: only for a root, which may be a link.
    func add(_ folder: RawPath, followLink: Bool) throws(FolderProblem) -> Int32 {
        let mask = followLink ? Self.mask : Self.mask | UInt32(IN_DONT_FOLLOW)
        let watch = folder.withCString { inotify_add_watch(descriptor, $0, mask) }
        guard watch >= 0 else { throw FolderProblem(.watch, folder, errno: errno) }
        return watch
    }

    func remove(_ watch: Int32) { inotify_rm_watch(descriptor, watch) }

    /// What has happened; empty where nothing has.
    func read() -> [InotifyEvent] {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        guard count > 0 else { return [] }
        return InotifyEvent.decode(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
}
