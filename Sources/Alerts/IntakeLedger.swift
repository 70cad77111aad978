import Articles

/// A file in a folder as the ledger knows it again without reading it.
public struct ArticlePlace: Hashable, Sendable {
    /// The whole path, as the kernel has it.
    public var path: [UInt8]
    /// Bytes.
    public var size: Int
    /// The file's modification time: nanoseconds since 1970.
    public var modified: Int64

    public init(path: [UInt8], size: Int, modified: Int64) {
        (self.path, self.size, self.modified) = (path, size, modified)
    }
}

/// Remembers which files have been read, over restarts, so that each content is taken in once, wherever it lies.
public protocol IntakeLedger: Sendable {
    /// The content that the file in this place had when it was read in this very state; nil where it was never read, or
    /// has changed since.
    func content(of place: ArticlePlace) async throws -> ArticleID?

    /// The same of many places at once, in their order: a look through a large folder asks for all of it.
    func contents(of places: [ArticlePlace]) async throws -> [ArticleID?]

    /// An article of this content has been taken in.
    func hasTaken(_ id: ArticleID) async throws -> Bool

    /// Notes that the file in this place has been dealt with: taken in, known by its content, or no article at all.
    func note(_ place: ArticlePlace, _ id: ArticleID) async throws

    /// Keeps a mark: that something has been reached. An old mark of the same name is replaced.
    func mark(_ mark: IntakeMark) async throws

    func isMarked(_ mark: IntakeMark) async throws -> Bool
}

extension IntakeLedger {
    public func contents(of places: [ArticlePlace]) async throws -> [ArticleID?] {
        var found: [ArticleID?] = []
        for place in places { found.append(try await content(of: place)) }
        return found
    }
}

/// A point that the intake has reached.
public enum IntakeMark: Hashable, Sendable {
    /// All that lay in this folder when it was first watched has been taken in.
    case looked(root: [UInt8])
    /// All that lay in a folder when this file was put there has been taken in.
    case cookie(name: [UInt8])
}
