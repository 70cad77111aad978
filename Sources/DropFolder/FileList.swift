/// Files that were found, kept small: a look may find a million, and each must wait until all of them are known.
///
/// Of a file's state only its time is kept, in seconds: it is read in the state in which it stands then.
public struct FileList: RandomAccessCollection, Sendable {
    private var roots: [RawPath] = []
    /// The paths below the roots, one after the other.
    private var paths: [UInt8] = []
    private var entries: [Entry] = []

    private struct Entry {
        var end: Int
        var modified: Int
        var root: Int32
        var followsLinks: Bool
    }

    public init() {}

    public init(_ files: some Sequence<DroppedFile>) {
        for file in files { append(file) }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { entries.count }

    public mutating func append(_ file: DroppedFile) {
        // Roots are few, and the last is mostly the next.
        let root: Int
        if let last = entries.last?.root, roots[Int(last)] == file.root {
            root = Int(last)
        } else if let known = roots.firstIndex(of: file.root) {
            root = known
        } else {
            root = roots.count
            roots.append(file.root)
        }
        paths += file.relative.bytes
        entries.append(
            Entry(
                end: paths.count, modified: file.stamp.modifiedSeconds, root: Int32(root),
                followsLinks: file.followsLinks))
    }

    public subscript(index: Int) -> DroppedFile {
        let entry = entries[index]
        let start = index == 0 ? 0 : entries[index - 1].end
        var file = DroppedFile(
            root: roots[Int(entry.root)], relative: RawPath(bytes: Array(paths[start..<entry.end])),
            stamp: FileStamp(size: 0, modifiedSeconds: entry.modified))
        file.followsLinks = entry.followsLinks
        return file
    }

    /// The folders that the files lie below.
    public var folders: [RawPath] { roots }
}
