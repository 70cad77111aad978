import Alerts
import ArgumentParser
import Articles
import Claims
import EnglishLanguage
@preconcurrency import Foundation
import Pipeline
import Positions
import Settings

struct ClaimsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "Measures positions, shifts and numbers on ShiftBench, and the alerts of the seeds: one table.")

    @Option(help: "The folder with the data.")
    var data = "../shared/data"

    @Option(help: "The folder with the seeds.")
    var seeds = "seeds"

    @Flag(help: "Also each event alone.")
    var byEvent = false

    @Option(help: "Write what was read to this folder, as the records of `extract` and `replay`.")
    var records: String?

    func run() async throws {
        var figures: [Figure] = []
        var details: [String] = []
        let folder = data + "/shiftbench"
        if FileManager.default.fileExists(atPath: folder) {
            var all = ShiftScore()
            for event in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            where FileManager.default.fileExists(atPath: "\(folder)/\(event)/gold.jsonl") {
                var score = ShiftScore()
                try await measure("\(folder)/\(event)", into: &score)
                if byEvent { details.append(score.table(event)) }
                all.add(score)
            }
            figures += [
                Figure(what: "ShiftBench, positions observed, F1", value: 100 * all.observed.f1, goal: 60),
                Figure(what: "ShiftBench, shifts, F1", value: 100 * all.shifts.f1, goal: 45),
                Figure(what: "ShiftBench, shifts, precision", value: 100 * all.shifts.precision, goal: 65),
                Figure(what: "ShiftBench, numbers, F1", value: 100 * all.numbers.f1, goal: 70),
            ]
            details.append(all.table("all events"))
        } else {
            details.append("skipped: ShiftBench is not in \(folder); give its place with --data")
        }
        let (found, expected, raised) = try await measureSeeds()
        func percent(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : 100 * Double(part) / Double(whole) }
        figures += [
            Figure(what: "alerts of the seeds, recall", value: percent(found, of: expected), goal: 90),
            Figure(what: "alerts of the seeds, precision", value: percent(found, of: raised), goal: 80),
        ]
        print(([Figure.table(figures)] + details).joined(separator: "\n\n"))
    }

    /// Reads the articles of an event as `extract` and `replay` do.
    private func measure(_ event: String, into score: inout ShiftScore) async throws {
        let settings = try NewsFolder.settings(event + "/watch.json")
        let (store, processor) = try Self.chain(settings)
        var (claims, alerts): ([ShiftScore.Item], [ShiftScore.Item]) = ([], [])
        var lines: (claims: [String], alerts: [String]) = ([], [])
        for article in try NewsFolder(event + "/articles").articles {
            let raised = try await processor.process(article, now: 0) ?? []
            alerts += raised.map(ShiftScore.Item.init)
            claims += store.taken.claims.map { ShiftScore.Item($0, article: article.path) }
            lines.alerts += try raised.map(Self.line)
            lines.claims += try store.taken.claims.map {
                try Self.line(ClaimRecord($0, article: article.path, date: article.date))
            }
        }
        if let records {
            let name = event.split(separator: "/").last.map(String.init) ?? event
            try Self.write(lines.claims, to: "\(records)/\(name).claims.jsonl")
            try Self.write(lines.alerts, to: "\(records)/\(name).alerts.jsonl")
        }
        let gold = try NewsFolder.records(event + "/gold.jsonl", as: ShiftScore.Gold.self)
        score.add(gold: gold, claims: claims, alerts: alerts)
    }

    private static func line(_ record: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(record), as: UTF8.self)
    }

    private static func write(_ lines: [String], to path: String) throws {
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }

    static func chain(_ settings: Settings) throws -> (WitnessStore, ArticleProcessor) {
        let store = try WitnessStore()
        let reader = ClaimReader(
            watchlist: settings.watchlist(builtIn: .builtIn(lists: EnglishData.list)), lists: EnglishData.list,
            models: EnglishData.bytes)
        let processor = ArticleProcessor(
            analyser: English.analyser(), reader: reader, decider: AlertDecider(rules: settings.effectiveRules),
            store: store)
        return (store, processor)
    }

    private struct Expected: Decodable {
        var article: String
        var kind: String
        var actor: String?
        var topic: String
        var direction: String?

        /// By what alerts are compared: the actor of a position, the direction of a position or a figure.
        var key: String {
            let directed = kind == "stance" || kind == "number"
            let article = article.split(separator: "/").last.map(String.init) ?? article
            return [article, kind, kind == "stance" ? actor ?? "-" : "-", topic, directed ? direction ?? "-" : "-"]
                .joined(separator: "|")
        }
    }

    private func measureSeeds() async throws -> (found: Int, expected: Int, raised: Int) {
        var lines: (claims: [String], alerts: [String]) = ([], [])
        let (store, processor) = try Self.chain(try NewsFolder.settings(seeds + "/claimwatch.yaml"))
        var raised: [String: Int] = [:]
        for article in try NewsFolder(seeds + "/articles").articles {
            let fresh = try await processor.process(article, now: 0) ?? []
            lines.alerts += try fresh.map(Self.line)
            lines.claims += try store.taken.claims.map {
                try Self.line(ClaimRecord($0, article: article.path, date: article.date))
            }
            for alert in fresh {
                let key = Expected(
                    article: alert.article, kind: alert.kind, actor: alert.actor, topic: alert.topic,
                    direction: alert.direction?.rawValue
                ).key
                raised[key, default: 0] += 1
            }
        }
        if let records {
            try Self.write(lines.claims, to: records + "/seeds.claims.jsonl")
            try Self.write(lines.alerts, to: records + "/seeds.alerts.jsonl")
        }
        let all = raised.values.reduce(0, +)
        let expected = try NewsFolder.records(seeds + "/expected.jsonl", as: Expected.self)
        var found = 0
        for record in expected {
            guard let count = raised[record.key], count > 0 else { continue }
            raised[record.key] = count - 1
            found += 1
        }
        return (found, expected.count, all)
    }
}
