import ArgumentParser
import Glibc

/// The program: one executable, a command for each thing that a person wants to do.
@main
struct Claimwatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claimwatch",
        abstract: "Watches folders of news and tells you when somebody's position changes.",
        discussion: """
            Reads every article that lands in a folder, keeps the position of each actor on each topic, and raises an \
            alert when one shifts: in the journal, and at webhooks.
            """,
        version: Version.current,
        subcommands: [
            RunCommand.self, ExtractCommand.self, ReplayCommand.self, PositionsCommand.self, AlertsCommand.self,
            DeliveriesCommand.self, ExplainCommand.self, RulesCommand.self, CheckCommand.self, ConfigCommand.self,
            SilenceCommand.self, AckCommand.self, DoctorCommand.self,
            SyncCommand.self, RebuildCommand.self, ManualCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            if failure.problems.isEmpty {
                Terminal.error(failure.message)
            } else {
                Terminal.plainError(failure.message)
            }
            Glibc.exit(failure.status)
        } catch {
            exit(withError: error)
        }
    }
}

/// What `--version` prints.
enum Version {
    static let current = "0.1.0"
}
