/// One thing that is wrong in a configuration, with its place and the remedy.
public struct SettingsProblem: Error, Sendable, Equatable, CustomStringConvertible {
    public var file: String
    /// From 1; in characters.
    public var line: Int
    public var column: Int
    public var code: SettingsCode
    /// What is wrong, and what to do.
    public var message: String
    /// The line with a caret under the place; nil where the file has no such line.
    public var excerpt: SettingsExcerpt?

    public init(
        file: String, line: Int, column: Int, code: SettingsCode, message: String, excerpt: SettingsExcerpt? = nil
    ) {
        (self.file, self.line, self.column) = (file, line, column)
        (self.code, self.message, self.excerpt) = (code, message, excerpt)
    }

    /// `FILE:LINE:COLUMN: error[CODE]: …`, on one line.
    public var description: String { "\(file):\(line):\(column): error[\(code.rawValue)]: \(message)" }

    /// The same with the line of the file and a caret below it.
    public var rendered: String { excerpt.map { "\(description)\n\($0.text(line: line))" } ?? description }
}

/// All that is wrong in a configuration.
public struct SettingsProblems: Error, Sendable, Equatable, CustomStringConvertible {
    /// In the order of the text; at most ``limit``, the last of which says that there are more.
    public var problems: [SettingsProblem]
    public static let limit = 100

    public init(problems: [SettingsProblem]) { self.problems = problems }
    public var description: String { problems.map(\.description).joined(separator: "\n") }
    public var rendered: String { problems.map(\.rendered).joined(separator: "\n") }
}
