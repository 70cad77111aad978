import Foundation
import TestSupport
import Testing

/// The story of four weeks in `seeds/`: what it raises against what a careful reader expects.
@Suite struct SeedsTests {
    /// What an alert is compared by: the article, what changed, and in which direction for a position or a figure.
    private static func key(_ record: [String: Any]) -> String {
        func word(_ name: String) -> String { record[name] as? String ?? "-" }
        let kind = word("kind")
        let article = (word("article") as NSString).lastPathComponent
        let actor = kind == "stance" ? word("actor") : "-"
        let direction = kind == "stance" || kind == "number" ? word("direction") : "-"
        return "\(article) \(kind) | \(actor) | \(word("topic")) | \(direction)"
    }

    /// Compared with golden lists by name: what is missed, and what is raised though no reader asked for it. A miss that
    /// is found, and a false alert that has gone, must be taken off the list. `CLAIMWATCH_RECORD=1` writes both anew.
    @Test func theAlertsAreThoseThatAReaderExpects() async throws {
        let config = "\(Program.root)/seeds/claimwatch.yaml"
        let folder = "\(Program.root)/seeds/articles"
        let output = try await Program.run("replay", "--config", config, "--format", "jsonl", folder)
        #expect(output.status == 0, "\(output.error)")
        var raised: [String: Int] = [:]
        for record in try output.records() { raised[Self.key(record), default: 0] += 1 }
        var missed: [String] = []
        let expected = try String(contentsOfFile: "\(Program.root)/seeds/expected.jsonl", encoding: .utf8)
            .split(separator: "\n").map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
        for record in expected {
            let key = Self.key(record)
            if let count = raised[key], count > 0 { raised[key] = count - 1 } else { missed.append(key) }
        }
        let extra = raised.flatMap { Array(repeating: $0.key, count: $0.value) }
        try Golden.compare(missed.sorted(), with: "\(Program.root)/seeds/known-misses.txt")
        try Golden.compare(extra.sorted(), with: "\(Program.root)/seeds/known-false-alerts.txt")
    }
}
