import Foundation
import Glibc
import TestSupport
import Testing

/// One story in several papers, and its correction: by `replay`, `run --once` and the daemon.
@Suite struct StoryCommandTests {
    let directory: TemporaryDirectory
    var folder: String { "\(directory.path)/news" }
    var state: String { "\(directory.path)/state" }

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: "\(directory.path)/news", withIntermediateDirectories: true)
    }

    private static let story = """
        Ruling on the dam

        PORT VALE, Aug 6 (Meridian Press) - Norland accepted the ceasefire, its foreign minister Ilse Braun said.
        The announcement came after eleven hours of talks between envoys in a hotel on the shore of Lake Elling.
        Diplomats from three countries had pressed for a result before the summit of foreign ministers in Sandwick.
        Braun told reporters that commanders along the whole front line had received written orders before noon.
        Shells killed 17 people in the town of Upper Marsh on Tuesday, the regional governor Tomas Oyelaran said.
        Hospitals in neighbouring Castle Combe asked residents to donate blood, and schools there stayed closed.
        """

    /// In the order of their dates: what was held, the story, two copies of it, its correction.
    private static let articles: [(name: String, text: String)] = [
        (
            "1-before.txt",
            "date 2025-08-04\nNorland rejected the ceasefire, its foreign minister said. In the north 12 people were killed "
                + "by a rocket that hit a grain store.\n"
        ),
        ("2-story.txt", "date 2025-08-06\n" + story),
        (
            "3-copy.txt",
            "date 2025-08-06\nGuns fall silent, minister says\n"
                + story.split(separator: "\n").dropFirst().dropLast(2).joined(separator: "\n")
                .replacingOccurrences(of: "Meridian Press", with: "Reuters")
        ),
        (
            "4-copy.txt",
            "date 2025-08-07\n" + story.replacingOccurrences(of: "told reporters", with: "informed journalists")
        ),
        (
            "5-corrected.txt",
            "date 2025-08-08\nCORRECTED-" + story.replacingOccurrences(of: "killed 17", with: "killed 15")
        ),
    ]

    private func configuration() throws -> String {
        try directory.write(
            """
            folders: ["\(folder)"]
            actors: {Norland: [Braun]}
            topics: {ceasefire: [ceasefire]}
            numbers: {death toll: {terms: [killed]}}
            """, to: "claimwatch.yaml")
    }

    /// Writes an article beside the folder and moves it in.
    private func drop(_ name: String, _ text: String) throws {
        let made = try directory.write(text, to: "making/\(name)")
        guard rename(made, "\(folder)/\(name)") == 0 else { throw POSIXError(.EIO) }
    }

    private func ids(_ output: Program.Output) throws -> [String] {
        try output.records().compactMap { $0["id"] as? String }
    }

    @Test func aStoryRaisesOnceAndItsCorrectionPutsItRightInEveryRun() async throws {
        let config = try configuration()
        for (name, text) in Self.articles { try drop(name, text) }
        let replayed = try await Program.run("replay", "--config", config, "--format", "jsonl", folder)
        let records = try replayed.records()
        let alerts = records.map { record in
            let article = ((record["article"] as? String ?? "") as NSString).lastPathComponent
            return "\(article) \(record["reason"] ?? "")"
        }
        #expect(alerts.sorted() == ["2-story.txt number up", "2-story.txt reversed", "5-corrected.txt corrected"])
        let wrong = records.first { $0["reason"] as? String == "number up" }?["id"] as? String
        let right = records.first { $0["reason"] as? String == "corrected" }
        #expect(right?["retracts"] as? [String] == [wrong].compactMap { $0 })

        let once = try await Program.run("run", "--once", "--config", config, "--state", state, "--no-journal")
        #expect(once.status == 0, "\(once.error)")
        let listed = try await Program.run("alerts", "--state", state, "--format", "jsonl")
        #expect(try ids(listed) == ids(replayed))

        let explained = try await Program.run("explain", "--state", state, try #require(wrong))
        #expect(explained.out.contains("Carried by 4 articles: Meridian Press, Reuters"), "\(explained.out)")
        #expect(explained.out.contains("3-copy.txt"))
        #expect(explained.out.contains("put right on 2025-08-08 by alert"))
        let record = try await Program.run(
            "explain", "--state", state, "--format", "jsonl", try #require(wrong)
        ).records().first
        #expect((record?["carriers"] as? [Any])?.count == 4)
        let positions = try await Program.run("positions", "--state", state, "--history", "--format", "jsonl").records()
        #expect(positions.compactMap { $0["value"] as? Double } == [12, 15])
    }

    @Test func theDaemonRaisesTheSame() async throws {
        let config = try configuration()
        let daemon = try RunningDaemon(["--config", config, "--state", state, "--no-journal"], in: directory)
        #expect(await daemon.ready(), "\(daemon.said)")
        for (name, text) in Self.articles {
            try drop(name, text)
            #expect(await daemon.says("\(name): taken in"), "\(daemon.said)")
        }
        daemon.send(SIGTERM)
        #expect(await daemon.end() == 0)
        let listed = try await Program.run("alerts", "--state", state, "--format", "jsonl")
        let replayed = try await Program.run("replay", "--config", config, "--format", "jsonl", folder)
        #expect(try ids(listed) == ids(replayed))
        #expect(try ids(listed).count == 3)
    }
}
