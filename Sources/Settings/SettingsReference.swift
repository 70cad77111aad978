/// Every key of a configuration with its values: what `docs/configuration.md`, `claimwatch config keys` and the manual
/// page claimwatch.yaml(5) show.
public enum SettingsReference {
    /// The keys of one mapping. Texts have code between back-quotes, as Markdown has it.
    public struct Section: Sendable {
        public var title: String
        public var rows: [Row]
    }

    public struct Row: Sendable {
        public var key: String
        /// What it may hold.
        public var value: String
        /// What holds where it is left out; empty where nothing does.
        public var absence: String
        public var meaning: String
    }

    /// In the order in which a reader meets them, the inner ones after all of the level above.
    public static func sections() -> [Section] {
        var result: [Section] = []
        var waiting: [(title: String, keys: [SettingsKey])] = [("The top level", SettingsSchema.keys)]
        var shown: Set<String> = []
        while !waiting.isEmpty {
            let (title, keys) = waiting.removeFirst()
            guard shown.insert(title).inserted else { continue }
            result.append(
                Section(
                    title: title,
                    rows: keys.map { key in
                        Row(key: key.name, value: phrase(key.shape), absence: absence(key), meaning: key.summary)
                    }))
            for key in keys {
                let path = title == "The top level" ? key.name : "\(title.filter { $0 != "`" }).\(key.name)"
                waiting += sections(key.shape, path)
            }
        }
        return result
    }

    /// Sections, each with a heading and a table; ends with a newline.
    public static func markdown() -> String {
        var text = ""
        for section in sections() {
            text += "\n### \(section.title)\n\n| key | value | left out | meaning |\n| --- | --- | --- | --- |\n"
            for row in section.rows {
                text += "| `\(row.key)` | \(row.value) | \(row.absence) | \(row.meaning) |\n"
            }
        }
        return text
    }

    private static func absence(_ key: SettingsKey) -> String {
        key.isRequired ? "must be there" : key.standard.map { "`\($0)`" } ?? ""
    }

    private static func sections(_ shape: SettingsShape, _ path: String) -> [(title: String, keys: [SettingsKey])] {
        switch shape {
        case .mapping(let keys): [("`\(path)`", keys)]
        case .list(let item, _): sections(item, path)
        case .table(let item): sections(item, "\(path).NAME")
        case .either(let shapes):
            shapes.flatMap { shape in
                // Those that differ by their first key are known by it.
                guard case .mapping(let keys) = shape, shapes.count(where: isMapping) > 1 else {
                    return sections(shape, path)
                }
                return [("`\(path)` with `\(keys[0].name)`", keys)]
            }
        case .text, .integer, .choice, .pattern, .empty: []
        }
    }

    private static func isMapping(_ shape: SettingsShape) -> Bool {
        if case .mapping = shape { true } else { false }
    }

    private static func phrase(_ shape: SettingsShape) -> String {
        switch shape {
        case .text: "text"
        case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .pattern(_, let words): words.map { "`\($0)`" }.joined(separator: ", ") + " …"
        case .list(let item, let orOne): (orOne ? "one or a list of: " : "a list of: ") + phrase(item)
        case .table(let item): "names of your own, each with: " + phrase(item)
        case .mapping: "keys, see below"
        case .empty: "nothing"
        case .either(let shapes):
            Array(shapes.map(phrase).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } })
                .joined(separator: "; or ")
        }
    }
}
