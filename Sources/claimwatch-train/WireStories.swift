@preconcurrency import Foundation

/// Dated newswire stories, in the order in which they were sent.
struct WireStories {
    struct Story {
        var date: String
        var title: String
        var dateline: String
        /// A paragraph each.
        var paragraphs: [String]

        /// As a file of a drop folder.
        var text: String { "date \(date)\n\(title)\n\n\(dateline) \(paragraphs.joined(separator: "\n"))\n" }
    }

    let stories: [Story]

    private struct Record: Decodable {
        var date: String
        var title: String?
        var dateline: String?
        var body: String?
    }

    /// - Parameter folder: holds files of JSON lines, compressed.
    init(folder: String) throws {
        var stories: [Story] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where name.hasSuffix(".jsonl.gz") {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["gzip", "-dc", folder + "/" + name]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            stories += data.split(separator: 0x0A).compactMap { line in
                (try? JSONDecoder().decode(Record.self, from: Data(line))).flatMap(Self.story)
            }
        }
        self.stories = stories.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
            .map(\.element)
    }

    private static func story(_ record: Record) -> Story? {
        guard let body = record.body, let title = record.title, let date = date(record.date) else { return nil }
        // A line that begins with spaces begins a paragraph; the others go on.
        let paragraphs = body.replacingOccurrences(of: "\n    ", with: "\u{1}").replacingOccurrences(
            of: "\n", with: " "
        )
        .split(separator: "\u{1}").map(String.init)
        guard !paragraphs.isEmpty else { return nil }
        return Story(date: date, title: title, dateline: record.dateline ?? "", paragraphs: paragraphs)
    }

    /// "26-FEB-1987 15:01:01.79" -> "1987-02-26".
    private static func date(_ text: String) -> String? {
        let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        let parts = text.split { $0 == "-" || $0 == " " }
        guard parts.count >= 3, let day = Int(parts[0]), let month = months.firstIndex(of: String(parts[1])),
            let year = Int(parts[2].prefix(4))
        else { return nil }
        return String(format: "%04d-%02d-%02d", year, month + 1, day)
    }
}
