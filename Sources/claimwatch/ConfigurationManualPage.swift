import Settings

/// The manual page claimwatch.yaml(5), made of the same reference as `docs/configuration.md`.
struct ConfigurationManualPage {
    var version: String

    var text: String {
        var lines = [
            ".TH CLAIMWATCH.YAML 5 \"\" \"claimwatch \(version)\" \"File Formats\"", ".SH NAME",
            "claimwatch.yaml \\- configuration of claimwatch", ".SH SYNOPSIS", "/etc/claimwatch/claimwatch.yaml",
            ".SH DESCRIPTION",
            "A plain, strict subset of YAML: every value is taken as it is written; anchors, aliases, tags, several",
            "documents, tabs and doubled keys are refused. Secrets are never written here.",
            ".B claimwatch check", "shows every error of a file at once,", ".B claimwatch config show",
            "what is in force and where each value came from, and", ".B claimwatch config init",
            "writes a file to begin with.",
            "A file that was changed is taken up by", ".B systemctl reload claimwatch",
            "if it is correct, and refused else.", ".SH KEYS", "Names of your own stand as NAME.",
        ]
        for section in SettingsReference.sections() {
            lines.append(".SS \(Self.marked(section.title))")
            for row in section.rows {
                var about = row.meaning
                if row.value != "keys, see below" { about += " Value: \(row.value)." }
                if row.absence == "must be there" {
                    about += " It must be there."
                } else if !row.absence.isEmpty {
                    about += " Left out: \(row.absence)."
                }
                lines += [".TP", "\\fB\(ManualPage.escaped(row.key))\\fR", Self.marked(about)]
            }
        }
        lines += [".SH SEE ALSO", ".BR claimwatch (1)"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// What stands between back-quotes is bold.
    private static func marked(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
            let part = ManualPage.escaped(String(part)).replacing(".PP", with: "")
            return index % 2 == 1 ? "\\fB\(part)\\fR" : part
        }.joined()
    }
}
