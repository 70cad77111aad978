import Settings

/// A command that cannot go on: what is said on standard error, and the exit status.
struct CommandFailure: Error {
    var message: String
    var status: Int32
    /// What is wrong in the configuration, where that is what failed.
    var problems: [SettingsProblem] = []

    /// Without the lines of a configuration: for a log.
    var oneLine: String { problems.isEmpty ? message : problems.map(\.description).joined(separator: "; ") }

    /// The work failed, or found what it was asked to fail on.
    static func failed(_ message: String) -> CommandFailure { CommandFailure(message: message, status: 1) }
    /// The command was called wrongly (EX_USAGE).
    static func usage(_ message: String) -> CommandFailure { CommandFailure(message: message, status: 64) }
    /// The configuration is wrong (EX_CONFIG).
    static func configuration(_ message: String, problems: [SettingsProblem] = []) -> CommandFailure {
        CommandFailure(message: message, status: 78, problems: problems)
    }
}
