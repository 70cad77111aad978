import Settings
import Testing

@Suite struct SettingsChangesTests {
    private func changes(_ old: String, _ new: String) throws -> [String] {
        func loaded(_ text: String) throws -> (settings: Settings, effective: EffectiveSettings) {
            (try SettingsReader.read(Array(text.utf8), file: "test.yaml"), .of(text))
        }
        return try SettingsChanges.between(try loaded(old), try loaded(new))
    }

    private let base = """
        folders: [/srv/news]
        topics: {ceasefire: [truce], tariff: [duty]}
        rules:
          - name: first-rule
            topics: [ceasefire]
            severity: warning
          - name: second-rule
            topics: [tariff]
            raise:
              - {severity: critical, sources: 3}
        sinks:
          desk: {webhook: "https://a.example/secret-1"}
        """

    @Test func nothingIsDifferentWhereOnlyTheFormIs() throws {
        #expect(try changes(base, base) == [])
        #expect(try changes(base, "# a comment\n" + base.replacing("[/srv/news]", with: "\n  - /srv/news")) == [])
        // What is written out is what held before.
        #expect(try changes(base, base + "\nlinks: refuse\n") == [])
    }

    @Test func eachChangeIsToldWithBothValues() throws {
        let new =
            base.replacing("severity: warning", with: "severity: critical")
            .replacing("sources: 3", with: "sources: 2").replacing("[/srv/news]", with: "[/srv/news, /srv/wire]")
            .replacing("[truce]", with: "[truce, halt]") + "\nlimits: {rescan_seconds: 60}\n"
        #expect(
            try changes(base, new) == [
                "folders: [/srv/news] -> [/srv/news, /srv/wire]", "topics.ceasefire: [truce] -> [truce, halt]",
                "rules.first-rule.severity: warning -> critical", "rules.second-rule.raise.1.sources: 3 -> 2",
                "limits.rescan_seconds: 300 -> 60",
            ])
    }

    @Test func whatIsNewOrGoneIsToldAsAWhole() throws {
        let more = base + "\n  pager: {exec: [/bin/page], timeout: 5}\nmute_times:\n  night: {from: 22:00, to: 06:00}\n"
        #expect(try changes(base, more) == ["mute_times: new", "sinks.pager: new"])
        #expect(try changes(more, base) == ["mute_times: gone", "sinks.pager: gone"])
        let rule = base.replacing("sinks:", with: "  - {name: third-rule, topics: any, when: [first]}\nsinks:")
        #expect(try changes(base, rule) == ["rules.third-rule: new"])
        #expect(try changes(rule, base) == ["rules.third-rule: gone"])
    }

    @Test func theOrderOfRulesIsToldAsTheFirstThatAsksHasIt() throws {
        let one = "  - name: first-rule\n    topics: [ceasefire]\n    severity: warning\n"
        let swapped = base.replacing(one, with: "").replacing("sinks:", with: one + "sinks:")
        #expect(try changes(base, swapped) == ["rules: in another order: second-rule, first-rule"])
    }

    @Test func anotherAddressBehindTheSameHostIsToldWithoutBeingShown() throws {
        let new = base.replacing("secret-1", with: "secret-2")
        #expect(try changes(base, new) == ["sinks.desk.webhook: another address"])
        let moved = base.replacing("a.example", with: "b.example")
        let line = try #require(try changes(base, moved).first)
        #expect(line.contains("b.example") && !line.contains("secret-1"))
    }

    @Test func manyChangesAreCut() throws {
        let topics = (0..<50).map { "  topic number \($0): [word\($0)]\n" }.joined()
        let many = "folders: [/srv/news]\ntopics:\n  one: [two]\n"
        let told = try changes(many, many + topics)
        #expect(told.count == SettingsChanges.limit && told.last == "and 31 more")
    }
}
