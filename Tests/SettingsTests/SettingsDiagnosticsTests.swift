import Settings
import Testing

/// What an error of a configuration looks like, and which errors there are.
@Suite struct SettingsDiagnosticsTests {
    private func problems(_ text: String) -> [SettingsProblem] {
        do {
            _ = try SettingsReader.read(
                Array(text.utf8), file: "c.yaml", isCommon: ["the", "said", "of", "it", "who"].contains)
            return []
        } catch {
            return error.problems
        }
    }

    @Test func anErrorShowsItsLineWithACaret() {
        let found = problems("rules:\n  - name: r\n    when: [shft]\n").map(\.rendered)
        #expect(
            found == [
                """
                c.yaml:3:12: error[wrong-value]: `shft` is no change that a rule can ask for; did you \
                mean `shift`?
                    3 |     when: [shft]
                      |            ^^^^
                """
            ])
    }

    @Test func aLongLineIsCutAroundTheCaret() throws {
        let names = (0..<100).map { "name\($0)" }.joined(separator: ", ")
        let problem = try #require(problems("folders: [\(names), *x]\n").first)
        let excerpt = try #require(problem.excerpt)
        #expect(excerpt.line.count <= 102)
        #expect(Array(excerpt.line)[excerpt.caret] == "*")
    }

    @Test func theCaretStandsRightInALineOfAnyLengthAndAfterMarksThatTakeNoRoom() throws {
        for names in [(0..<20_000).map { "name\($0)" }.joined(separator: ", "), "e\u{301}\u{302}a, b"] {
            let problem = try #require(problems("folders: [\(names), *x]\n").first)
            let excerpt = try #require(problem.excerpt)
            #expect(excerpt.line.count <= 102 && Array(excerpt.line)[excerpt.caret] == "*", "\(excerpt)")
        }
    }

    @Test func anErrorStandsOnOneLineWhateverTheFileSays() throws {
        let forged = "limits: {rescan_seconds: \"1\\nc.yaml:9:9: error[syntax]: forged\\u202E\\e[2J\"}\n"
        let problem = try #require(problems(forged).first)
        #expect(problem.message.contains("a line break") && !problem.description.contains("\n"))
        #expect(!problem.description.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }

    @Test(arguments: [
        "sinks: {d: {webhook: \"https://e.org\", secret: whsec_MfKQ9r8GKY, timeout: on}}",
        "sinks: {d: {webhook: \"https://e.org\", timeout: on, secret: \"whsec\\x5fMfKQ9r8GKY\"}}",
        "sinks: {d: {webhook: \"https://e.org\", token: MfKQ9r8GKY, timeout: on}}",
        "sinks: {d: {webhook: \"https://e.org/?sig=MfKQ9r8GKY\", timeout: on}}",
        "sinks: {d: {webhook: \"https://u:MfKQ9r8GKY@e.org/\", timeout: on}}",
        "limits: {rescan_seconds: \"Bearer MfKQ9r8GKY\"}",
        "# the token is MfKQ9r8GKY: no\nsinks: {d: {webhook: \"https://e.org\", token: MfKQ9r8GKY}}\nstat: MfKQ9r8GKY",
    ])
    func aSecretInTheOpenIsInNoPrint(text: String) throws {
        let found = problems(text)
        #expect(found.contains { $0.code == .openSecret })
        for problem in found {
            #expect(!problem.rendered.contains("MfKQ9r8GKY"), "\(problem.rendered)")
            #expect(problem.excerpt?.line.contains("<REDACTED>") == true, "\(problem.rendered)")
        }
        // The caret of another error of the line still stands under it.
        if let timeout = found.first(where: { $0.message.contains("timeout") })?.excerpt,
            !timeout.line.hasSuffix("TED>")
        {
            #expect(Array(timeout.line)[timeout.caret...].starts(with: "on"), "\(timeout)")
        }
    }

    @Test func linesAreCountedAsYamlCountsThem() throws {
        for end in ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"] {
            let problem = try #require(problems("folders: [a]\(end)state: b\(end)folder: c\(end)").first)
            #expect(problem.line == 3 && problem.excerpt?.line == "folder: c", "\(problem)")
        }
    }

    @Test func whatIsOneLineOfAMegabyteIsReadInTime() {
        let start = ContinuousClock.now
        let names = (0..<60_000).map { "a\($0): xx" }.joined(separator: ",")
        #expect(problems("actors: {\(names)}\n").isEmpty)
        let rules = (0..<20_000).map { "{name: r\($0), topics: [t\($0)]}" }.joined(separator: ",")
        #expect(problems("rules: [\(rules)]\n").count == 1)
        let kinds = (0..<30_000).map { "a\($0): {kind: q\($0)}" }.joined(separator: ",")
        #expect(problems("actors: {\(kinds)}\n").count == SettingsProblems.limit)
        let tokens = (0..<20_000).map { "a\($0): {token: abcdef\($0)}" }.joined(separator: ",")
        #expect(problems("x: {\(tokens)}\n").count > 0)
        let secrets = (0..<20_000).map { "whsec_\($0)" }.joined(separator: ",")
        #expect(problems("folders: [\(secrets)]\n").count == SettingsProblems.limit)
        #expect(ContinuousClock.now - start < .seconds(120))
    }

    @Test func aFileCannotWriteToTheTerminal() throws {
        let problem = try #require(problems("f\u{9B}31m\u{202E}: [a]\n").first)
        #expect(problem.excerpt?.line.unicodeScalars.contains { $0 == "\u{9B}" || $0 == "\u{202E}" } == false)
        #expect(!problem.rendered.unicodeScalars.contains { $0 == "\u{9B}" || $0 == "\u{202E}" })
    }

    /// What is written, which error, and at which place.
    @Test(arguments: [
        ("folders: &a [x]\nstate: y\n", "not-in-subset 1:10"),
        ("folders: [&a x, *a]\n", "not-in-subset 1:11"), ("state: *a\n", "not-in-subset 1:8"),
        ("state: !!str x\n", "not-in-subset 1:8"), ("folders: !local [x]\n", "not-in-subset 1:10"),
        ("folders: [a]\n---\nfolders: [b]\n", "not-in-subset 2:1"), ("folders:\n\t- a\n", "not-in-subset 2:1"),
        ("folders:\t[a]\n", "not-in-subset 1:9"), ("folders: [a] # here\tand there\n", ""),
        ("folders: [a]\nstate: x\nfolders: [b]\n", "doubled-key 3:1"),
        ("actors:\n  A1: [xx]\n  B1: [yy]\n  \"A1\": [zz]\n", "doubled-key 4:3"),
        ("actors: {A1: [xx, {q: 11}], B1: [yy], A1: [zz]}\n", "wrong-type 1:19; doubled-key 1:39"),
        ("folder: [a]\nstate: x\nstate: y\nlimits: 3\n", "unknown-key 1:1; doubled-key 3:1; wrong-type 4:9"),
        ("state: a\nstate: b\nlimits:\n  rescan_seconds: 5\n  rescan_seconds: 6\n", "doubled-key 2:1; doubled-key 5:3"),
        ("limits: {rescan_seconds: 1:20}\n", "wrong-type 1:26"), ("limits: {rescan_seconds: 5m}\n", "wrong-type 1:26"),
        ("limits: {rescan_seconds: yes}\n", "wrong-type 1:26"), ("limits: {rescan_seconds: 0}\n", "wrong-value 1:26"),
        ("topics: {x: [the, ceasefire]}\n", "catch-all 1:14"), ("topics: {x: [said of it]}\n", "catch-all 1:14"),
        ("actors: {WHO: [World Health Organization]}\n", ""), ("actors: {A: [x1]}\n", "catch-all 1:10"),
        ("actors: {Apple: ['*']}\n", "catch-all 1:18"), ("actors:\n  Japan: {aliases: [it]}\n", "catch-all 2:21"),
        (
            "rules: [{name: a, when: [changes by x%, reaches nowhere, crosses]}]\n",
            "wrong-value 1:26; wrong-value 1:41; wrong-value 1:58"
        ),
        ("rules: [{name: a, when: [shift], if: {to: [3], certanty: hedged}}]\n", "wrong-value 1:44; unknown-key 1:48"),
        ("rules: [{name: a, when: [shift], raise: [{severity: critical}]}]\n", "missing 1:42"),
        ("numbers: {toll: {terms: [killed, $], of: [the people, it]}}\n", ""),
        ("state: whsec_abc\n", "open-secret 1:8"),
    ])
    func whatIsRefused(text: String, expected: String) {
        let found = problems(text).map { "\($0.code.rawValue) \($0.line):\($0.column)" }
        #expect(found.joined(separator: "; ") == expected, "\(problems(text).map(\.rendered))")
    }

    @Test(arguments: [
        ("1:20", "times as `1:20`"), ("5m", "without the unit"), ("no", "`no` is a word"), ("1_000", "separators"),
        ("0x10", "decimals"),
    ])
    func aNumberThatIsNoneIsExplained(text: String, part: String) {
        let message = problems("limits: {rescan_seconds: \(text)}\n").first?.message
        #expect(message?.contains(part) == true, "\(message ?? "")")
    }

    private static let names = "actors: {Russia: [Kremlin], India: [Delhi]}\nnumbers: {toll: {terms: [killed]}}\n"

    /// Rules that nothing can satisfy.
    @Test(arguments: [
        ("[{name: a, actors: [], when: [shift]}]", ["its `actors` are an empty list"]),
        ("[{name: a, topics: [toll], when: [reversed, softened]}]", ["numbers are not reversed or softened"]),
        ("[{name: a, when: [shift]}, {name: b, actors: [Russia], when: [reversed]}]", ["the rule `a` before it"]),
        ("[{name: a, actors: [Russia], when: [shift]}, {name: b, when: [shift]}]", []),
        ("[{name: a, when: [reversed]}, {name: b, when: [shift]}]", []),
        ("[{name: a, topics: [toll], when: [shift]}, {name: b, when: [first]}]", []),
        ("[{name: a, when: []}]", ["asks for nothing"]),
        (
            "[{name: a, topics: [toll], when: [changes by 10%]}, {name: b, topics: [toll], when: [changes by 20%]}]",
            ["the rule `a` before it"]
        ),
        ("[{name: a, topics: [toll], when: [crosses 100]}, {name: b, topics: [toll], when: [crosses 200]}]", []),
        ("[{name: a, when: [shift], if: {to: [2]}}, {name: b, when: [shift]}]", []),
        ("[{name: a, when: [shift], if: {to: [2]}}, {name: b, when: [shift], if: {to: [2]}}]", ["the rule `a`"]),
    ])
    func deadRules(rules: String, parts: [String]) {
        let found = problems(Self.names + "rules: \(rules)\n")
        #expect(found.count == parts.count, "\(found.map(\.rendered))")
        for (problem, part) in zip(found, parts) {
            #expect(problem.code == .deadRule && problem.message.contains(part), "\(problem.message)")
        }
    }

    /// What would unfold to gigabytes, or to a million errors, ends at once and is short.
    @Test func bombsAreRefusedAtOnce() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<10 {
            let aliases = repeatElement("*a\(level - 1)", count: 9).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let found = problems(bomb)
        #expect(!found.isEmpty && found.allSatisfy { $0.code == .notInSubset })
        let many = problems(String(repeating: "- [a, b]\n", count: 1) + "")
        #expect(many.count == 1)
        let keys = (0..<20_000).map { "k\($0): x\n" }.joined()
        let unknown = problems(keys)
        #expect(unknown.count == SettingsProblems.limit)
        #expect(unknown.last?.message.hasSuffix("(and 19900 more errors, not shown)") == true)
    }
}
