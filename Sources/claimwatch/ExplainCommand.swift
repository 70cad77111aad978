import Alerts
import ArgumentParser
import Articles
import Claims
import Foundation
import Positions
import StateStore

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show why an alert was raised: both sides, who said it, which rule fired.",
        discussion: "With --text: what every layer makes of a text, from its words to its claims.")

    @OptionGroup var stateOptions: StateOptions
    @Option(help: "Configuration file that names the state.")
    var config: String?
    @Option(help: "Output format.")
    var format = OutputFormat.text
    @Option(help: "Explain this text instead of an alert.")
    var text: String?
    @Argument(help: "The alert's id, or its beginning.")
    var alert: String?

    func validate() throws {
        guard (alert == nil) != (text == nil) else { throw ValidationError("Name an alert's id, or give --text.") }
    }

    func run() async throws {
        if let text {
            let engine = Engine(settings: try ConfigurationFile.load(config))
            let today = CalendarDate(day: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)))
            for line in TextExplanation(engine: engine, today: today).lines(text) { Terminal.line(line) }
        }
        guard let alert else { return }
        let store = try stateOptions.openForReading(try ConfigurationFile.load(config))
        guard let found = try store.alert(id: alert) else {
            throw CommandFailure.failed("no single alert has an id that begins with \(alert); see `claimwatch alerts`")
        }
        if format == .jsonl { return try Terminal.record(found) }
        Terminal.line(found.message)
        Terminal.line("")
        side("Now", found.to, found.evidence.first, of: found)
        if let from = found.from { side("Before", from, found.evidence.dropFirst().first, of: found) }
        Terminal.line("Why")
        Terminal.line(
            "    \(found.reason.rawValue): change \(found.change.rawValue)"
                + (found.direction.map { ", \($0.rawValue)" } ?? ""))
        for weighed in found.weighed { Terminal.line("    weighed: \(Plain.text(weighed))") }
        Terminal.line("    rule \(Plain.text(found.rule)) asks for it: severity \(found.severity.rawValue)")
        Terminal.line("Delivered")
        for delivery in try store.deliveries(of: found.id) {
            let error = delivery.error.map { ": \(Plain.text($0))" } ?? ""
            Terminal.line("    \(delivery.sink)  \(delivery.state) after \(delivery.attempts) attempts\(error)")
        }
    }

    private func side(_ title: String, _ side: Alert.Side, _ evidence: Alert.Evidence?, of alert: Alert) {
        Terminal.line(title)
        Terminal.line("    \(side.date)  \(Plain.text(side.label)), \(side.certainty.rawValue)")
        guard let evidence else { return }
        Terminal.line("    \"\(Plain.text(evidence.text))\"")
        Terminal.line("    \(AlertText.speaker(evidence, of: alert))")
        Terminal.line("    \(Plain.text(evidence.article)), characters \(evidence.start) to \(evidence.end)")
        Terminal.line("    read by rule \(evidence.claimRule)")
    }
}
