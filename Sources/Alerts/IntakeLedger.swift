import Articles

/// A file in a folder as the ledger knows it again without reading it.
public struct ArticlePlace: Hashable, Sendable {
    /// The whole path, as the kernel has it.
    public var path: [UInt8]
    /// Bytes.
    public var size: Int
    /// The file's modification time: nanoseconds since 1970.
    public var modified: Int64
    /// The kernel's time of its last change, likewise: it tells of another file of the same size and time. 0 where it is
    /// not known; then it is not compared.
    public var changed: Int64

    public init(path: [UInt8], size: Int, modified: Int64, changed: Int64 = 0) {
        (self.path, self.size, self.modified, self.changed) = (path, size, modified, changed)
    }
}

/// Remembers which files have been read, over restarts, so that each content is taken in once, wherever it lies.
public protocol IntakeLedger: Sendable {
    /// The content that the file in each place had when it was read in this very state, in their order; nil where it was
    /// never read, or has changed since.
    func contents(of places: [ArticlePlace]) async throws -> [ArticleID?]

    /// Those of the contents of which an article has been taken in.
    func taken(of ids: [ArticleID]) async throws -> Set<ArticleID>

    /// Notes that the files in these places have been dealt with: known by their content, or no articles at all. Where an
    /// article lies that is taken in, its store notes.
    func note(_ places: [(ArticlePlace, ArticleID)]) async throws

    /// Keeps a mark: that something has been reached. An old mark of the same name is replaced.
    func mark(_ mark: IntakeMark) async throws

    func isMarked(_ mark: IntakeMark) async throws -> Bool
}

extension IntakeLedger {
    public func content(of place: ArticlePlace) async throws -> ArticleID? { try await contents(of: [place])[0] }
}

/// A point that the intake has reached.
public enum IntakeMark: Hashable, Sendable {
    /// All that lay in this folder when it was first watched has been taken in.
    case looked(root: [UInt8])
    /// All that lay in a folder when this file was put there has been taken in.
    case cookie(name: [UInt8])
}
