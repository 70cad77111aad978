import ArgumentParser
import Articles
import Claims
import Linguistics

struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Print what is read in files or folders; keeps no state.")

    enum Layer: String, ExpressibleByArgument, CaseIterable { case attributions, claims }

    @Option(help: "Configuration file; without one, the built-in actors and topics are watched.")
    var config: String?
    @Option(help: "What to print: who says what (attributions), or what it comes to (claims).")
    var layer = Layer.claims
    @Option(help: "Output format.")
    var format = OutputFormat.text
    @Argument(help: "Files or folders.")
    var paths: [String]

    func run() async throws {
        let engine = Engine(settings: try ConfigurationFile.load(config))
        let files = ArticleFiles(reader: engine.articles)
        for file in try files.files(paths) {
            guard let article = files.read(file) else { continue }
            _ = try engine.read(article) { document -> [Never] in
                switch layer {
                case .attributions:
                    for attribution in engine.reader.attributions(in: document) {
                        try print(attribution, of: article, document)
                    }
                case .claims:
                    for claim in engine.reader.claims(in: article, document: document) { try print(claim, of: article) }
                }
                return []
            }
        }
        if files.failed { throw ExitCode(1) }
    }

    private func print(_ attribution: Attribution, of article: Article, _ document: Document) throws {
        switch format {
        case .jsonl:
            try Terminal.record(AttributionRecord(attribution, article: article.path, document: document))
        case .text:
            func words(_ spans: [Range<Int>]) -> String {
                spans.map { document.string($0) }.joined(separator: " … ")
            }
            let speaker = attribution.speaker.map(Plain.text) ?? "nobody named"
            Terminal.line("\(Plain.text(article.path)): \(speaker) [\(Plain.text(words(attribution.cue)))]")
            Terminal.line("    source   \(Plain.text(words(attribution.source)))")
            Terminal.line("    content  \(Plain.text(words(attribution.content)))")
            Terminal.line("    \(attribution.quotation.rawValue), by \(attribution.rule)")
        }
    }

    private func print(_ claim: Claim, of article: Article) throws {
        switch format {
        case .jsonl: try Terminal.record(ClaimRecord(claim, article: article.path, date: article.date))
        case .text: for line in ClaimText.lines(claim, of: article) { Terminal.line(line) }
        }
    }
}
