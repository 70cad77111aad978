/// What a watcher reports, in the order in which it happened.
public enum FolderSignal: Sendable, Equatable {
    /// A file that was closed after writing, moved in or linked in.
    case file(DroppedFile)
    /// A part of what a look through the folders has found so far; the rest follows.
    case finding([DroppedFile])
    /// The rest, or all, of what a look found, sorted by modification time and path; empty only where parts came before.
    case found([DroppedFile])
    /// What lay in a folder when the watching of it began has been reported.
    case looked(root: RawPath)
    /// Somebody waits until all that lay in the folder has been taken in: all of it has been reported by now.
    case cookie(RawPath)
    case event(FolderEvent)
}

/// What happens to the watching itself.
public enum FolderEvent: Sendable, Equatable {
    /// The watches of a folder and of all below it stand: from here on nothing is missed.
    case watching(root: RawPath, folders: Int)
    /// A folder is looked through at intervals, because the kernel does not notify us of it (fully).
    case polling(root: RawPath, FolderProblem)
    /// A folder cannot be watched: it is missing or may not be read. It is looked for until it is there.
    case degraded(root: RawPath, FolderProblem)
    /// A folder that was degraded is there again.
    case back(root: RawPath)
    /// A folder is looked through from the start.
    case rescan(root: RawPath, RescanReason)
    /// A file or a folder below a root is passed over, and why; said once for each of its states.
    case ignored(path: RawPath, IgnoreReason)
}

/// Why a folder is looked through from the start.
public enum RescanReason: String, Sendable {
    /// The kernel's queue was full, and events were lost.
    case overflow
    /// A look at intervals, for changes that give no event (mmap).
    case periodic
    /// Somebody asked for it.
    case requested
}

/// Why a file or a folder is passed over.
public enum IgnoreReason: Hashable, Sendable {
    case hiddenName
    case temporaryName
    /// The name's extension is none that is read.
    case otherFormat(String)
    case symbolicLink
    /// A device, a FIFO or a socket.
    case notRegular
    case tooLarge(size: Int, limit: Int)
    /// A folder that may not be looked into, or whose path is too long.
    case unreadable(FolderProblem)
}

extension IgnoreReason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .hiddenName: "its name begins with a dot; rename it when it is complete"
        case .temporaryName: "its name is that of a temporary file; rename it when it is complete"
        case .otherFormat(let name): "files of the kind .\(name) are not read; only .txt is, and names without a dot"
        case .symbolicLink:
            "it is a symbolic link; none is followed out of the folder, nor within it but by `links: follow`; put "
                + "the file itself there"
        case .notRegular: "it is a device, a pipe or a socket, no file"
        case .tooLarge(let size, let limit):
            "it has \(size) bytes, an article may have at most \(limit); split it, or raise the limit"
        case .unreadable(let problem): problem.description
        }
    }
}

extension FolderEvent: CustomStringConvertible {
    public var description: String {
        switch self {
        case .watching(let root, let folders):
            "\(root): watching \(folders) \(folders == 1 ? "folder" : "folders")"
        case .polling(let root, let problem): "\(root): looked through at intervals: \(problem)"
        case .degraded(let root, let problem): "\(root): not watched: \(problem)"
        case .back(let root): "\(root): there again"
        case .rescan(let root, .overflow):
            "\(root): more happened than the kernel's queue holds; looking through it from the start, nothing is lost"
        case .rescan(let root, let reason): "\(root): looking through it from the start (\(reason.rawValue))"
        case .ignored(let path, let reason): "\(path): passed over: \(reason)"
        }
    }
}
