import Foundation
import TestSupport
import Testing

/// What programs outside rely on: records, exit statuses, where what is printed.
@Suite struct CommandTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func story() throws -> (config: String, folder: String) {
        let config = try directory.write(
            """
            actors:
              Russia: [Kremlin, Moscow]
              Ukraine: [Kyiv]
            topics:
              ceasefire: [ceasefire, truce]
            """, to: "watch.yaml")
        try directory.write(
            "date 2025-08-01\nRussia rejected the ceasefire on Friday, the Kremlin said.\n", to: "news/1.txt")
        try directory.write(
            "date 2025-08-05\nCafé news. Russia accepted the ceasefire on Tuesday, the Kremlin said.\n",
            to: "news/sub/2.txt")
        return (config, "\(directory.path)/news")
    }

    @Test func extractPrintsClaimsAsRecords() async throws {
        let (config, folder) = try story()
        let output = try await Program.run("extract", "--config", config, "--format", "jsonl", folder)
        #expect(output.status == 0, "\(output.error)")
        let stances = try output.records().filter { $0["kind"] as? String == "stance" }
        #expect(stances.map { $0["actor"] as? String } == ["Russia", "Russia"])
        #expect(stances.map { $0["topic"] as? String } == ["ceasefire", "ceasefire"])
        #expect(stances.map { ($0["level"] as? Int ?? 0).signum() } == [-1, 1])
        #expect(stances.map { $0["date"] as? String } == ["2025-08-01", "2025-08-05"])
        #expect(stances.map { $0["article"] as? String } == ["\(folder)/1.txt", "\(folder)/sub/2.txt"])
    }

    @Test func offsetsCountCodePointsOfTheStoredText() async throws {
        let (config, folder) = try story()
        let file = "\(folder)/sub/2.txt"
        let scalars = Array(try String(contentsOfFile: file, encoding: .utf8).unicodeScalars)
        func slice(_ start: Int, _ end: Int) -> String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[start..<end])
            return String(text)
        }
        let claims = try await Program.run("extract", "--config", config, "--format", "jsonl", file).records()
        #expect(!claims.isEmpty)
        for claim in claims {
            let evidence = try #require(claim["evidence"] as? [String: Any])
            let (start, end) = (try #require(evidence["start"] as? Int), try #require(evidence["end"] as? Int))
            #expect(slice(start, end) == evidence["text"] as? String)
        }
        let attributions = try await Program.run("extract", "--layer", "attributions", "--format", "jsonl", file)
            .records()
        let said = try #require(attributions.first { $0["speaker"] as? String == "Kremlin" })
        let cue = try #require((said["cue"] as? [[Int]])?.first)
        #expect(slice(cue[0], cue[1]) == "said")
        #expect(said["quotation"] as? String == "indirect")
    }

    @Test func replayPrintsTheShiftWithBothSentences() async throws {
        let (config, folder) = try story()
        let output = try await Program.run("replay", "--config", config, "--format", "jsonl", folder)
        let alert = try #require(try output.records().first)
        #expect(try output.records().count == 1)
        #expect(alert["change"] as? String == "shift")
        #expect(alert["direction"] as? String == "up")
        #expect((alert["evidence"] as? [[String: Any]])?.count == 2)
        let again = try await Program.run("replay", "--config", config, "--format", "jsonl", folder)
        #expect(again.out == output.out)
    }

    @Test func wrongUsageIs64AndWrongConfigurationIs78() async throws {
        #expect(try await Program.run("extract", "--layer", "nonsense", "x").status == 64)
        #expect(try await Program.run("nonsense").status == 64)
        let config = try directory.write("folder: [a]\nactors: 3\n", to: "wrong.yaml")
        let check = try await Program.run("check", config)
        #expect(check.status == 78)
        #expect(check.error.contains("\(config):1:1: error[unknown-key]: unknown key `folder`"))
        #expect(check.error.contains("\(config):2:9: error[wrong-type]: actors must be a mapping"))
        #expect(check.out == "")
        #expect(try await Program.run("run", "--config", config).status == 78)
        let within = try await Program.run("run", "--state", "\(directory.path)/./state", "\(directory.path)/")
        #expect(within.status == 78)
        #expect(within.error.contains("lies in the watched folder"), "\(within.error)")
        #expect(try await Program.run("extract", "--config", "\(directory.path)/none.yaml", "x").status == 78)
    }

    @Test func everyCommandHasHelp() async throws {
        let commands = [
            "run", "extract", "replay", "positions", "alerts", "explain", "rules", "check", "config", "doctor", "sync",
            "rebuild",
        ]
        for command in commands {
            let output = try await Program.run(command, "--help")
            #expect(output.status == 0)
            #expect(output.out.contains("USAGE: claimwatch \(command)"))
        }
    }

    @Test func theShippedConfigurationIsCorrect() async throws {
        let output = try await Program.run("check", "\(Program.root)/config/claimwatch.yaml")
        #expect(output.status == 0, "\(output.error)")
    }

    @Test func readingWithoutAStateSaysWhatToDo() async throws {
        let output = try await Program.run("alerts", "--state", "\(directory.path)/none")
        #expect(output.status == 1)
        #expect(output.error.contains("start `claimwatch run` first"))
    }

    @Test func aPathThatIsNotThereFailsByName() async throws {
        let output = try await Program.run("extract", "\(directory.path)/none.txt")
        #expect(output.status == 1)
        #expect(output.error.contains("\(directory.path)/none.txt"))
    }

    @Test func badFilesAreNamedAndTheOthersAreRead() async throws {
        let (config, folder) = try story()
        try directory.write("", to: "news/empty.txt")
        _ = FileManager.default.createFile(
            atPath: "\(folder)/junk.txt", contents: Data((0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 37) }))
        let output = try await Program.run("extract", "--config", config, "--format", "jsonl", folder)
        #expect(output.status == 1)
        #expect(output.error.contains("empty.txt: the file is empty"))
        #expect(output.error.contains("junk.txt: the file is binary"))
        #expect(try output.records().filter { $0["kind"] as? String == "stance" }.count == 2)
    }

    /// All that the layers make of a small text, by the same path as the daemon's; see the golden file.
    @Test func explainShowsWhatEveryLayerMakesOfAText() async throws {
        let (config, _) = try story()
        let text = "date 2025-08-06\nRussia rejected the ceasefire on Friday, the Kremlin said.\nIt said so twice.\n"
        let output = try await Program.run("explain", "--config", config, "--text", text)
        #expect(output.status == 0, "\(output.error)")
        try Golden.compare(output.lines, with: "\(Program.root)/Tests/EndToEndTests/explained-text.txt")
    }

    @Test func explainLetsNoControlCharacterThrough() async throws {
        let text = "The \u{1B}[31mKremlin\u{7} said \u{202E}no\u{9B}.\u{0D}“Yes,” he \u{85}said."
        let output = try await Program.run("explain", "--text", text)
        #expect(output.status == 0, "\(output.error)")
        #expect(
            output.out.unicodeScalars.allSatisfy {
                $0 == "\n" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{202E}"
            })
        let empty = try await Program.run("explain", "--text", " ")
        #expect(empty.out.contains("Not read"))
    }
}
