import ArgumentParser

/// For installers: people read them with `man claimwatch` and `man claimwatch.yaml`.
struct ManualCommand: ParsableCommand {
    enum Page: String, CaseIterable, ExpressibleByArgument {
        case commands = "claimwatch"
        case configuration = "claimwatch.yaml"
    }

    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print a manual page, for installing it.", shouldDisplay: false)

    @Argument(help: "Which page.")
    var page = Page.commands

    func run() throws {
        let text =
            switch page {
            case .commands: try ManualPage(help: Claimwatch._dumpHelp(), version: Version.current).text
            case .configuration: ConfigurationManualPage(version: Version.current).text
            }
        Terminal.line(String(text.dropLast()))
    }
}
