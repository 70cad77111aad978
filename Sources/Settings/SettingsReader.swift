import Alerts
import Claims
import Yams

/// Reads a configuration: a plain, strict subset of YAML, all errors at once.
///
/// Every value is taken as it is written: `no`, `on` and `1:20` are words here, never booleans or numbers of base 60.
public struct SettingsReader {
    /// Larger configurations are refused; bytes.
    public static let sizeLimit = 1024 * 1024

    let file: String
    var problems: [SettingsProblem]
    /// Kept while nodes are looked at: they hold their anchors weakly.
    private var parser: Parser?

    private init(file: String) { (self.file, problems) = (file, []) }

    /// - Parameters:
    ///   - text: the file's bytes.
    ///   - file: its name, for messages.
    /// - Throws: ``SettingsProblems``, in the order of the text.
    public static func read(_ text: [UInt8], file: String) throws(SettingsProblems) -> Settings {
        var reader = SettingsReader(file: file)
        let settings = reader.settings(text)
        guard reader.problems.isEmpty else {
            let sorted = reader.problems.enumerated().sorted {
                ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
            }
            throw SettingsProblems(problems: sorted.map(\.element))
        }
        return settings
    }

    private mutating func settings(_ text: [UInt8]) -> Settings {
        var settings = Settings()
        guard text.count <= Self.sizeLimit else {
            report(
                1, 1, "the file is larger than 1 MiB; a configuration is a short list of names: split off what is not")
            return settings
        }
        guard let string = String(validating: text, as: UTF8.self) else {
            report(1, 1, "the file is not UTF-8; save it as UTF-8")
            return settings
        }
        for (number, line) in string.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let indent = line.prefix { $0 == " " || $0 == "\t" }
            if let tab = indent.firstIndex(of: "\t") {
                report(
                    number + 1, line.distance(from: line.startIndex, to: tab) + 1,
                    "a tab in the indentation; indent with spaces")
            }
        }
        guard problems.isEmpty, let root = compose(string) else { return settings }
        guard let top = entries(root, what: "the configuration") else { return settings }
        read(top, into: &settings)
        check(settings, top)
        return settings
    }

    private mutating func compose(_ text: String) -> Node? {
        do {
            let parser = try Parser(yaml: text)
            self.parser = parser
            guard let root = try parser.singleRoot() else {
                report(1, 1, "the file is empty; name at least `folders:`")
                return nil
            }
            return root
        } catch let error as YamlError {
            report(error)
        } catch {
            report(1, 1, "\(error)")
        }
        return nil
    }

    private mutating func report(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            report(mark.line, mark.column, "not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "`\($0)`" }.joined(separator: ", ")
            report(context.mark.line, context.mark.column, "the key \(names) stands here twice; keep one")
        case .reader(let problem, _, _, _):
            report(1, 1, "not readable as YAML: \(problem)")
        default:
            report(1, 1, "not valid YAML: \(error)")
        }
    }

    private mutating func read(_ top: [Entry], into settings: inout Settings) {
        for entry in top {
            switch entry.key {
            case "folders": settings.folders = strings(entry.value, what: "folders")
            case "state": settings.state = string(entry.value, what: "state")
            case "actors": settings.actors = actors(entry.value)
            case "topics": settings.topics = topics(entry.value)
            case "numbers": settings.numbers = measures(entry.value)
            case "rules": settings.rules = rules(entry.value)
            case "sinks": settings.sinks = sinks(entry.value)
            case "limits": limits(entry.value, into: &settings)
            default: unknown(entry, known: Self.topKeys, where: "at the top level")
            }
        }
    }

    static let topKeys = ["folders", "state", "actors", "topics", "numbers", "rules", "sinks", "limits"]

    private mutating func limits(_ node: Node, into settings: inout Settings) {
        for entry in entries(node, what: "limits") ?? [] {
            switch entry.key {
            case "article_bytes":
                settings.articleLimit = integer(entry.value, 1_024...1_073_741_824, what: "article_bytes") ?? 0
            case "rescan_seconds":
                settings.rescanInterval = integer(entry.value, 1...86_400, what: "rescan_seconds") ?? 0
            default: unknown(entry, known: ["article_bytes", "rescan_seconds"], where: "in limits")
            }
        }
    }

    /// What refers to something else must find it.
    private mutating func check(_ settings: Settings, _ top: [Entry]) {
        guard let rules = top.first(where: { $0.key == "rules" })?.value.sequence else { return }
        let sinks = Set(settings.sinks.map(\.name))
        let actors = settings.actors.map { Set($0.map(\.name)) }
        let topics = settings.topics.map { topics in
            Set(topics.map(\.name) + (settings.numbers ?? []).map(\.name))
        }
        for rule in rules {
            guard let mapping = rule.mapping else { continue }
            for (key, value) in mapping {
                switch key.string {
                case "send": checkNames(value, in: sinks, what: "sink", section: "sinks")
                case "actors": if let actors { checkNames(value, in: actors, what: "actor", section: "actors") }
                case "topics":
                    if let topics { checkNames(value, in: topics, what: "topic", section: "topics or numbers") }
                default: break
                }
            }
        }
    }

    private mutating func checkNames(_ node: Node, in known: Set<String>, what: String, section: String) {
        for item in node.sequence ?? [] {
            guard let name = item.string, !known.contains(name) else { continue }
            report(
                item, "no \(what) `\(name)` is named under \(section)" + Suggestion.text(name, among: known.sorted()))
        }
    }
}
