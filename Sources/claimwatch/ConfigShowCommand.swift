import ArgumentParser
import Foundation
import Settings

struct ConfigShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the settings in force, each with where it comes from.",
        discussion: "What is printed is itself a configuration. Of a webhook's address only the host is shown.")

    @Argument(help: "Configuration file; without one, what holds without any.")
    var config: String?

    @OptionGroup var stateOptions: StateOptions

    @Option(help: "How settings are printed.")
    var format: OutputFormat = .text

    func run() throws {
        let settings = try ConfigurationFile.load(config)
        var effective = EffectiveSettings.standard
        if let config {
            // It was read a moment ago and found correct.
            let text = try String(contentsOfFile: config, encoding: .utf8)
            effective = EffectiveSettings.of(text)
        }
        var lines = effective.lines.map { shown($0) }
        if settings.state == nil {
            lines.insert(
                Shown(path: ["state"], value: stateOptions.directory(settings), origin: stateOrigin), at: 0)
        }
        for (section, isAbsent) in [("actors", settings.actors == nil), ("topics", settings.topics == nil)]
        where isAbsent {
            lines.append(Shown(path: [section], value: nil, origin: "built in", isComment: true))
        }
        if settings.rules.isEmpty {
            lines.append(
                Shown(
                    path: ["rules"], value: nil, origin: "left out: every shift of a configured actor and topic alerts",
                    isComment: true))
        }
        for line in lines {
            if format == .jsonl { try Terminal.record(line) } else { Terminal.line(line.text) }
        }
    }

    private var stateOrigin: String {
        if stateOptions.state != nil { return "--state" }
        return ProcessInfo.processInfo.environment["STATE_DIRECTORY"] != nil ? "$STATE_DIRECTORY" : "default"
    }

    private func shown(_ line: EffectiveSettings.Line) -> Shown {
        let origin: String
        switch line.origin {
        case .line(let number): origin = "\(config ?? ""):\(number)"
        case .standard: origin = "default"
        }
        return Shown(path: line.path, value: line.value, origin: origin, isItem: line.isItem)
    }
}

/// One setting as it is printed.
private struct Shown: Encodable {
    var path: [String]
    var value: String?
    var origin: String
    var isItem = false
    var isComment = false

    private enum CodingKeys: String, CodingKey { case path, value, origin }

    /// `  rescan_seconds: 300            # default`
    var text: String {
        if isComment { return "# \(path.joined(separator: ".")): \(origin)" }
        let depth = path.dropLast().count
        var left = String(repeating: "  ", count: depth)
        if path.contains("-") {
            left = String(repeating: "  ", count: depth - 1) + (isItem ? "- " : "  ")
        }
        left += "\(EffectiveSettings.key(path.last ?? "")):\(value.map { " \($0)" } ?? "")"
        let gap = String(repeating: " ", count: max(2, 56 - left.count))
        return "\(left)\(gap)# \(origin)"
    }
}
