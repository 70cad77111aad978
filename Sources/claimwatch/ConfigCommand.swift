import ArgumentParser

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Begin a configuration, or show what one comes to.",
        subcommands: [
            ConfigInitCommand.self, ConfigShowCommand.self, ConfigKeysCommand.self,
            ConfigSchemaCommand.self,
        ])
}
