/// A regular file in a watched folder that is complete as far as the kernel tells.
public struct DroppedFile: Hashable, Sendable {
    /// The watched folder, as it was configured; for a file that was named itself, the folder that it lies in.
    public var root: RawPath
    /// The path below the root.
    public var relative: RawPath
    public var stamp: FileStamp
    /// A person named this file itself: then it may be a link, and its name does not matter.
    public var isNamed: Bool
    /// It was reported before in this very state, and changed so lately that something may still write to it without
    /// notice (through memory that it mapped): its content tells.
    public var isDoubtful = false
    /// It may be a link to a file beneath its root.
    public var followsLinks = false

    public init(root: RawPath, relative: RawPath, stamp: FileStamp, isNamed: Bool = false) {
        (self.root, self.relative, self.stamp, self.isNamed) = (root, relative, stamp, isNamed)
    }

    /// The whole path.
    public var path: RawPath { root.appending(relative) }
}

/// What tells one state of a file from another without reading it.
public struct FileStamp: Hashable, Sendable {
    /// Bytes.
    public var size: Int
    /// Time of the last change of its content: seconds since 1970, and nanoseconds.
    public var modifiedSeconds: Int
    public var modifiedNanoseconds: Int
    /// The kernel's own time of the last change of the file or its attributes, which nobody can set: nanoseconds since
    /// 1970. It tells of a file that was replaced by one of the same size and time, or of whose owner is another now.
    public var changed: Int64
    public var device: UInt64
    public var inode: UInt64

    public init(
        size: Int, modifiedSeconds: Int, modifiedNanoseconds: Int = 0, changed: Int64 = 0, device: UInt64 = 0,
        inode: UInt64 = 0
    ) {
        (self.size, self.changed, self.device, self.inode) = (size, changed, device, inode)
        (self.modifiedSeconds, self.modifiedNanoseconds) = (modifiedSeconds, modifiedNanoseconds)
    }
}
