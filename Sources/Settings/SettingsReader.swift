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
    /// The file, line by line.
    var lines: [Substring] = []
    var problems: [SettingsProblem]
    /// Whether a word stands in every article, so that a term or a name made of nothing else would catch everything.
    let isCommon: (String) -> Bool
    /// What is followed where a section is left out; nil where that is not known.
    let builtIn: Watchlist?
    /// Kept while nodes are looked at: they hold their anchors weakly.
    private var parser: Parser?
    /// Keys that stand for a doubled one: see ``DoubledKey``.
    var covers: Set<String> = []
    /// Secrets that stand in the file: no error shows them, also not one of the same line.
    var secrets: [OpenSecret] = []
    /// Those of the file, which the rules name.
    var muteTimes: [MuteTime] = []

    private init(file: String, isCommon: @escaping (String) -> Bool, builtIn: Watchlist?) {
        (self.file, self.isCommon, self.builtIn, problems) = (file, isCommon, builtIn, [])
    }

    /// - Parameters:
    ///   - text: the file's bytes.
    ///   - file: its name, for messages.
    ///   - isCommon: whether a word, in small letters, stands in every article.
    ///   - builtIn: what rules may name where a section is left out; nil to leave that open.
    /// - Throws: ``SettingsProblems``, in the order of the text.
    public static func read(
        _ text: [UInt8], file: String, isCommon: @escaping (String) -> Bool = { _ in false }, builtIn: Watchlist? = nil
    ) throws(SettingsProblems) -> Settings {
        var reader = SettingsReader(file: file, isCommon: isCommon, builtIn: builtIn)
        let settings = reader.settings(text)
        guard reader.problems.isEmpty else { throw SettingsProblems(problems: reader.sortedProblems()) }
        return settings
    }

    private func sortedProblems() -> [SettingsProblem] {
        let sorted = problems.enumerated().sorted {
            ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
        }.map(\.element)
        var kept = Array(sorted.prefix(SettingsProblems.limit))
        for index in kept.indices {
            for secret in secrets.prefix(OpenSecret.most) { secret.hide(in: &kept[index].message) }
            guard lines.indices.contains(kept[index].line - 1) else { continue }
            var shown = (line: String(lines[kept[index].line - 1]), column: kept[index].column)
            // Where there is too much to hide, nothing is shown.
            guard secrets.isEmpty || secrets.count <= OpenSecret.most && shown.line.utf8.count <= OpenSecret.longestLine
            else { continue }
            for secret in secrets { secret.hide(in: &shown, number: kept[index].line) }
            kept[index].excerpt = SettingsExcerpt(line: shown.line[...], column: shown.column)
        }
        if sorted.count > kept.count, var last = kept.last {
            last.message += " (and \(sorted.count - kept.count) more errors, not shown)"
            kept[kept.count - 1] = last
        }
        return kept
    }

    private mutating func settings(_ text: [UInt8]) -> Settings {
        var settings = Settings()
        guard text.count <= Self.sizeLimit else {
            report(
                1, 1, "the file is larger than 1 MiB; a configuration is a short list of names: split off what is not",
                .unreadable)
            return settings
        }
        guard let string = String(validating: text, as: UTF8.self) else {
            report(1, 1, "the file is not UTF-8; save it as UTF-8", .unreadable)
            return settings
        }
        lines = Self.lines(string)
        refuseTabs()
        guard problems.isEmpty, let root = compose(string) else { return settings }
        refuseAnchorsAndTags(root)
        guard problems.allSatisfy({ $0.code == .doubledKey }), let top = entries(root, what: "the configuration") else {
            return settings
        }
        read(top, into: &settings)
        check(settings, top)
        return settings
    }

    /// As YAML counts them, or a place would stand in the wrong one.
    private static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { character in
            switch character {
            case "\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
            default: false
            }
        }
    }

    /// The file as a tree. A doubled key is reported and covered, and the file is read again: at most so many times.
    private mutating func compose(_ text: String) -> Node? {
        var text = text
        for attempt in 0..<max(2, min(32, 200_000 / max(text.utf8.count, 1))) {
            do {
                let parser = try Parser(yaml: text)
                self.parser = parser
                guard let root = try parser.singleRoot() else {
                    report(1, 1, "the file is empty; name at least `folders:`", .unreadable)
                    return nil
                }
                return root
            } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
                let name = duplicates.first ?? ""
                let message = "the key `\(name)` stands twice in this mapping; keep one of them"
                var scalars = Self.lines(text).map { Array($0.unicodeScalars) }
                guard
                    let second = DoubledKey.cover(
                        name, after: context.mark.line, context.mark.column, in: &scalars, number: attempt)
                else {
                    report(context.mark.line, context.mark.column, message, .doubledKey)
                    return nil
                }
                report(second.line, second.column, message, .doubledKey)
                covers.insert(second.cover)
                text = scalars.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
            } catch let error as YamlError {
                report(error)
                return nil
            } catch {
                report(1, 1, "\(error)", .syntax)
                return nil
            }
        }
        return nil
    }

    private mutating func read(_ top: [Entry], into settings: inout Settings) {
        if let mutes = top.first(where: { $0.key == "mute_times" }) { muteTimes = muteTimes(mutes.value) }
        for entry in top {
            switch entry.key {
            case "folders": settings.folders = strings(entry.value, what: "folders")
            case "state": settings.state = string(entry.value, what: "state")
            case "actors": settings.actors = actors(entry.value)
            case "topics": settings.topics = topics(entry.value)
            case "numbers": settings.numbers = measures(entry.value)
            case "rules": settings.rules = rules(entry.value)
            case "sinks": settings.sinks = sinks(entry.value)
            case "mute_times": break
            case "backfill": settings.backfill = choice(entry.value, Backfill.self, what: "backfill") ?? .quiet
            case "links": settings.links = choice(entry.value, Links.self, what: "way with links") ?? .refuse
            case "limits": limits(entry.value, into: &settings)
            default: unknown(entry, known: Self.topKeys, where: "at the top level")
            }
        }
    }

    static let topKeys = [
        "folders", "state", "actors", "topics", "numbers", "rules", "mute_times", "sinks", "backfill", "links",
        "limits",
    ]

    private mutating func limits(_ node: Node, into settings: inout Settings) {
        for entry in entries(node, what: "limits") ?? [] {
            switch entry.key {
            case "article_bytes":
                settings.articleLimit = integer(entry.value, 1_024...1_073_741_824, what: "article_bytes") ?? 0
            case "rescan_seconds":
                settings.rescanInterval = integer(entry.value, 1...86_400, what: "rescan_seconds") ?? 0
            case "backfill_days":
                settings.historyDays = integer(entry.value, 1...36_500, what: "backfill_days") ?? 7
            default:
                unknown(entry, known: ["article_bytes", "rescan_seconds", "backfill_days"], where: "in limits")
            }
        }
    }
}
