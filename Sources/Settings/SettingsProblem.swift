/// One thing that is wrong in a configuration, with its place and the remedy.
public struct SettingsProblem: Error, Sendable, Equatable, CustomStringConvertible {
    public var file: String
    /// From 1; in characters.
    public var line: Int
    public var column: Int
    /// What is wrong, and what to do.
    public var message: String

    public init(file: String, line: Int, column: Int, message: String) {
        (self.file, self.line, self.column, self.message) = (file, line, column, message)
    }

    /// `FILE:LINE:COLUMN: error: …`
    public var description: String { "\(file):\(line):\(column): error: \(message)" }
}

/// All that is wrong in a configuration.
public struct SettingsProblems: Error, Sendable, Equatable, CustomStringConvertible {
    public var problems: [SettingsProblem]
    public init(problems: [SettingsProblem]) { self.problems = problems }
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
