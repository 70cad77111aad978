import CInotify
import Glibc

/// A folder, and the one way to what lies beneath it: nothing outside is reached, no symbolic link is followed
/// unless that was asked for, nothing but regular files and folders is opened.
///
/// It is kept open from its first use until ``rest()`` or its end; used again it must still be the same folder.
final class FolderHandle {
    private var held: Int32
    let path: RawPath
    /// Links to files beneath the folder stand for the files.
    let followsLinks: Bool
    /// Device and inode: another folder under the same name is another folder.
    let device: UInt64
    let inode: UInt64

    /// Opens a root; the root itself may be a link.
    init(root path: RawPath, followsLinks: Bool = false) throws(FolderProblem) {
        self.followsLinks = followsLinks
        let (descriptor, facts) = try Self.opened(path)
        (held, self.path) = (descriptor, path)
        (device, inode) = (UInt64(facts.st_dev), UInt64(facts.st_ino))
    }

    deinit { rest() }

    private static func opened(_ path: RawPath) throws(FolderProblem) -> (descriptor: Int32, facts: stat) {
        let descriptor = path.withCString { Glibc.open($0, claimwatch_o_path | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw FolderProblem(.open, path, errno: errno) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else {
            let code = errno
            close(descriptor)
            throw FolderProblem(.open, path, errno: code)
        }
        return (descriptor, facts)
    }

    /// Lets go of the folder: held open, it could not be unmounted.
    func rest() {
        if held >= 0 { close(held) }
        held = -1
    }

    /// The path still leads to the folder; it is held open then.
    func wake() -> Bool { descriptor >= 0 }

    /// -1 where the path names this folder no more.
    private var descriptor: Int32 {
        if held < 0, let (descriptor, facts) = try? Self.opened(path) {
            if UInt64(facts.st_dev) == device, UInt64(facts.st_ino) == inode {
                held = descriptor
            } else {
                close(descriptor)
            }
        }
        return held
    }

    /// The path still names this folder.
    var isCurrent: Bool {
        var facts = stat()
        let status = path.withCString { stat($0, &facts) }
        return status == 0 && UInt64(facts.st_dev) == device && UInt64(facts.st_ino) == inode
    }

    /// The folder beneath lies on a file system that sends no notice of what others do to it.
    func isRemote(_ relative: RawPath) -> Bool {
        guard let folder = try? open(relative, flags: claimwatch_o_path | O_DIRECTORY, for: .open) else { return false }
        defer { close(folder) }
        return FileSystemKind.isRemote(magic: claimwatch_filesystem(folder))
    }

    /// What stands at a path; nil where nothing does. Of a link: its own, or where links are followed and it leads to a
    /// file beneath the folder, the file's.
    func facts(_ relative: RawPath) -> stat? {
        guard let own = ownFacts(relative) else { return nil }
        guard followsLinks, own.st_mode & S_IFMT == S_IFLNK else { return own }
        let target = relative.withCString {
            claimwatch_open_beneath(descriptor, $0, UInt64(claimwatch_o_path | O_CLOEXEC), 1)
        }
        guard target >= 0 else { return own }
        defer { close(target) }
        var facts = stat()
        return fstat(target, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG ? facts : own
    }

    /// Why the folder cannot be listed; nil where it can.
    var listingProblem: FolderProblem? {
        do {
            close(try open(RawPath(bytes: []), flags: O_RDONLY | O_DIRECTORY, for: .list))
            return nil
        } catch {
            return error
        }
    }

    func isLink(_ relative: RawPath) -> Bool {
        ownFacts(relative).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
    }

    /// Why nothing can be said of what stands at a path; nil where nothing stands there.
    func problem(_ relative: RawPath) -> FolderProblem? {
        var facts = stat()
        var code: Int32 = 0
        relative.withCString { path in
            if fstatat(descriptor, path, &facts, AT_SYMLINK_NOFOLLOW) != 0 { code = errno }
        }
        return [0, ENOENT, ENOTDIR, EBADF].contains(code)
            ? nil : FolderProblem(.read, path.appending(relative), errno: code)
    }

    /// Opens a regular file beneath the folder for reading, and nothing else: what it is is seen before it is opened, so
    /// that no device is woken and no writer at a pipe is answered.
    /// - Returns: a descriptor that the caller closes.
    func openFile(_ relative: RawPath, limit: Int) throws(FileReadProblem) -> Int32 {
        let handle: Int32
        do { handle = try open(relative, flags: claimwatch_o_path, for: .open) } catch { throw FileReadProblem(error) }
        defer { close(handle) }
        var facts = stat()
        guard fstat(handle, &facts) == 0 else {
            throw .failed(FolderProblem(.read, path.appending(relative), errno: errno))
        }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        guard facts.st_size <= limit else { throw .tooLarge(size: Int(facts.st_size), limit: limit) }
        let descriptor = Glibc.open("/proc/self/fd/\(handle)", O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        if descriptor >= 0 { return descriptor }
        let code = errno
        guard code == ENOENT else {
            throw FileReadProblem(FolderProblem(.open, path.appending(relative), errno: code))
        }
        // Without /proc.
        do { return try open(relative, flags: O_RDONLY, for: .open) } catch { throw FileReadProblem(error) }
    }

    func isFolder(_ relative: RawPath) -> Bool {
        ownFacts(relative).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    private func ownFacts(_ relative: RawPath) -> stat? {
        var facts = stat()
        let status = relative.withCString { fstatat(descriptor, $0, &facts, AT_SYMLINK_NOFOLLOW) }
        return status == 0 ? facts : nil
    }

    /// Opens beneath the folder.
    /// - Parameter flags: as for open(2); `O_CLOEXEC`, unless links are followed `O_NOFOLLOW`, and but for `O_PATH`
    ///   `O_NONBLOCK` and `O_NOCTTY` are added.
    /// - Returns: a descriptor that the caller closes.
    func open(_ relative: RawPath, flags: Int32, for operation: FolderProblem.Operation) throws(FolderProblem) -> Int32
    {
        // Never into a folder by a link: links of folders may go round.
        let follows = followsLinks && flags & O_DIRECTORY == 0
        // With O_PATH nothing is opened, and openat2 takes no word of how.
        let manner = flags & claimwatch_o_path == 0 ? O_NONBLOCK | O_NOCTTY : 0
        let flags = flags | O_CLOEXEC | manner | (follows ? 0 : O_NOFOLLOW)
        let target = relative.bytes.isEmpty ? RawPath(".") : relative
        var opened = target.withCString { claimwatch_open_beneath(descriptor, $0, UInt64(flags), follows ? 1 : 0) }
        var code = errno
        if opened < 0, code == ENOSYS || code == EPERM {
            (opened, code) = openStepwise(target, flags | O_NOFOLLOW)
        }
        guard opened >= 0 else { throw FolderProblem(operation, path.appending(relative), errno: code) }
        return opened
    }

    /// For kernels and filters without openat2: one component after the other, none of them a link.
    private func openStepwise(_ relative: RawPath, _ flags: Int32) -> (descriptor: Int32, errno: Int32) {
        let parts = relative.bytes.split(separator: UInt8(ascii: "/"))
        var current = descriptor
        defer { if current != descriptor { close(current) } }
        for (index, part) in parts.enumerated() {
            if part.elementsEqual("..".utf8) { return (-1, EXDEV) }
            let isLast = index == parts.count - 1
            let wanted = isLast ? flags : claimwatch_o_path | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
            let next = RawPath(bytes: Array(part)).withCString { openat(current, $0, wanted) }
            if next < 0 { return (-1, errno) }
            if isLast { return (next, 0) }
            if current != descriptor { close(current) }
            current = next
        }
        return (-1, ENOENT)
    }

    /// An entry of a folder.
    struct Entry {
        enum Kind { case folder, other, unknown }
        var name: [UInt8]
        var kind: Kind
    }

    /// The entries of a folder beneath, without `.` and `..`, in no order.
    func entries(_ relative: RawPath) throws(FolderProblem) -> [Entry] {
        let descriptor = try self.open(relative, flags: O_RDONLY | O_DIRECTORY, for: .list)
        guard let stream = fdopendir(descriptor) else {
            let code = errno
            close(descriptor)
            throw FolderProblem(.list, path.appending(relative), errno: code)
        }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw FolderProblem(.list, path.appending(relative), errno: errno) }
                return entries
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            let kind: Entry.Kind =
                switch Int32(entry.pointee.d_type) {
                case Int32(DT_DIR): .folder
                case Int32(DT_UNKNOWN): .unknown
                default: .other
                }
            entries.append(Entry(name: name, kind: kind))
        }
    }
}

extension FileStamp {
    init(_ facts: stat) {
        self.init(
            size: Int(facts.st_size),
            modifiedSeconds: facts.st_mtim.tv_sec,
            modifiedNanoseconds: facts.st_mtim.tv_nsec,
            changed: Int64(facts.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(facts.st_ctim.tv_nsec),
            device: UInt64(facts.st_dev),
            inode: UInt64(facts.st_ino)
        )
    }
}
