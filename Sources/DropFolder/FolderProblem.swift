import Glibc

/// A system call on a folder or a file that failed: which, on what, why, and what to do.
public struct FolderProblem: Error, Hashable, Sendable {
    public enum Operation: String, Sendable {
        case open = "open"
        case read = "read"
        case list = "list"
        case watch = "watch"
        case startWatching = "start watching"
    }

    public var operation: Operation
    public var path: RawPath
    public var errno: Int32
    /// The folder lies on a network or a user-space file system, which does not notify (then `errno` is 0).
    public var isRemote = false

    public init(_ operation: Operation, _ path: RawPath, errno: Int32) {
        (self.operation, self.path, self.errno) = (operation, path, errno)
    }

    static func remote(_ path: RawPath) -> FolderProblem {
        var problem = FolderProblem(.watch, path, errno: 0)
        problem.isRemote = true
        return problem
    }
}

extension FolderProblem: CustomStringConvertible {
    public var description: String {
        if isRemote { return "it lies on a network or FUSE file system, which sends no notice of changes" }
        var text = "cannot \(operation.rawValue) \(path): \(String(cString: strerror(errno)))"
        if let remedy { text += "; \(remedy)" }
        return text
    }

    /// What to do about it, where that can be told.
    public var remedy: String? {
        switch (operation, errno) {
        case (_, ENOENT): "create it, or correct the path; it is taken up as soon as it is there"
        case (.watch, ENODEV): "it was unmounted; it is taken up as soon as it is there again"
        case (.watch, ESTALE): "another folder stands in its place now, and is taken up"
        case (_, ENOTDIR): "name a folder, not a file"
        case (_, EACCES), (_, EPERM): "give the service's user the right to read it (ls -ld shows who has it)"
        case (.watch, ENOSPC): "raise the limit of watches: sysctl fs.inotify.max_user_watches=1048576"
        case (.startWatching, EMFILE): "raise the limit of instances: sysctl fs.inotify.max_user_instances=1024"
        case (_, EMFILE), (_, ENFILE): "raise the limit of open files (LimitNOFILE= in the unit)"
        case (_, ELOOP): "links are not followed; name the folder that the link leads to"
        case (_, ENAMETOOLONG): "the path is too long; use fewer levels"
        case (_, EIO): "the disk or its connection failed; see the kernel's log"
        default: nil
        }
    }
}
