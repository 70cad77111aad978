import ArgumentParser
import Settings

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Print every error of a configuration at once, each with its place.")

    @Argument(help: "Configuration file.")
    var config: String = "/etc/claimwatch/claimwatch.yaml"

    func run() throws {
        let settings: Settings
        do { settings = try ConfigurationFile.load(config) } catch let failure as CommandFailure {
            Terminal.plainError(failure.message)
            throw ExitCode(failure.status)
        }
        let rules = settings.rules.isEmpty ? "the standard rule" : "\(settings.rules.count) rules"
        Terminal.line(
            "\(config): correct: \(settings.folders.count) folders, \(settings.actors?.count ?? 0) actors, "
                + "\(settings.topics?.count ?? 0) topics, \(settings.numbers?.count ?? 0) numbers, \(rules), "
                + "\(settings.sinks.count) sinks")
    }
}
