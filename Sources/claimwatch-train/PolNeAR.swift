import Foundation

/// Articles with attributions in brat standoff, as PolNeAR has them.
struct PolNeAR {
    struct Gold {
        /// `[start, end)` in code points.
        var source: [Range<Int>] = []
        var cue: [Range<Int>] = []
        var content: [Range<Int>] = []
    }

    struct Article {
        var name: String
        var text: [UInt8]
        var gold: [Gold]
    }

    let articles: [Article]

    /// Reads a folder with `text` and `attributions`; of several annotators the first.
    init(folder: String) throws {
        let files = FileManager.default
        var annotations: [String: String] = [:]
        for file in try files.contentsOfDirectory(atPath: folder + "/attributions").sorted()
        where file.hasSuffix(".ann") {
            guard let cut = file.lastIndex(of: "_") else { continue }
            let name = String(file[..<cut])
            if annotations[name] == nil { annotations[name] = file }
        }
        var articles: [Article] = []
        for file in try files.contentsOfDirectory(atPath: folder + "/text").sorted() where file.hasSuffix(".txt") {
            let name = String(file.dropLast(4))
            guard let annotation = annotations[name] else { continue }
            let text = try Data(contentsOf: URL(fileURLWithPath: folder + "/text/" + file))
            let lines = try String(contentsOfFile: folder + "/attributions/" + annotation, encoding: .utf8)
            articles.append(Article(name: name, text: [UInt8](text), gold: Self.parse(lines)))
        }
        self.articles = articles
    }

    private static func parse(_ text: String) -> [Gold] {
        var spans: [String: [Range<Int>]] = [:]
        var events: [[Substring]] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t")
            if line.hasPrefix("T"), fields.count > 1, let space = fields[1].firstIndex(of: " ") {
                spans[String(fields[0])] = fields[1][space...].split(separator: ";").compactMap { part in
                    let ends = part.split(separator: " ").compactMap { Int($0) }
                    return ends.count == 2 && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
                }
            } else if line.hasPrefix("E"), fields.count > 1, fields[1].hasPrefix("Attribution") {
                events.append(fields[1].split(whereSeparator: { $0 == " " || $0 == "\r" }))
            }
        }
        return events.map { event in
            var gold = Gold()
            for argument in event {
                let parts = argument.split(separator: ":")
                guard parts.count == 2, let found = spans[String(parts[1])] else { continue }
                switch parts[0].trimmingCharacters(in: .decimalDigits) {
                case "Source": gold.source += found
                case "Cue": gold.cue += found
                case "Content": gold.content += found
                default: break
                }
            }
            return gold
        }
    }
}
