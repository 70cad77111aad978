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
        discussion: """
            With --article: what was heard in an article, what that changed, and why it was told of or not. With --text: \
            what every layer makes of a text, from its words to its claims.
            """)

    @OptionGroup var stateOptions: StateOptions
    @Option(help: "Configuration file that names the state.")
    var config: String?
    @Option(help: "Output format.")
    var format = OutputFormat.text
    @Option(help: "Explain this text instead of an alert.")
    var text: String?
    @Option(help: "Explain what became of the article in this file, by its path or the end of it.")
    var article: String?
    @Argument(help: "The alert's id, or its beginning.")
    var alert: String?

    func validate() throws {
        guard [alert, text, article].count(where: { $0 != nil }) == 1 else {
            throw ValidationError("Name an alert's id, or give --article or --text.")
        }
    }

    func run() async throws {
        if let text {
            let engine = Engine(settings: try ConfigurationFile.load(config))
            let today = CalendarDate(day: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)))
            for line in TextExplanation(engine: engine, today: today).lines(text) { Terminal.line(line) }
        }
        guard alert != nil || article != nil else { return }
        let store = try stateOptions.openForReading(try ConfigurationFile.load(config))
        if let article { return try explain(article: article, store) }
        guard let alert else { return }
        guard let found = try store.alert(id: alert) else {
            throw CommandFailure.failed("no single alert has an id that begins with \(alert); see `claimwatch alerts`")
        }
        let carriers = try found.evidence.first.map { try store.carriers(of: $0.articleID) } ?? []
        let retractions = try store.retractions(of: found.id)
        let decisions = try store.decisions(on: found.id)
        if format == .jsonl {
            return try Terminal.record(
                Explained(
                    alert: found, carriers: carriers, retractedBy: retractions.map(\.id), decisions: decisions))
        }
        Terminal.line(found.message)
        Terminal.line("")
        side("Now", found.to, found.evidence.first, of: found)
        if let from = found.from { side("Before", from, found.evidence.dropFirst().first, of: found) }
        Terminal.line("Why")
        Terminal.line(
            "    \(found.reason.rawValue): change \(found.change.rawValue)"
                + (found.direction.map { ", \($0.rawValue)" } ?? ""))
        for weighed in found.weighed { Terminal.line("    \(Plain.text(weighed))") }
        Terminal.line("    rule \(Plain.text(found.rule)) asks for it: severity \(found.severity.rawValue)")
        for id in found.retracts ?? [] { Terminal.line("    puts right alert \(id), by \(Plain.text(found.article))") }
        for later in retractions {
            Terminal.line("    put right on \(later.date) by alert \(later.id): \(Plain.text(later.message))")
        }
        carried(carriers)
        Terminal.line("Decided")
        for decision in decisions {
            let time = Date(timeIntervalSince1970: decision.at).formatted(.iso8601)
            Terminal.line("    \(time)  \(decision.word.rawValue): \(Plain.text(decision.reason))")
        }
        Terminal.line("Delivered")
        for delivery in try store.deliveries(of: found.id) {
            let error = delivery.error.map { ": \(Plain.text($0))" } ?? ""
            Terminal.line("    \(delivery.sink)  \(delivery.state) after \(delivery.attempts) attempts\(error)")
        }
    }

    private func explain(article: String, _ store: StateStore) throws {
        let accounts = try store.accounts(ofPath: article)
        guard !accounts.isEmpty else {
            throw CommandFailure.failed(
                "no article with a path that ends with \(article) has been taken in; `claimwatch doctor` names files "
                    + "that have not been read")
        }
        for account in accounts {
            for line in try ArticleExplanation(store: store).lines(account) { Terminal.line(line) }
        }
    }

    /// Who printed the story: the more of them, the less it is one paper's word; but they may all have it of one agency.
    private func carried(_ carriers: [Carrier]) {
        guard carriers.count > 1 else { return }
        let publishers = Set(carriers.compactMap(\.publisher)).sorted()
        let named = publishers.isEmpty ? "" : ": \(Plain.text(publishers.joined(separator: ", ")))"
        Terminal.line("Carried by \(carriers.count) articles\(named)")
        for carrier in carriers.prefix(20) {
            let role = carrier.role == .report ? "" : ", \(carrier.role.rawValue)"
            let publisher = carrier.publisher.map { ", \(Plain.text($0))" } ?? ""
            Terminal.line("    \(carrier.date)  \(Plain.text(carrier.path))\(publisher)\(role)")
        }
        if carriers.count > 20 { Terminal.line("    and \(carriers.count - 20) more") }
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

/// An alert with what is known of it now: `explain --format jsonl`.
private struct Explained: Encodable {
    var alert: Alert
    var carriers: [Carrier]
    var retractedBy: [String]
    var decisions: [StateStore.Decision]

    private enum Key: String, CodingKey { case carriers, retractedBy, decisions }

    func encode(to encoder: any Encoder) throws {
        try alert.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(carriers, forKey: .carriers)
        try container.encode(decisions, forKey: .decisions)
        if !retractedBy.isEmpty { try container.encode(retractedBy, forKey: .retractedBy) }
    }
}
