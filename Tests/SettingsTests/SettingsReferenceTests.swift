import Foundation
import Settings
import Testing

/// What the documents show of the configuration is so.
@Suite struct SettingsReferenceTests {
    private let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized

    private func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    @Test func theTablesAreThoseOfTheSchema() throws {
        let path = "docs/configuration.md"
        let parts = try text(path).components(separatedBy: "SettingsReferenceTests -->\n")
        try #require(parts.count == 2)
        let generated = SettingsReference.markdown()
        guard parts[1] != generated else { return }
        if ProcessInfo.processInfo.environment["CLAIMWATCH_RECORD"] != nil {
            let whole = parts[0] + "SettingsReferenceTests -->\n" + generated
            try Data(whole.utf8).write(to: root.appendingPathComponent(path))
        }
        Issue.record("\(path) is not what the schema says; CLAIMWATCH_RECORD=1 writes it anew")
    }

    @Test(arguments: ["README.md", "docs/configuration.md", "docs/alerts.md", "docs/claims.md"])
    func everyExampleIsCorrect(path: String) throws {
        let blocks = try text(path).components(separatedBy: "```yaml\n").dropFirst()
        for block in blocks {
            let example = block.components(separatedBy: "```")[0]
            #expect(throws: Never.self, "\(path): \(example)") {
                _ = try SettingsReader.read(Array(example.utf8), file: path)
            }
        }
    }

    @Test func everyKeyHasItsRow() {
        let reference = SettingsReference.markdown()
        for name in ["article_bytes", "repeat_hours", "against", "certainty", "credential", "rotate_bytes", "days"] {
            #expect(reference.contains("| `\(name)` |"), "\(name)")
        }
        #expect(reference.contains("### `sinks.NAME` with `exec`"))
    }
}
