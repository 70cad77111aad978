import Foundation
import TestSupport
import Testing

/// `claimwatch rules`: what the rules are, and how often each fires.
@Suite struct RulesCommandTests {
    @Test func everyRuleIsListedWithItsReasonAndExamples() async throws {
        let output = try await Program.run("rules", "--format", "jsonl")
        #expect(output.status == 0, "\(output.error)")
        let rules = try output.records()
        let ids = rules.compactMap { $0["id"] as? String }
        #expect(Set(ids).count == ids.count)
        #expect(Set(rules.compactMap { $0["kind"] as? String }) == ["stance", "number", "status", "deadline"])
        for rule in rules {
            #expect((rule["reason"] as? String)?.isEmpty == false)
            #expect((rule["fires"] as? [[String: Any]])?.count ?? 0 >= 2)
            #expect((rule["silent"] as? [[String: Any]])?.count ?? 0 >= 2)
            #expect(rule["fired"] == nil)
        }
        let text = try await Program.run("rules", "list")
        #expect(text.lines.contains { $0.hasPrefix("status.object (status): ") })
        #expect(text.lines.filter { $0.hasPrefix("    says ") }.count >= 4 * ids.count)
    }

    @Test func articlesShowHowOftenEachFires() async throws {
        let directory = try TemporaryDirectory()
        let config = try directory.write("topics:\n  sanctions: [sanctions]\n", to: "watch.yaml")
        try directory.write(
            "date 2025-08-01\nSanctions were imposed on Friday. The sanctions collapsed.\n", to: "a/1.txt")
        try directory.write("date 2025-08-02\nSanctions were lifted on Saturday.\n", to: "a/2.txt")
        let output = try await Program.run("rules", "--config", config, "--format", "jsonl", "\(directory.path)/a")
        #expect(output.status == 0, "\(output.error)")
        let fired = Dictionary(
            uniqueKeysWithValues: try output.records().map { ($0["id"] as? String ?? "?", $0["fired"] as? Int) })
        #expect(fired["status.passive"] == 2)
        #expect(fired["status.subject"] == 1)
        #expect(fired["deadline.word"] == 0)
        let missing = try await Program.run("rules", "--config", config, "\(directory.path)/none")
        #expect(missing.status == 1)
    }

    /// Every claim of the seeds names a rule that the list explains.
    @Test func noClaimNamesARuleThatIsNotListed() async throws {
        let listed = Set(
            try await Program.run("rules", "--format", "jsonl").records().compactMap { $0["id"] as? String })
        let claims = try await Program.run(
            "extract", "--config", "\(Program.root)/seeds/claimwatch.yaml", "--format", "jsonl",
            "\(Program.root)/seeds/articles")
        let unknown = Set(try claims.records().compactMap { $0["rule"] as? String }).subtracting(listed)
        #expect(unknown.sorted() == [])
    }
}
