import Alerts
import ArgumentParser
import Articles
import Pipeline
import Positions
import StateStore
import Synchronization

/// `rules test`: what each rule of a configuration would do with the changes in some articles, and why not.
struct RulesTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Say what each rule of a configuration would do with the changes in articles, and why not.",
        discussion: """
            Reads the articles in the order of their dates into an empty state, as if each came at noon of its day. \
            Sends nothing and touches no stored state.
            """)

    @Option(help: "Output format.")
    var format = OutputFormat.text
    @Argument(help: "The configuration.")
    var config: String
    @Argument(help: "Files or folders of articles.")
    var paths: [String]

    func run() async throws {
        let engine = Engine(settings: try ConfigurationFile.load(config))
        let files = ArticleFiles(reader: engine.articles)
        let store = try StateStore(inMemory: ())
        let verdicts = Mutex<[Verdict]>([])
        var processor = engine.processor(store: store)
        processor.onVerdict = { verdict in verdicts.withLock { $0.append(verdict) } }
        var count = 0
        for file in try files.filesByDate(paths) {
            guard let article = files.read(file) else { continue }
            let noon = Double(article.date.day * 86_400 + 43_200)
            _ = try await processor.process(article, now: noon)
            let found = verdicts.withLock { verdicts in
                defer { verdicts = [] }
                return verdicts.flatMap(\.shifts)
            }
            for shift in found { try show(shift, processor.decider, store) }
            count += found.count
        }
        if count == 0, format == .text { Terminal.error("no position changes in these articles") }
        if files.failed { throw ExitCode(1) }
    }

    private func show(_ shift: Shift, _ decider: AlertDecider, _ store: StateStore) throws {
        let record = TestedShift(shift, decider, try decided(shift, decider, store))
        guard format == .text else { return try Terminal.record(record) }
        Terminal.line("\(record.date)  \(Plain.text(record.message))")
        for rule in record.rules {
            let note = rule.note.map { ": \(Plain.text($0))" } ?? ""
            Terminal.line("    \(rule.outcome)  \(Plain.text(rule.rule))\(note)")
        }
    }

    /// What was decided about sending the alert that the shift raised.
    private func decided(_ shift: Shift, _ decider: AlertDecider, _ store: StateStore) throws -> String? {
        guard case .speak(let alert) = decider.decide(shift) else { return nil }
        let sinks = alert.send.isEmpty ? "the journal" : "the journal, \(alert.send.joined(separator: ", "))"
        let decision = try store.decisions(on: alert.id).first
        let word = decision.map { $0.word == .sent ? "sent to \(sinks)" : "\($0.word.rawValue), \($0.reason)" }
        return "\(alert.severity.rawValue), \(word ?? "raised before")"
    }
}

/// A change with what every rule makes of it: `rules test --format jsonl`.
private struct TestedShift: Encodable {
    struct Rule: Encodable {
        var rule: String
        /// `speaks`; `second`, where an earlier rule has it; `quiet`.
        var outcome: String
        var note: String?
    }

    var article: String
    var date: CalendarDate
    var actor: String?
    var topic: String
    var change: String
    var message: String
    var rules: [Rule]

    init(_ shift: Shift, _ decider: AlertDecider, _ decision: String?) {
        (article, date) = (shift.notice?.path ?? shift.to.path, shift.notice?.date ?? shift.to.date)
        (actor, topic, change) = (shift.key.actor, shift.key.topic, shift.change.rawValue)
        let before = shift.from.map { PositionWords.label($0) + " -> " } ?? ""
        let subject = shift.key.actor.map { "\($0) on \(shift.key.topic)" } ?? shift.key.topic
        message = "\(subject): \(before)\(PositionWords.label(shift.to)) (\(shift.reason.rawValue))"
        var speaker: String?
        rules = []
        for rule in decider.rules {
            if let why = rule.mismatch(shift) {
                rules.append(Rule(rule: rule.name, outcome: "quiet", note: why))
            } else if let speaker {
                rules.append(Rule(rule: rule.name, outcome: "second", note: "\(speaker) has it"))
            } else {
                rules.append(Rule(rule: rule.name, outcome: "speaks", note: decision))
                speaker = rule.name
            }
        }
    }
}
