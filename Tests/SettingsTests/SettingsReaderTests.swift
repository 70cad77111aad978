import Alerts
import Claims
import Settings
import Testing

@Suite struct SettingsReaderTests {
    private func read(_ text: String) throws -> Settings { try SettingsReader.read(Array(text.utf8), file: "c.yaml") }

    private func errors(_ text: String) -> [String] { errors(Array(text.utf8)) }

    private func errors(_ text: [UInt8]) -> [String] {
        do {
            _ = try SettingsReader.read(text, file: "c.yaml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func theContractsExampleIsRead() throws {
        let settings = try read(
            """
            folders: [/var/lib/claimwatch/news]
            actors:                      # name: other names for it
              Russia: [Kremlin, Moscow, Putin]
            topics:
              ceasefire: [ceasefire, cease-fire, truce]
            numbers:
              tariff on India: {terms: [tariff, duty], of: [India, Indian]}
            rules:
              - name: ceasefire-shift
                actors: [Russia]
                topics: [ceasefire]
                when: [shift]
                severity: warning
                send: [desk]
            sinks:
              desk: {webhook: "https://example.org/hook", format: standard, secret: {credential: desk}}
            """)
        #expect(settings.folders == ["/var/lib/claimwatch/news"])
        #expect(settings.actors == [Watchlist.Actor(name: "Russia", aliases: ["Kremlin", "Moscow", "Putin"])])
        #expect(settings.topics == [Watchlist.Topic(name: "ceasefire", terms: ["ceasefire", "cease-fire", "truce"])])
        #expect(
            settings.numbers == [
                Watchlist.Measure(name: "tariff on India", terms: ["tariff", "duty"], of: ["India", "Indian"])
            ])
        #expect(
            settings.rules == [
                AlertRule(
                    name: "ceasefire-shift", actors: ["Russia"], topics: ["ceasefire"], when: [.shift],
                    severity: .warning, send: ["desk"])
            ])
        var webhook = WebhookSettings(address: .open("https://example.org/hook"))
        webhook.secrets = [.credential("desk")]
        #expect(settings.sinks == [SinkSettings(name: "desk", kind: .webhook(webhook))])
    }

