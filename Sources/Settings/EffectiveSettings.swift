import Yams

/// The settings in force, key by key, each with where it comes from.
public struct EffectiveSettings: Sendable, Equatable {
    public enum Origin: Sendable, Equatable {
        /// A line of the file, from 1.
        case line(Int)
        /// What holds where a key is left out.
        case standard
    }

    public struct Line: Sendable, Equatable {
        /// "limits", "article_bytes".
        public var path: [String]
        /// As a configuration writes it; nil for a key whose own keys follow.
        public var value: String?
        public var origin: Origin
        /// Begins an item of a list.
        public var isItem: Bool
    }

    public var lines: [Line] = []

    /// - Parameter text: a configuration that ``SettingsReader`` takes; what is no YAML gives no lines.
    public static func of(_ text: String) -> EffectiveSettings {
        var result = EffectiveSettings()
        guard let parser = try? Parser(yaml: text), let root = try? parser.singleRoot() else { return result }
        result.walk(SettingsSchema.keys, root, [])
        return result
    }

    /// What holds without any configuration.
    public static let standard = of("{}")

    private mutating func walk(_ keys: [SettingsKey], _ node: Node, _ path: [String], beginsItem: Bool = false) {
        var isItem = beginsItem
        for key in keys {
            let path = path + [key.name]
            let found = node.mapping?.first { $0.key.string == key.name }
            if let found {
                add(key.shape, found.value, path, .line(found.key.mark?.line ?? 1), isItem)
            } else if case .mapping(let inner) = key.shape, inner.contains(where: { $0.standard != nil }) {
                lines.append(Line(path: path, value: nil, origin: .standard, isItem: isItem))
                walk(inner, Node.mapping([:]), path)
            } else if let standard = key.standard {
                lines.append(Line(path: path, value: standard, origin: .standard, isItem: isItem))
            } else {
                continue
            }
            isItem = false
        }
    }

    private mutating func add(
        _ shape: SettingsShape, _ node: Node, _ path: [String], _ origin: Origin, _ isItem: Bool
    ) {
        switch shape {
        case .mapping(let keys) where node.mapping != nil:
            lines.append(Line(path: path, value: nil, origin: origin, isItem: isItem))
            walk(keys, node, path)
        case .either(let shapes) where node.mapping != nil:
            // The one whose keys are there: a webhook, a command or a file.
            let mapping = shapes.first { shape in
                guard case .mapping(let keys) = shape else { return false }
                return keys.allSatisfy { key in
                    !key.isRequired || node.mapping?.contains { $0.key.string == key.name } == true
                }
            }
            add(mapping ?? .empty, node, path, origin, isItem)
        case .table(let inner) where node.mapping != nil:
            lines.append(Line(path: path, value: nil, origin: origin, isItem: isItem))
            for (key, value) in node.mapping ?? [:] {
                add(inner, value, path + [key.string ?? ""], .line(key.mark?.line ?? 1), false)
            }
        case .list(.mapping(let keys), _) where node.sequence != nil:
            lines.append(Line(path: path, value: nil, origin: origin, isItem: isItem))
            for item in node.sequence ?? [] { walk(keys, item, path + ["-"], beginsItem: true) }
        default:
            lines.append(Line(path: path, value: Self.flow(node, path.last), origin: origin, isItem: isItem))
        }
    }

    /// A value on one line. Of an address only the host is shown: the rest may be a secret.
    private static func flow(_ node: Node, _ key: String?) -> String {
        if let sequence = node.sequence {
            return "[" + sequence.map { flow($0, key) }.joined(separator: ", ") + "]"
        }
        if let mapping = node.mapping {
            return "{"
                + mapping.map { "\(quoted($0.key.string ?? "")): \(flow($0.value, $0.key.string))" }
                .joined(separator: ", ") + "}"
        }
        let text = node.string ?? ""
        return key == "webhook" ? quoted(WebhookAddress.shown(text)) : quoted(text)
    }

    /// A key as a configuration writes it.
    public static func key(_ name: String) -> String { quoted(name) }

    /// In quotation marks where YAML would read something else, and with what would move the cursor, turn the writing or
    /// break the line escaped.
    static func quoted(_ text: String) -> String {
        let signs: Set<Unicode.Scalar> = [
            "\"", "'", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@", "`", "#", ":", "?", "\\",
        ]
        let isPlain =
            !text.isEmpty && text.first != " " && text.last != " " && text.first != "-"
            && text.unicodeScalars.allSatisfy { !signs.contains($0) && isShown($0) }
        guard !isPlain else { return text }
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where isShown(scalar): String(scalar)
            default: "\\U" + padded(String(scalar.value, radix: 16, uppercase: true))
            }
        }
        return "\"\(escaped.joined())\""
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .privateUse: false
        default: true
        }
    }

    private static func padded(_ digits: String) -> String {
        String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }
}
