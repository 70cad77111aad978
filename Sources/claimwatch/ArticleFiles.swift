import Articles
import Crypto
import Foundation

/// Reads the articles that a command is given as paths.
final class ArticleFiles {
    let reader: ArticleReader
    /// Whether a file could not be read; the others were.
    private(set) var failed = false

    init(reader: ArticleReader) { self.reader = reader }

    /// The files meant by `paths`: a file itself, the text files below a folder, sorted.
    func paths(_ paths: [String]) throws -> [String] {
        var found: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw CommandFailure.failed("\(path): there is no such file or folder")
            }
            guard isFolder.boolValue else {
                found.append(path)
                continue
            }
            let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            found += names.filter { $0.hasSuffix(".txt") && !$0.contains("/.") && !$0.hasPrefix(".") }.sorted().map {
                path.hasSuffix("/") ? path + $0 : "\(path)/\($0)"
            }
        }
        return found
    }

    /// The same, in the order of the articles' dates and, within a day, of their names.
    func pathsByDate(_ given: [String]) throws -> [String] {
        let dated = try paths(given).enumerated().map { offset, path in
            (day: read(path, quietly: true)?.date.day ?? .max, offset: offset, path: path)
        }
        return dated.sorted { ($0.day, $0.offset) < ($1.day, $1.offset) }.map(\.path)
    }

    /// Reads one file; says on standard error what is wrong with it where it is no article.
    func read(_ path: String, quietly: Bool = false) -> Article? {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            let bytes = [UInt8](try handle.read(upToCount: reader.limit + 1) ?? Data())
            let modified = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date ?? Date()
            let day = CalendarDate(day: Int((modified.timeIntervalSince1970 / 86_400).rounded(.down)))
            let digest = SHA256.hash(data: bytes).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }
            switch reader.read(bytes, id: ArticleID(hex: digest.joined()), path: path, fileDate: day) {
            case .success(let article): return article
            case .failure(let problem):
                if !quietly { complain("\(path): \(problem)") }
            }
        } catch {
            if !quietly { complain("\(path): cannot be read (\(ConfigurationFile.reason(error)))") }
        }
        return nil
    }

    private func complain(_ message: String) {
        failed = true
        Terminal.error(Plain.text(message))
    }
}
