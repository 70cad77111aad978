extension SettingsSchema {
    /// JSON Schema (draft 2020-12) of a configuration, for editors: keys in the order of ``keys``, two spaces a level.
    public static func json() -> String {
        let body = object(
            keys, depth: 0,
            extra: [
                "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"",
                "\"title\": \"Configuration of Claimwatch\"",
            ])
        return body + "\n"
    }

    private static func object(_ keys: [SettingsKey], depth: Int, extra: [String] = []) -> String {
        let inner = indent(depth + 1)
        var lines = extra + ["\"type\": \"object\"", "\"additionalProperties\": false"]
        let required = keys.filter(\.isRequired).map { quoted($0.name) }
        if !required.isEmpty { lines.append("\"required\": [\(required.joined(separator: ", "))]") }
        let properties = keys.map { key in
            indent(depth + 2) + quoted(key.name) + ": " + schema(key.shape, depth: depth + 2, summary: key)
        }
        lines.append("\"properties\": {\n" + properties.joined(separator: ",\n") + "\n\(inner)}")
        return "{\n" + lines.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent(depth))}"
    }

    private static func schema(_ shape: SettingsShape, depth: Int, summary key: SettingsKey? = nil) -> String {
        var extra: [String] = []
        if let key {
            extra.append("\"description\": " + quoted(key.summary))
            if let standard = key.standard { extra.append("\"default\": " + value(standard, key.shape)) }
        }
        func inline(_ parts: [String]) -> String {
            let parts = extra + parts
            guard key != nil else { return "{" + parts.joined(separator: ", ") + "}" }
            return "{\n" + parts.map { indent(depth + 1) + $0 }.joined(separator: ",\n") + "\n\(indent(depth))}"
        }
        switch shape {
        case .text: return inline(["\"type\": [\"string\", \"number\", \"boolean\"]"])
        case .empty: return inline(["\"type\": \"null\""])
        case .integer(let range):
            return inline([
                "\"type\": \"integer\"", "\"minimum\": \(range.lowerBound)", "\"maximum\": \(range.upperBound)",
            ])
        case .choice(let words): return inline(["\"enum\": [\(words.map(quoted).joined(separator: ", "))]"])
        case .pattern(let expression, let words):
            return inline([
                "\"anyOf\": [{\"enum\": [\(words.map(quoted).joined(separator: ", "))]}, {\"type\": \"string\", \"pattern\": "
                    + quoted("^(" + expression + ")$") + "}]"
            ])
        case .list(let item, let orOne):
            let list = ["\"type\": \"array\"", "\"items\": " + schema(item, depth: depth + 1)]
            guard orOne else { return inline(list) }
            let one = schema(item, depth: depth + 1)
            return inline(["\"anyOf\": [{\(list.joined(separator: ", "))}, \(one)]"])
        case .table(let item):
            return inline(["\"type\": \"object\"", "\"additionalProperties\": " + schema(item, depth: depth + 1)])
        case .mapping(let keys): return object(keys, depth: depth, extra: extra)
        case .either(let shapes):
            let all = shapes.map { schema($0, depth: depth + 1) }.joined(separator: ", ")
            return inline(["\"anyOf\": [\(all)]"])
        }
    }

    private static func value(_ standard: String, _ shape: SettingsShape) -> String {
        if case .integer = shape { return standard }
        guard standard.hasPrefix("["), standard.hasSuffix("]") else { return quoted(standard) }
        let items = standard.dropFirst().dropLast().split(separator: ",")
        return "[" + items.map { quoted($0.drop { $0 == " " }) }.joined(separator: ", ") + "]"
    }

    private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

    private static func quoted(_ text: some StringProtocol) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
