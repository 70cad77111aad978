import Articles
import DropFolder
import Pipeline

/// Reads the articles that a command is given as paths.
final class ArticleFiles {
    let loader: ArticleLoader
    /// Whether a file could not be read; the others were.
    private(set) var failed = false

    init(reader: ArticleReader) { loader = ArticleLoader(reader: reader) }

    /// The files meant by `paths`: a file itself, the articles below a folder, sorted.
    func files(_ paths: [String]) throws -> [DroppedFile] {
        let scan = FolderScan(paths: paths.map { RawPath($0) }, limit: loader.reader.limit)
        for problem in scan.problems { complain("\(problem)") }
        for (path, reason) in scan.ignored where reason.isTrouble { complain("\(path): \(reason)") }
        return scan.files
    }

    /// The same, in the order of the articles' dates and, within a day, of their names.
    func filesByDate(_ paths: [String]) throws -> [DroppedFile] { loader.inOrderOfDates(try files(paths)) }

    /// Reads one file; says on standard error what is wrong with it where it is no article.
    func read(_ file: DroppedFile) -> Article? {
        do { return try loader.load(file).article } catch {
            complain("\(file.path): \(error)")
            return nil
        }
    }

    private func complain(_ message: String) {
        failed = true
        Terminal.error(Plain.text(message))
    }
}

extension IgnoreReason {
    /// Whether a person who named the folder would want to know.
    fileprivate var isTrouble: Bool {
        switch self {
        case .tooLarge, .symbolicLink: true
        default: false
        }
    }
}
