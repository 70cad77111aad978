import Alerts
import ArgumentParser
import Articles
import Claims
import Positions
import StateStore

extension CalendarDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

struct PositionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "positions", abstract: "Print the positions that the state holds, with evidence.",
        discussion: "With --history: all that was heard, what each word did to the position, and what was weighed.")

    @OptionGroup var stateOptions: StateOptions
    @Option(help: "Configuration file that names the state.")
    var config: String?
    @Option(help: "Only this actor.")
    var actor: String?
    @Option(help: "Only this topic, or this number.")
    var topic: String?
    @Option(name: .customLong("as-of"), help: "As known on this day, YYYY-MM-DD.")
    var asOf: CalendarDate?
    @Flag(help: "Every position in turn, not only the latest.")
    var history = false
    @Option(help: "Output format.")
    var format = OutputFormat.text

    func run() async throws {
        let store = try stateOptions.openForReading(try ConfigurationFile.load(config))
        let histories = try store.histories(actor: actor, topic: topic, asOf: asOf)
        if histories.isEmpty { Terminal.error("no position is known" + (asOf.map { " as of \($0)" } ?? "")) }
        for (key, observations) in histories {
            let chronicle = Chronicle(observations)
            let shown = history ? chronicle.entries : chronicle.held.map { [$0] } ?? []
            switch format {
            case .jsonl: for entry in shown { try Terminal.record(PositionRecord(entry)) }
            case .text: print(key, chronicle)
            }
        }
    }

    /// What is held in the first line, what has been heard below it, the latest last.
    private func print(_ key: PositionKey, _ chronicle: Chronicle) {
        guard let held = chronicle.held else { return }
        let subject = key.actor.map { "\($0) on \(key.topic)" } ?? key.topic
        let kind = key.kind == .stance ? "" : " (\(key.kind.rawValue))"
        Terminal.line(Plain.text("\(subject)\(kind): \(PositionWords.label(held.observation))"))
        for entry in history ? chronicle.entries : [held] {
            let observation = entry.observation
            let via = observation.via.isEmpty ? "" : ", via \(observation.via.joined(separator: ", via "))"
            let certainty = observation.certainty == .asserted ? "" : ", \(observation.certainty.rawValue)"
            let effect = history ? WeighedWords.label(entry.effect) : ""
            let column = effect + String(repeating: " ", count: history ? max(1, 16 - effect.count) : 0)
            let said = PositionWords.label(observation) + certainty + via
            Terminal.line("    \(observation.date)  \(column)\(Plain.text(said))")
            Terminal.line("        \"\(Plain.text(observation.evidence.text))\"")
            Terminal.line("        \(Plain.text(observation.path))")
            if history, let judgement = entry.judgement,
                let balance = WeighedWords.balance(judgement, new: observation)
            {
                Terminal.line("        \(balance)")
            }
        }
        let doubts = chronicle.entries.reversed().prefix { !$0.effect.isBelieved }.count
        if !history, doubts > 0 { Terminal.line("    and \(doubts) said otherwise since: see --history") }
    }
}

/// A position as programs outside read it: a claim's keys, with the date as of which it holds.
struct PositionRecord: Encodable {
    var kind: PositionKey.Kind
    var actor: String?
    var topic: String
    var label: String
    var level: Int?
    var value: Double?
    var upper: Double?
    var unit: String?
    var bound: Claim.Bound?
    var status: String?
    var deadline: CalendarDate?
    var via: [String]?
    var certainty: Claim.Certainty
    var date: CalendarDate
    var article: String
    var evidence: Evidence
    /// What it did to what was held.
    var effect: Standing.Effect
    /// How much it counts, 0…1.
    var weight: Double
    var weighed: [String]?

    init(_ entry: Chronicle.Entry) {
        let observation = entry.observation
        (effect, weight) = (entry.effect, observation.weight)
        weighed = entry.judgement.map { WeighedWords.lines($0, new: observation) }
        (kind, actor, topic) = (observation.key.kind, observation.key.actor, observation.key.topic)
        label = PositionWords.label(observation)
        (level, value, upper) = (observation.level, observation.value, observation.upperValue)
        (unit, bound) = (observation.unit, observation.bound)
        (status, deadline) = (observation.status?.rawValue, observation.deadline)
        via = observation.via.isEmpty ? nil : observation.via
        (certainty, date, article) = (observation.certainty, observation.date, observation.path)
        evidence = observation.evidence
    }
}
