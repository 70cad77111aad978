import ArgumentParser
import Settings

struct ConfigSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of a configuration, for editors.",
        discussion: "config/claimwatch.schema.json is what this prints.")

    func run() {
        // The text ends in a line break of its own.
        Terminal.line(String(SettingsSchema.json().dropLast()))
    }
}
