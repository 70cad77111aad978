import ArgumentParser

/// For installers: people read it with `man claimwatch`.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page, for installing it.", shouldDisplay: false)

    func run() throws {
        let page = try ManualPage(help: Claimwatch._dumpHelp(), version: Version.current)
        Terminal.line(String(page.text.dropLast()))
    }
}
