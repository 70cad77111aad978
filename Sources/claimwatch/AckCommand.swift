import Alerts
import ArgumentParser
import Foundation
import StateStore

/// `ack`: somebody has seen an alert.
struct AckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Say that you have seen alerts: they are not sent again.",
        discussion: "Alerts of rules with `repeat_hours` are sent again until somebody acknowledges them.")

    @OptionGroup var place: DeliveriesCommand.Place
    @Option(help: "Who has seen them (default: this user).")
    var by: String?
    @Option(help: "What there is to say about it.")
    var note: String?
    @Argument(help: "Ids of alerts, or their beginnings.")
    var alerts: [String]

    func run() async throws {
        let store = try place.writing()
        for id in alerts {
            guard let alert = try store.alert(id: id) else {
                throw CommandFailure.failed("no single alert has an id that begins with \(id); see `claimwatch alerts`")
            }
            let isNew = try store.acknowledge(
                alert, by: by ?? NSUserName(), note: note, now: Date().timeIntervalSince1970)
            Terminal.error("alert \(alert.id) " + (isNew ? "is acknowledged" : "had been acknowledged before"))
        }
    }
}
