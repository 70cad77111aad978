import Glibc

/// What lies in files and folders that a person named, looked at once: for commands that read and end.
///
/// The order is that of the names given; what a folder holds is sorted by its path. A file that was named is taken
/// whatever its name, and may be a link; in folders the rules of the watcher hold.
public struct FolderScan: Sendable {
    public private(set) var files: [DroppedFile] = []
    /// What was passed over in the folders, and why.
    public private(set) var ignored: [(path: RawPath, reason: IgnoreReason)] = []
    /// The names that could not be opened, and folders that could not be read.
    public private(set) var problems: [FolderProblem] = []

    /// - Parameters:
    ///   - paths: files and folders.
    ///   - limit: the most bytes that a file may have; larger ones are passed over.
    ///   - followsLinks: in folders, links to files beneath them are read.
    public init(paths: [RawPath], limit: Int, followsLinks: Bool = false) {
        var seen: Set<RawPath> = []
        for path in paths {
            var facts = stat()
            guard path.withCString({ stat($0, &facts) }) == 0 else {
                problems.append(FolderProblem(.open, path, errno: errno))
                continue
            }
            let found: [DroppedFile]
            if facts.st_mode & S_IFMT == S_IFDIR {
                found = scan(folder: path, limit, followsLinks)
            } else if let reason = TreeWalk.reasonToIgnore(facts, limit: limit) {
                ignored.append((path, reason))
                continue
            } else {
                found = [Self.named(path, facts)]
            }
            files += found.filter { seen.insert($0.path).inserted }
        }
    }

    private static func named(_ path: RawPath, _ facts: stat) -> DroppedFile {
        let name = path.name
        let folder = RawPath(bytes: Array(path.bytes.dropLast(name.count)))
        return DroppedFile(
            root: folder,
            relative: RawPath(bytes: name),
            stamp: FileStamp(facts),
            isNamed: true
        )
    }

    private mutating func scan(folder: RawPath, _ limit: Int, _ followsLinks: Bool) -> [DroppedFile] {
        let handle: FolderHandle
        do {
            handle = try FolderHandle(root: folder, followsLinks: followsLinks)
        } catch {
            problems.append(error)
            return []
        }
        var found: [DroppedFile] = []
        TreeWalk(handle: handle, rules: NameRules()).walk(from: RawPath(bytes: [])) { step in
            switch step {
            case .folder: break
            case .entry(let path, let facts):
                if let reason = TreeWalk.reasonToIgnore(facts, limit: limit) {
                    ignored.append((folder.appending(path), reason))
                } else {
                    var file = DroppedFile(root: folder, relative: path, stamp: FileStamp(facts))
                    file.followsLinks = followsLinks
                    found.append(file)
                }
            case .ignored(let path, let reason): ignored.append((folder.appending(path), reason))
            case .failed(let problem): problems.append(problem)
            }
            return true
        }
        return found.sorted { $0.relative < $1.relative }
    }
}
