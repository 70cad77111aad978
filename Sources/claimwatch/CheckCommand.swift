import ArgumentParser
import Settings

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Print every error of a configuration at once, each with its place.",
        discussion: """
            Each error is one line, FILE:LINE:COLUMN: error[CODE]: what is wrong and what to do, with the line of the \
            file and a caret below it. With --format jsonl errors are records on standard output. Exits with 78 where \
            there are errors.
            """)

    @Argument(help: "Configuration file.")
    var config: String = "/etc/claimwatch/claimwatch.yaml"

    @Option(help: "How errors are printed.")
    var format: OutputFormat = .text

    func run() throws {
        let settings: Settings
        do { settings = try ConfigurationFile.load(config) } catch let failure as CommandFailure {
            if format == .jsonl, !failure.problems.isEmpty {
                for problem in failure.problems { try Terminal.record(ProblemRecord(problem)) }
            } else {
                Terminal.plainError(failure.message)
            }
            throw ExitCode(failure.status)
        }
        guard format == .text else { return }
        let rules = settings.rules.isEmpty ? "the standard rule" : "\(settings.rules.count) rules"
        Terminal.line(
            "\(config): correct: \(settings.folders.count) folders, \(settings.actors?.count ?? 0) actors, "
                + "\(settings.topics?.count ?? 0) topics, \(settings.numbers?.count ?? 0) numbers, \(rules), "
                + "\(settings.sinks.count) sinks")
    }
}

/// An error of a configuration as `check --format jsonl` prints it.
private struct ProblemRecord: Encodable {
    var file: String
    /// From 1, in characters.
    var line: Int
    var column: Int
    var severity = "error"
    var code: String
    var message: String
    /// The line of the file, cut around the place where it is long.
    var excerpt: String?

    init(_ problem: SettingsProblem) {
        (file, line, column) = (problem.file, problem.line, problem.column)
        (code, message, excerpt) = (problem.code.rawValue, problem.message, problem.excerpt?.line)
    }
}
