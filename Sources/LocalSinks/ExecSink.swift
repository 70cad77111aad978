import Alerts

/// Hands alerts to a command of the user's: one run an alert, the alert as a line of JSON on standard input.
///
/// Exit status 0 is delivered; 65 (EX_DATAERR) says that this alert will never do, and it goes to the dead letters;
/// anything else, also an end by a signal, is tried again. A run that takes too long is ended with all that it started.
/// Of what it writes the beginning is kept, for the reason.
public struct ExecSink: AlertSink {
    public let name: String
    public let policy: DeliveryPolicy
    private let command: [String]
    private let timeout: Duration

    /// - Parameters:
    ///   - command: the program's path and its arguments; no shell reads them.
    ///   - timeout: for one run.
    public init(name: String, command: [String], timeout: Duration = .seconds(10), policy: DeliveryPolicy) {
        (self.name, self.command, self.timeout, self.policy) = (name, command, timeout, policy)
    }

    public func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let input: [UInt8]
        do { input = try AlertLine.bytes(delivery) } catch {
            return .refused(reason: "the alert cannot be written as JSON: \(error)")
        }
        let alert = delivery.alert
        let environment = [
            "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "CLAIMWATCH_ALERT_ID=\(alert.id)",
            "CLAIMWATCH_SEVERITY=\(alert.severity.rawValue)", "CLAIMWATCH_RULE=\(OneLine.text(alert.rule, limit: 200))",
            "CLAIMWATCH_MESSAGE=\(OneLine.text(alert.message, limit: 1_000))",
            "CLAIMWATCH_ATTEMPT=\(delivery.attempts + 1)",
        ]
        let run = await Blocking.run { [command, timeout] in
            ChildProcess.run(command, environment: environment, input: input, timeout: timeout)
        }
        let said = OneLine.text(String(decoding: run.output, as: UTF8.self), limit: 300)
        let tail = said.isEmpty ? "" : " (it says: \(said))"
        switch run.end {
        case .exited(0): return .delivered
        case .exited(65): return .refused(reason: "the command does not take the alert (status 65)\(tail)")
        case .exited(let status): return .retry(reason: "the command ended with status \(status)\(tail)", after: nil)
        case .signalled(let signal):
            return .retry(reason: "the command was ended by signal \(signal)\(tail)", after: nil)
        case .late: return .retry(reason: "the command was not done in time and has been ended\(tail)", after: nil)
        case .notStarted(let reason):
            return .retry(reason: "the command cannot be started: \(reason); see its path and rights", after: nil)
        }
    }
}