    @Test func aRuleHasChangesWithFiguresConditionsAndRaises() throws {
        let settings = try read(
            """
            rules:
              - name: r
                when: [changes by 10%, changes by 2.5, crosses 1000, reaches in effect, number up, reversed]
                if: {certainty: asserted, directness: [own, second hand], said_by: [Kremlin], publishers: AP, from: -2}
                raise:
                  - {severity: critical, if: {to: [1, 2]}}
            """)
        let rule = try #require(settings.rules.first)
        #expect(
            rule.when == [
                .changesByShare(0.1), .changesByAmount(2.5), .crosses(1_000), .reaches(.inEffect), .numberUp, .reversed,
            ])
        #expect(
            rule.conditions
                == RuleConditions(
                    certainty: [.asserted], directness: [.own, .secondHand], saidBy: ["Kremlin"], publishers: ["AP"],
                    from: [-2]))
        #expect(rule.raises == [AlertRule.Raise(severity: .critical, conditions: RuleConditions(to: [1, 2]))])
    }

    @Test func wordsPerSideKindsAndMembersAreRead() throws {
        let settings = try read(
            """
            actors:
              Hamas: {names: [Islamic Resistance Movement], kind: armed group, members: [Prisoners' Media Office]}
              Oksana Lind: {kind: person}
            topics:
              ceasefire: {terms: [ceasefire], for: [lay down arms], against: [offensive, resume fighting]}
              summit: {for: [meet]}
            """)
        #expect(
            settings.actors == [
                Watchlist.Actor(
                    name: "Hamas", aliases: ["Islamic Resistance Movement"], members: ["Prisoners' Media Office"],
                    kind: .armedGroup),
                Watchlist.Actor(name: "Oksana Lind", aliases: [], kind: .person),
            ])
        #expect(
            settings.topics == [
                Watchlist.Topic(
                    name: "ceasefire", terms: ["ceasefire"], favouring: ["lay down arms"],
                    opposing: ["offensive", "resume fighting"]),
                Watchlist.Topic(name: "summit", terms: ["summit"], favouring: ["meet"]),
            ])
    }

    @Test(arguments: [
        ("actors: {Hamas: {kind: militia}}", "`militia` is no kind of actor; one of country"),
        ("actors: {Hamas: {member: [x]}}", "unknown key `member`"),
        ("actors: {Hamas: {members: {a: b}}}", "members must be a word or a text"),
        ("topics: {truce: {against: {a: b}}}", "against must be a word or a text"),
        ("topics: {truce: {pro: [x]}}", "unknown key `pro` in the topic truce; known are"),
        ("topics: {truce: {for: [x], against: [x]}}", "keep it under `for` or `against`"),
    ])
    func aWrongShapeIsSaidWithItsPlace(text: String, part: String) {
        let found = errors(text)
        #expect(found.contains { $0.hasPrefix("c.yaml:1:") && $0.contains(part) }, "\(found)")
    }

    @Test func withoutRulesEveryShiftAlerts() throws {
        let settings = try read("folders: [a]\nsinks: {desk: {webhook: \"https://example.org/\"}}")
        #expect(settings.effectiveRules == [.standard(send: ["desk"])])
    }

    @Test func wordsThatYamlTakesForOthersStayWords() throws {
        let settings = try read("actors:\n  Norway: [NO, no, on, 1:20]\n  \"007\": [1e3]\n")
        #expect(settings.actors?.map(\.name) == ["Norway", "007"])
        #expect(settings.actors?.first?.aliases == ["NO", "no", "on", "1:20"])
    }

    @Test func everyErrorIsNamedAtOnceWithItsPlace() {
        let found = errors(
            """
            folder: [a]
            actors:
              Russia: [Kremlin]
            rules:
              - name: r
                actors: [Rusia]
                when: [shft]
                send: [desk]
            limits: {article_bytes: 12}
            """)
        #expect(
            found == [
                "c.yaml:1:1: error[unknown-key]: unknown key `folder` at the top level; did you mean `folders`?",
                "c.yaml:6:14: error[undefined-name]: no actor `Rusia` is named under actors; did you mean `Russia`?",
                "c.yaml:7:12: error[wrong-value]: `shft` is no change that a rule can ask for; "
                    + "did you mean `shift`?",
                "c.yaml:8:12: error[undefined-name]: no sink `desk` is named under sinks; "
                    + "add it under `sinks:`, or take it out here",
                "c.yaml:9:25: error[wrong-value]: article_bytes must be a whole number from 1024 to 1073741824, not `12`",
            ])
    }

    @Test(arguments: [
        ("folders: [a\n", "not valid YAML"), ("actors:\n\tRussia: [x]\n", "a tab in the indentation"),
        ("folders: [a]\nfolders: [b]\n", "twice"), ("", "the file is empty"), ("- a\n- b\n", "must be a mapping"),
        ("a: &x [b]\n", "anchors"), ("folders: [*x]\n", "aliases (`*name`) are not taken"),
        ("sinks: {d: {webhook: \"https://u:p@example.org\"}}", "a password in an address"),
        ("sinks: {d: {webhook: \"http://example.org\"}}", "in the open"),
        ("sinks: {d: {webhook: \"https://example.org\", secret: whsec_x}}", "does not belong in the configuration"),
        ("sinks: {journal: {webhook: \"https://example.org\"}}", "is the system journal"),
        ("folders: [\"/srv/news\\0/x\"]\n", "holds a control character"), ("state: |\n  /srv\n", "a line break"),
        ("rules: [{name: \"a\\u202Eb\"}]\n", "a mark that turns the writing"),
        ("actors: {\"a\\nb\": [c1]}\n", "a key holds a control character"),
        ("numbers: {toll: {of: [x]}}", "has no `terms:`"), ("rules: [{when: [shift]}]", "has no name"),
    ])
    func whatIsWrongIsSaid(text: String, part: String) {
        let found = errors(text)
        #expect(found.contains { $0.hasPrefix("c.yaml:") && $0.contains(part) }, "\(found)")
    }

    @Test func hostileFilesAreRefused() {
        #expect(errors([UInt8](repeating: 0x61, count: 2 << 20)).count == 1)
        #expect(errors([0xFF, 0xFE, 0x00]).count == 1)
        #expect(!errors(String(repeating: "[", count: 50_000)).isEmpty)
        #expect(!errors(String(repeating: "- ", count: 50_000)).isEmpty)
        #expect(!errors(String(repeating: "a: {", count: 20_000)).isEmpty)
    }
}

/// When alerts of a rule are sent.
@Suite struct DispatchSettingsTests {
    private func read(_ text: String) throws -> Settings { try SettingsReader.read(Array(text.utf8), file: "c.yaml") }

    private func messages(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let error as SettingsProblems {
            return error.problems.map { "\($0.line):\($0.column) \($0.code.rawValue) \($0.message)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func aRuleSaysWhenItsAlertsAreSent() throws {
        let settings = try read(
            """
            rules:
              - {name: a, hold_minutes: 10, sources: 2, once_hours: 24, repeat_hours: 4, group: article, mute: [nights, weekend]}
              - {name: b, when: [first]}
            mute_times:
              nights: {from: 22:00, to: 6:30}
              weekend: {days: [saturday, sunday]}

            """)
        #expect(
            settings.rules.first?.dispatch
                == DispatchPolicy(
                    hold: 600, sources: 2, once: 86_400, repeats: 14_400, groupsArticle: true,
                    mutes: [
                        MuteTime(name: "nights", start: 1_320, end: 390), MuteTime(name: "weekend", days: [5, 6]),
                    ]))
        #expect(settings.rules.last?.dispatch == DispatchPolicy())
    }

    @Test func whatIsWrongIsSaid() {
        let found = messages(
            """
            mute_times:
              nights: {from: 25:00, to: 6, day: monday}
            rules:
              - {name: a, mute: night, sources: 0, group: actor}

            """)
        #expect(
            found == [
                "2:18 wrong-type from must be a time of day like 22:30, not `25:00`",
                "2:29 wrong-type to must be a time of day like 22:30, not `6`",
                "2:32 unknown-key unknown key `day` in a mute time; did you mean `days`?",
                "4:21 undefined-name no mute time `night` is named under mute_times; did you mean `nights`?",
                "4:37 wrong-value sources must be a whole number from 1 to 10, not `0`",
                "4:47 wrong-value `actor` is no group; one of none, article",
            ], "\(found)")
    }
}
