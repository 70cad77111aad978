import ArgumentParser
import Settings

struct ConfigKeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Print every key of a configuration, with its values and its default.")

    func run() { Terminal.line(String(SettingsReference.markdown().dropFirst().dropLast())) }
}
