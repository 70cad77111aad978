import CInotify
import Glibc

/// An open folder, and the one way to what lies beneath it: nothing outside is reached, no symbolic link is followed
/// unless that was asked for, nothing but regular files and folders is opened. Closes its descriptor when it goes.
final class FolderHandle {
    let descriptor: Int32
    let path: RawPath
    /// Links to files beneath the folder stand for the files.
    let followsLinks: Bool
    /// Device and inode: another folder under the same name is another folder.
    let device: UInt64
    let inode: UInt64

    /// Opens a root; the root itself may be a link.
    init(root path: RawPath, followsLinks: Bool = false) throws(FolderProblem) {
        self.followsLinks = followsLinks
        let descriptor = path.withCString { Glibc.open($0, claimwatch_o_path | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw FolderProblem(.open, path, errno: errno) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else {
            let code = errno
            close(descriptor)
            throw FolderProblem(.open, path, errno: code)
        }
        (self.descriptor, self.path) = (descriptor, path)
        (device, inode) = (UInt64(facts.st_dev), UInt64(facts.st_ino))
    }

    deinit { close(descriptor) }

    /// The path still names this folder.
    var isCurrent: Bool {
        var facts = stat()
        let status = path.withCString { stat($0, &facts) }
        return status == 0 && UInt64(facts.st_dev) == device && UInt64(facts.st_ino) == inode
    }

    /// It lies on a file system that sends no notice of what others do to it.
    var isRemote: Bool {
        // NFS, SMB, CIFS, SMB2, FUSE, 9p, Ceph, AFS: statfs(2).
        let remote: Set<Int64> = [
            0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546, 0x0102_1997, 0x00C3_6400, 0x5346_414F,
        ]
        return remote.contains(claimwatch_filesystem(descriptor) & 0xFFFF_FFFF)
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

    func isLink(_ relative: RawPath) -> Bool {
        ownFacts(relative).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
    }

    private func ownFacts(_ relative: RawPath) -> stat? {
        var facts = stat()
        let status = relative.withCString { fstatat(descriptor, $0, &facts, AT_SYMLINK_NOFOLLOW) }
        return status == 0 ? facts : nil
    }

    /// Opens beneath the folder.
    /// - Parameter flags: as for open(2); `O_CLOEXEC`, `O_NONBLOCK`, `O_NOCTTY` and, unless links are followed,
    ///   `O_NOFOLLOW` are added.
    /// - Returns: a descriptor that the caller closes.
    func open(_ relative: RawPath, flags: Int32, for operation: FolderProblem.Operation) throws(FolderProblem) -> Int32
    {
        // Never into a folder by a link: links of folders may go round.
        let follows = followsLinks && flags & O_DIRECTORY == 0
        let flags = flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follows ? 0 : O_NOFOLLOW)
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
            device: UInt64(facts.st_dev),
            inode: UInt64(facts.st_ino)
        )
    }
}
