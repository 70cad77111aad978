import Foundation

/// The manual page claimwatch(1), made of what `--help` knows: troff with the macros of man(7).
struct ManualPage {
    /// A command as the argument parser describes itself (its serialisation 0).
    struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var subcommands: [Command]?
        var arguments: [Argument]?
        var shouldDisplay: Bool?
    }

    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
            var spelling: String { kind == "long" ? "--\(name)" : "-\(name)" }
        }

        var kind: String
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var defaultValue: String?
        var isOptional: Bool?
        var isRepeating: Bool?
        var shouldDisplay: Bool?
    }

    private struct Tool: Decodable { var command: Command }

    var command: Command
    var version: String

    /// - Parameter help: the parser's description of itself, JSON.
    init(help: String, version: String) throws {
        command = try JSONDecoder().decode(Tool.self, from: Data(help.utf8)).command
        self.version = version
    }

    var text: String {
        var lines = [
            ".TH CLAIMWATCH 1 \"\" \"claimwatch \(version)\" \"User Commands\"", ".SH NAME",
            "claimwatch \\- \(Self.escaped(lowered(command.abstract ?? "")))", ".SH SYNOPSIS", ".B claimwatch",
            "\\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...",
        ]
        if let discussion = command.discussion { lines += [".SH DESCRIPTION", Self.escaped(discussion)] }
        lines.append(".SH COMMANDS")
        for child in shown(command.subcommands) { lines += section(child, path: ["claimwatch"]) }
        lines += [
            ".SH EXIT STATUS", ".TP", "0", "Done.", ".TP", "1",
            "The work failed, or found what it was asked to fail on.", ".TP", "64", "Wrong usage.", ".TP", "78",
            "Wrong configuration.", ".SH FILES", ".TP", "/etc/claimwatch/claimwatch.yaml",
            "The configuration of the service.", ".TP", "/var/lib/claimwatch", "The state of the service.",
            ".SH SEE ALSO", ".BR claimwatch.yaml (5),", ".BR journalctl (1),", ".BR systemd.exec (5)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ command: Command, path: [String]) -> [String] {
        let path = path + [command.commandName]
        let arguments = shown(command.arguments)
        let synopsis = arguments.map { usage($0) }.joined(separator: " ")
        var lines = [".SS \(Self.escaped(path.dropFirst().joined(separator: " ")))"]
        if command.subcommands?.isEmpty ?? true {
            lines += [".B \(Self.escaped(path.joined(separator: " ")))", synopsis, ".PP"]
        }
        lines.append(Self.escaped(command.abstract ?? ""))
        if let discussion = command.discussion { lines += [".PP", Self.escaped(discussion)] }
        for argument in arguments {
            let standard = argument.defaultValue.map { " (default: \($0))" } ?? ""
            lines += [".TP", title(argument), Self.escaped((argument.abstract ?? "") + standard)]
        }
        for child in shown(command.subcommands) { lines += section(child, path: path) }
        return lines
    }

    private func usage(_ argument: Argument) -> String {
        var text = title(argument)
        if argument.isRepeating == true { text += "..." }
        return argument.isOptional == false ? text : "[\(text)]"
    }

    private func title(_ argument: Argument) -> String {
        let value = "\\fI\(Self.escaped((argument.valueName ?? "value").uppercased()))\\fR"
        let names = (argument.names ?? []).map { "\\fB\(Self.escaped($0.spelling))\\fR" }.joined(separator: ", ")
        switch argument.kind {
        case "positional": return value
        case "flag": return names
        default: return "\(names) \(value)"
        }
    }

    private func shown(_ commands: [Command]?) -> [Command] {
        (commands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }

    private func shown(_ arguments: [Argument]?) -> [Argument] {
        (arguments ?? []).filter { argument in
            argument.shouldDisplay != false
                && argument.names?.contains { ["help", "version"].contains($0.name) } != true
        }
    }

    private func lowered(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

    /// A hyphen that can be searched for, and no line that troff takes for a request.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? ".PP" : $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }
            .joined(separator: "\n")
    }
}
