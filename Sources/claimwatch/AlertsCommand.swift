import Alerts
import ArgumentParser
import Articles
import Foundation
import StateStore

struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "Print the alerts raised, newest last.")

    @OptionGroup var stateOptions: StateOptions
    @Option(help: "Configuration file that names the state.")
    var config: String?
    @Option(help: "Only those raised since: a day YYYY-MM-DD, or a time ago such as 90s, 30m, 12h, 7d.")
    var since: Since?
    @Flag(help: "Go on and print each new alert as it is raised.")
    var follow = false
    @Option(help: "Output format.")
    var format = OutputFormat.text

    /// A moment in the past.
    struct Since: ExpressibleByArgument {
        var seconds: Double

        init?(argument: String) {
            if let day = CalendarDate(argument) {
                seconds = Double(day.day) * 86_400
            } else if let unit = ["s": 1.0, "m": 60, "h": 3_600, "d": 86_400][argument.suffix(1)],
                let count = Double(argument.dropLast()), count >= 0
            {
                seconds = Date().timeIntervalSince1970 - count * unit
            } else {
                return nil
            }
        }
    }

    func run() async throws {
        let store = try stateOptions.openForReading(try ConfigurationFile.load(config))
        var last: Int64 = 0
        var printer = AlertPrinter(format: format)
        repeat {
            for (sequence, alert) in try store.alerts(after: last, raisedSince: since?.seconds ?? 0) {
                last = sequence
                try printer.print(alert)
            }
            if follow { try await Task.sleep(for: .milliseconds(300)) }
        } while follow
        if printer.count == 0 { Terminal.error("no alert has been raised") }
    }
}
