import Foundation
import Glibc
import Settings
import TestSupport
import Testing

/// Beginning a configuration, checking it, and showing what it comes to.
@Suite struct ConfigCommandTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func errorsShowTheLineAndCanBeRecords() async throws {
        let config = try directory.write("folders: [a]\nlimits:\n  rescan_second: 5\n", to: "c.yaml")
        let text = try await Program.run("check", config)
        #expect(text.status == 78)
        #expect(text.out.isEmpty)
        let message = "unknown key `rescan_second` in limits; did you mean `rescan_seconds`?"
        #expect(
            text.error == """
                \(config):3:3: error[unknown-key]: \(message)
                    3 |   rescan_second: 5
                      |   ^^^^^^^^^^^^^

                """)
        let output = try await Program.run("check", "--format", "jsonl", config)
        #expect(output.status == 78)
        let record = try #require(try output.records().first)
        #expect(record["line"] as? Int == 3 && record["column"] as? Int == 3)
        #expect(record["code"] as? String == "unknown-key" && record["message"] as? String == message)
    }

    @Test func whatInitWritesIsCorrectAndNeverOverwrites() async throws {
        let config = "\(directory.path)/new.yaml"
        let arguments = [
            "config", "init", "--folder", directory.path, "--actor", "Russia=Kremlin, Moscow", "--topic",
            "ceasefire=ceasefire,truce", "--output", config,
        ]
        let first = try await Program.run(arguments)
        #expect(first.status == 0, "\(first.error)")
        #expect(try await Program.run("check", config).status == 0)
        let again = try await Program.run(arguments)
        #expect(again.status == 1)
        #expect(again.error.contains("an existing file is never overwritten"))
        let shown = try await Program.run("config", "show", "--format", "jsonl", config).records()
        let actor = try #require(shown.first { ($0["path"] as? [String]) == ["actors", "Russia"] })
        #expect(actor["value"] as? String == "[Kremlin, Moscow]")
        #expect((actor["origin"] as? String)?.hasPrefix("\(config):") == true)
        let limit = try #require(shown.first { ($0["path"] as? [String]) == ["limits", "rescan_seconds"] })
        #expect(limit["value"] as? String == "300" && limit["origin"] as? String == "default")
    }

    @Test func initRefusesWhatTheDaemonWould() async throws {
        let output = try await Program.run("config", "init", "--webhook", "ftp://example.org")
        #expect(output.status == 78)
        #expect(output.out.isEmpty)
        #expect(output.error.contains("is no web address"))
    }

    /// What `show` prints is a configuration that comes to the same.
    @Test func whatIsShownIsAConfiguration() async throws {
        let shipped = "\(Program.root)/config/claimwatch.yaml"
        let shown = try await Program.run("config", "show", "--state", "/tmp/state", shipped)
        #expect(shown.status == 0, "\(shown.error)")
        let copy = try directory.write(shown.out, to: "copy.yaml")
        let again = try await Program.run("config", "show", "--state", "/tmp/state", copy)
        #expect(again.status == 0, "\(again.error)")
        func settings(_ text: String) -> [Substring] { text.split(separator: "\n").map { $0.prefix { $0 != "#" } } }
        #expect(
            settings(again.out).filter { !$0.hasPrefix("state") }
                == settings(shown.out).filter { !$0.hasPrefix("state") })
    }

    /// Every command and every option that a user can see has its place in the manual; troff takes it without complaint.
    @Test func theManualHasEveryCommand() async throws {
        let page = try await Program.run("manual").out
        let commands = [
            "run", "extract", "replay", "positions", "alerts", "explain", "check", "config init", "doctor", "sync",
            "rebuild", "silence add", "silence list", "silence expire", "ack", "rules test", "deliveries list",
            "deliveries show", "deliveries resend", "deliveries drop", "config show", "config schema", "config keys",
        ]
        for command in commands {
            #expect(page.contains("\n.SS \(command)\n"), "\(command)")
        }
        #expect(page.contains("\\fB\\-\\-config\\fR"))
        #expect(!page.split(separator: "\n").contains { $0.hasPrefix("'") })
        let format = try await Program.run("manual", "claimwatch.yaml").out
        for section in SettingsReference.sections() {
            for row in section.rows { #expect(format.contains("\n.TP\n\\fB\(row.key)\\fR\n"), "\(row.key)") }
        }
        for text in [page, format] {
            // Every line that begins with a point is a request that man(7) knows.
            for line in text.split(separator: "\n") where line.hasPrefix(".") {
                let known = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".BR"]
                #expect(known.contains(String(line.prefix { $0 != " " })), "\(line)")
            }
        }
        for shell in ["bash", "zsh", "fish"] {
            let script = try await Program.run("--generate-completion-script", shell)
            #expect(script.status == 0 && script.out.contains("doctor"), "\(shell)")
        }
    }

    /// What bash offers, asked as bash asks.
    @Test(arguments: [
        ("claimwatch sil", "silence"), ("claimwatch deliveries re", "resend"),
        ("claimwatch run --no-j", "--no-journal"),
    ])
    func bashCompletesCommandsAndOptions(line: String, expected: String) async throws {
        let script = try await Program.run("--generate-completion-script", "bash").out
        let file = try directory.write(script, to: "completion.bash")
        let words = line.split(separator: " ").map(String.init)
        let asked = """
            source '\(file)'; COMP_WORDS=(\(line)); COMP_CWORD=\(words.count - 1); COMP_LINE='\(line)'
            COMP_POINT=${#COMP_LINE}; _claimwatch claimwatch '\(words.last ?? "")' '\(words.dropLast().last ?? "")'
            echo "${COMPREPLY[*]}"
            """
        let out = try PrivatePipe()
        let bash = try ChildProcess("/bin/bash", ["--norc", "-c", asked], out: out.input)
        let said = await out.text()
        #expect(await bash.end() == 0 && said == "\(expected)\n", "\(said)")
    }

    @Test func theErrorsThatTheDocumentsShowAreThoseThatArePrinted() async throws {
        let page = try String(contentsOfFile: "\(Program.root)/docs/configuration.md", encoding: .utf8)
        let parts = try #require(page.firstRange(of: "Of this file\n\n")).upperBound
        let end = try #require(page[parts...].firstRange(of: "\n| code"))
        func block(_ text: Substring) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false).filter { $0.hasPrefix("    ") }
                .map { $0.dropFirst(4) + "\n" }.joined()
        }
        let middle = try #require(page[parts...].firstRange(of: "it says\n"))
        let path = try directory.write(block(page[parts..<middle.lowerBound]), to: "claimwatch.yaml")
        let said = try await Program.run("check", path).error.replacing(path, with: "claimwatch.yaml")
        #expect(said.contains("error[") && said == block(page[middle.upperBound..<end.lowerBound]))
        for code in SettingsCode.allCases { #expect(page.contains("`\(code.rawValue)`"), "\(code)") }
    }

    @Test func aHundredMegabytesAreRefusedAtOnce() async throws {
        let path = try directory.write("folders: [a]\n", to: "large.yaml")
        #expect(truncate(path, 100 << 20) == 0)
        // Counted in time of the processor, which no load of the machine makes longer: reading it all takes more.
        let error = try PrivatePipe()
        let check = try ChildProcess(
            "/bin/bash", ["-c", "ulimit -t 5; exec '\(Program.path)' check '\(path)'"], error: error.input)
        let said = await error.text()
        #expect(await check.end() == 78 && said.contains("error[unreadable]: the file is larger than 1 MiB"), "\(said)")
    }

    @Test func theSchemaIsPrintedAsShipped() async throws {
        let output = try await Program.run("config", "schema")
        #expect(
            try output.out == String(contentsOfFile: "\(Program.root)/config/claimwatch.schema.json", encoding: .utf8))
    }
}
