import ArgumentParser
import Claims
import Pipeline

/// `rules`: the rules by which claims are read. What it lists is what the daemon uses.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "List the rules that read claims; test those of a configuration.",
        subcommands: [RulesListCommand.self, RulesTestCommand.self], defaultSubcommand: RulesListCommand.self)
}

/// `rules list`: every rule with its reason and its examples; with articles also how often it fired in them.
struct RulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the rules; with files or folders, count how often each fires in them.")

    @Option(help: "Configuration file; without one, the built-in actors and topics are watched.")
    var config: String?
    @Option(help: "Output format.")
    var format = OutputFormat.text
    @Argument(help: "Files or folders of articles to count in.")
    var paths: [String] = []

    func run() async throws {
        var counts: [String: Int]?
        var failed = false
        if !paths.isEmpty { (counts, failed) = try count() }
        for rule in ClaimRule.all { try print(rule, fired: counts?[rule.id] ?? (counts == nil ? nil : 0)) }
        if failed { throw ExitCode(1) }
    }

    /// How many claims of the articles each rule made.
    private func count() throws -> (counts: [String: Int], failed: Bool) {
        let engine = Engine(settings: try ConfigurationFile.load(config))
        let files = ArticleFiles(reader: engine.articles)
        var counts: [String: Int] = [:]
        for file in try files.files(paths) {
            guard let article = files.read(file) else { continue }
            for claim in engine.read(article, { engine.reader.claims(in: article, document: $0) }) {
                counts[claim.rule, default: 0] += 1
            }
        }
        return (counts, files.failed)
    }

    private func print(_ rule: ClaimRule, fired: Int?) throws {
        switch format {
        case .jsonl: try Terminal.record(RuleRecord(rule, fired: fired))
        case .text:
            let count = fired.map { $0 == 1 ? ", fired once" : ", fired \($0) times" } ?? ""
            Terminal.line("\(rule.id) (\(rule.kind.rawValue)\(count)): \(rule.reason)")
            for example in rule.fires { Terminal.line("    says      \(example.text) [\(example.meaning)]") }
            for example in rule.silent { Terminal.line("    says not  \(example.text) [\(example.meaning)]") }
        }
    }
}

/// A rule as programs outside read it: one JSON object a line.
struct RuleRecord: Encodable {
    struct Example: Encodable {
        var text: String
        var meaning: String
    }

    var id: String
    var kind: Claim.Kind
    var reason: String
    var fires: [Example]
    var silent: [Example]
    /// How many claims of the given articles it made; absent without articles.
    var fired: Int?

    init(_ rule: ClaimRule, fired: Int?) {
        func shown(_ examples: [ClaimRule.Example]) -> [Example] {
            examples.map { Example(text: $0.text, meaning: $0.meaning) }
        }
        (id, kind, reason, self.fired) = (rule.id, rule.kind, rule.reason, fired)
        (fires, silent) = (shown(rule.fires), shown(rule.silent))
    }
}
