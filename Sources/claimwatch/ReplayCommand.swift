import Alerts
import ArgumentParser
import Articles
import Pipeline
import StateStore

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Read articles in the order of their dates into an empty state and print the alerts.",
        discussion: "Prints what the daemon would have raised. Touches no stored state and sends nothing.")

    @Option(help: "Configuration file; without one, the built-in actors and topics are watched.")
    var config: String?
    @Option(help: "Output format.")
    var format = OutputFormat.text
    @Argument(help: "Files or folders.")
    var paths: [String]

    func run() async throws {
        let engine = Engine(settings: try ConfigurationFile.load(config))
        let files = ArticleFiles(reader: engine.articles)
        let store = try StateStore(inMemory: ())
        let processor = engine.processor(store: store)
        var printer = AlertPrinter(format: format)
        for file in try files.filesByDate(paths) {
            guard let article = files.read(file) else { continue }
            for alert in try await processor.process(article, now: 0) ?? [] {
                try printer.print(alert)
            }
        }
        if format == .text, printer.count == 0 { Terminal.error("no position shifted in these articles") }
        if files.failed { throw ExitCode(1) }
    }
}
