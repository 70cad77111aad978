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
        commandName: "positions", abstract: "Print the positions that the state holds, with evidence.")

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
            let shown = history ? observations[...] : observations.suffix(1)
            switch format {
            case .jsonl: for observation in shown { try Terminal.record(PositionRecord(observation)) }
            case .text: print(key, Array(shown))
            }
        }
    }

    private func print(_ key: PositionKey, _ observations: [Observation]) {
        let subject = key.actor.map { "\($0) on \(key.topic)" } ?? key.topic
        Terminal.line(Plain.text(subject) + (key.kind == .stance ? "" : " (\(key.kind.rawValue))"))
        for observation in observations {
            let via = observation.via.isEmpty ? "" : ", via \(observation.via.joined(separator: ", via "))"
            let certainty = observation.certainty == .asserted ? "" : ", \(observation.certainty.rawValue)"
            Terminal.line(
                "    \(observation.date)  \(Plain.text(PositionWords.label(observation) + certainty + via))")
            Terminal.line("        \"\(Plain.text(observation.evidence.text))\"")
            Terminal.line("        \(Plain.text(observation.path))")
        }
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

    init(_ observation: Observation) {
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
