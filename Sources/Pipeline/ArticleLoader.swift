import Alerts
import Articles
import Crypto
import DropFolder

/// Why a dropped file gave no article.
public enum LoadProblem: Error, Equatable, Sendable {
    case unreadable(FileReadProblem)
    /// It was read; `place` and `id` say which content it is that is no article.
    case noArticle(ArticleProblem, place: ArticlePlace, id: ArticleID)
}

extension LoadProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let problem): problem.description
        case .noArticle(let problem, _, _): problem.description
        }
    }
}

/// Reads dropped files into articles: the daemon, `run --once`, `replay` and `extract` all read through it.
public struct ArticleLoader: Sendable {
    public let reader: ArticleReader

    public init(reader: ArticleReader) { self.reader = reader }

    /// An article, and the file's state in which it was read.
    public struct Loaded: Sendable {
        public var article: Article
        public var place: ArticlePlace
    }

    /// Reads a file, whole; blocks for as long as the disk needs.
    public func load(_ file: DroppedFile) throws(LoadProblem) -> Loaded {
        let contents: FileContents
        do { contents = try FileReader.read(file, limit: reader.limit) } catch { throw .unreadable(error) }
        let place = ArticlePlace(path: file.path.bytes, stamp: contents.stamp)
        let id = Self.id(of: contents.bytes)
        // Days are counted in UTC, so that the same file has the same date on any machine.
        let seconds = contents.stamp.modifiedSeconds
        let day = CalendarDate(day: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
        switch reader.read(contents.bytes, id: id, path: file.path.description, fileDate: day) {
        case .success(let article): return Loaded(article: article, place: place)
        case .failure(let problem): throw .noArticle(problem, place: place, id: id)
        }
    }

    /// The files in the order of their articles' dates, and of their paths within a day. What gives no article comes
    /// last: it is reported when its turn comes.
    public func inOrderOfDates(_ files: [DroppedFile]) -> [DroppedFile] { orderOfDates(files).map { files[$0] } }

    /// The places of a list in the order of the dates of the articles there.
    ///
    /// - Parameter isEnded: asked before each file; true ends the reading, and the order is that of what was read.
    func orderOfDates<Files: RandomAccessCollection>(
        _ files: Files, isEnded: () -> Bool = { false }
    ) -> [Int] where Files.Element == DroppedFile, Files.Index == Int {
        guard files.count > 1 else { return Array(files.indices) }
        var dated: [(date: Int32, place: Int32)] = []
        dated.reserveCapacity(files.count)
        for place in files.indices {
            if isEnded() { break }
            // Only the date is kept: the articles of a large folder do not fit in memory together.
            let date = try? load(files[place]).article.date.day
            dated.append((date.map { Int32(clamping: $0) } ?? .max, Int32(clamping: place)))
        }
        dated.sort { a, b in
            a.date != b.date ? a.date < b.date : files[Int(a.place)].path < files[Int(b.place)].path
        }
        return dated.map { Int($0.place) }
    }

    /// SHA-256 of the bytes.
    public static func id(of bytes: [UInt8]) -> ArticleID {
        let digits = Array("0123456789abcdef".utf8)
        var hex: [UInt8] = []
        hex.reserveCapacity(64)
        for byte in SHA256.hash(data: bytes) {
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
        return ArticleID(hex: String(decoding: hex, as: UTF8.self))
    }
}

extension ArticlePlace {
    init(path: [UInt8], stamp: FileStamp) {
        self.init(
            path: path,
            size: stamp.size,
            modified: Int64(stamp.modifiedSeconds) &* 1_000_000_000 &+ Int64(stamp.modifiedNanoseconds),
            changed: stamp.changed
        )
    }
}
