import Alerts
import Claims
import Settings
import Testing

@Suite struct EffectiveSettingsTests {
    private func lines(_ text: String) -> [String] {
        EffectiveSettings.of(text).lines.map { line in
            let origin = if case .line(let number) = line.origin { "\(number)" } else { "default" }
            return "\(line.path.joined(separator: ".")) = \(line.value ?? "…") (\(origin))"
        }
    }

    @Test func everySettingHasItsOrigin() {
        let found = lines(
            """
            folders: [/a, "/b c:d"]
            actors:
              Russia: [Kremlin]
              Turkey: {weak: [Fidan]}
            limits:
              rescan_seconds: 60
            """)
        #expect(found.contains("folders = [/a, \"/b c:d\"] (1)"), "\(found)")
        #expect(found.contains("actors.Russia = [Kremlin] (3)"))
        #expect(found.contains("actors.Turkey.weak = [Fidan] (4)"))
        #expect(found.contains("limits.rescan_seconds = 60 (6)"))
        #expect(found.contains("limits.article_bytes = 16777216 (default)"))
    }

    @Test func rulesShowWhatTheyLeaveOut() {
        let found = lines("rules:\n  - name: r\n    severity: notice\n")
        #expect(found.contains("rules.-.severity = notice (3)"), "\(found)")
        #expect(found.contains("rules.-.when = [shift] (default)"))
        #expect(found.contains("rules.-.actors = any (default)"))
    }

    @Test func ofAnAddressOnlyTheHostIsShown() {
        let found = lines("sinks: {desk: {webhook: \"https://hooks.example.org/T0/B1/secret?token=x\"}}")
        #expect(found.contains("sinks.desk.webhook = \"https://hooks.example.org/<REDACTED>\" (1)"), "\(found)")
    }

    @Test(arguments: [
        SettingsTemplate(folders: ["/var/lib/news"]),
        SettingsTemplate(
            folders: ["/a b", "/c:d, e"],
            actors: [.init(name: "Russia", words: ["Kremlin", "the \"Centre\""]), .init("no")],
            topics: [.init(name: "cease-fire: now", words: ["truce", "# 12"])], webhook: "https://example.org/hook?x=1"),
    ])
    func aTemplateIsCorrectAndSaysWhatWasAskedFor(template: SettingsTemplate) throws {
        let settings = try SettingsReader.read(Array(template.text.utf8), file: "c.yaml")
        #expect(settings.folders == template.folders)
        #expect((settings.actors ?? []).map(\.name) == template.actors.map(\.name))
        #expect((settings.actors ?? []).map(\.aliases) == template.actors.map(\.words))
        #expect((settings.topics ?? []).map(\.name) == template.topics.map(\.name))
        #expect(settings.sinks.map(\.kind) == (template.webhook.map { [.webhook(.init(address: .open($0)))] } ?? []))
    }

    /// What is commented out is correct as well.
    @Test func aTemplateWithAllItsExamplesIsCorrect() throws {
        let text = SettingsTemplate(folders: ["/var/lib/news"]).text.split(
            separator: "\n", omittingEmptySubsequences: false)
        let keys = ["actors:", "topics:", "numbers:", "rules:", "sinks:", " "]
        let all = text.map { line in
            guard line.hasPrefix("# ") else { return String(line) }
            let rest = line.dropFirst(2)
            return keys.contains { rest.hasPrefix($0) } ? String(rest) : String(line)
        }.joined(separator: "\n")
        let settings = try SettingsReader.read(Array(all.utf8), file: "c.yaml")
        #expect(settings.rules.map(\.name) == ["every-shift"])
        #expect(settings.sinks.count == 1 && settings.numbers?.count == 1 && settings.actors?.count == 1)
    }

    @Test func whatIsShownMovesNoCursorAndReadsTheSameAgain() throws {
        let text =
            #"topics: {"a\e[31mb\u202Ec\u2028d": ["q\e]0;x\a1", "tab\there", "line\nbreak", "\"quoted\""]}"# + "\n"
        let lines = EffectiveSettings.of(text).lines
        let shown = lines.flatMap { $0.path.map(EffectiveSettings.key) + [$0.value ?? ""] }.joined()
        #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F }, "\(shown)")
        let topic = try #require(lines.first { $0.path.first == "topics" && $0.path.count == 2 })
        let again = "topics: {\(EffectiveSettings.key(topic.path[1])): \(topic.value ?? "")}\n"
        #expect(EffectiveSettings.of(again) == EffectiveSettings.of(text))
    }
}
