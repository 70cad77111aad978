@preconcurrency import Foundation

/// Text without annotation, to learn from the company that words keep: newswire and political news.
struct PlainText {
    let folder: String

    /// The texts, in a fixed order. Lines broken at a fixed width are joined.
    func texts() throws -> [[UInt8]] {
        var result: [[UInt8]] = []
        for path in try files(folder + "/polnear/train/text") { result.append(try read(path)) }
        for name in try names(folder + "/reuters21578") where name.hasSuffix(".jsonl.gz") {
            result += try stories(folder + "/reuters21578/" + name)
        }
        return result
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func files(_ folder: String) throws -> [String] {
        try names(folder).filter { $0.hasSuffix(".txt") }.map { folder + "/" + $0 }
    }

    private func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

    private struct Story: Decodable {
        let body: String?
    }

    private func stories(_ path: String) throws -> [[UInt8]] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data.split(separator: 0x0A).compactMap { line in
            guard let body = (try? JSONDecoder().decode(Story.self, from: Data(line)))?.body else { return nil }
            // A line that begins with spaces begins a paragraph; the others go on.
            let paragraphs = body.replacingOccurrences(of: "\n    ", with: "\u{1}")
                .replacingOccurrences(of: "\n", with: " ").replacingOccurrences(of: "\u{1}", with: "\n")
            return Array(paragraphs.utf8)
        }
    }
}
