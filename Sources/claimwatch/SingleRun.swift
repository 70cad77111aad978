import ArgumentParser
import DropFolder
import Foundation
import Logging
import Pipeline
import Settings
import StateStore
import Synchronization

/// `run --once`: takes in what lies in the folders, in the order of the articles' dates, delivers the alerts, and ends.
/// The services are the daemon's.
struct SingleRun {
    let settings: Settings
    let store: StateStore
    let hasJournal: Bool

    /// How long receivers that are down are tried; what is left waits for the next run.
    private static let patience = Duration.seconds(30)

    func run() async throws {
        let engine = Engine(settings: settings)
        let current = CurrentProcessor(engine.processor(store: store))
        let scan = FolderScan(
            paths: settings.folders.map { RawPath($0) }, limit: settings.articleLimit,
            followsLinks: settings.links == .follow)
        let silent = Logger(label: "claimwatch.services") { _ in SwiftLogNoOpLogHandler() }
        let reporter = EventReporter(logger: Logger(label: "claimwatch"), usesJournal: false)
        let tally = Mutex((taken: 0, troubles: scan.problems.count))
        for problem in scan.problems { Terminal.error(Plain.text("\(problem)")) }

        // Whoever takes a folder in by hand wants to hear of all of it.
        var configuration = Daemon.intake(engine, current)
        configuration.historyAge = nil
        let intake = IntakeService(
            configuration, ledger: store, logger: silent,
            onEvent: { event in
                switch event {
                case .taken: tally.withLock { $0.taken += 1 }
                case .refused, .unreadable: tally.withLock { $0.troubles += 1 }
                default: break
                }
                if event.weight >= .notice { reporter.say(event) }
            })
        try await intake.takeIn(scan.files)

        let sinks = try Sinks.all(settings, hasJournal: hasJournal)
        for journal in Daemon.readBack(sinks, store, onEvent: { reporter.note($0) }) { await journal.lookOnce() }
        let delivery = DeliveryService(
            sinks: sinks, outbox: store,
            now: { Date().timeIntervalSince1970 }, logger: silent, onEvent: { reporter.say($0) })
        let isDrained = await delivery.drain(within: Self.patience)

        let counts = try store.counts(now: Date().timeIntervalSince1970)
        // What a rule holds back, or is to be sent again, is no failure.
        let isDelivered = isDrained || counts.late == 0
        let (taken, troubles) = tally.withLock { $0 }
        Terminal.error(
            "\(taken) new article\(taken == 1 ? "" : "s"), \(counts.alerts) alert\(counts.alerts == 1 ? "" : "s") in all"
        )
        if !isDelivered { Terminal.error("\(counts.waiting) deliveries wait for the next run") }
        if troubles > 0 || !isDelivered { throw ExitCode(1) }
    }
}
