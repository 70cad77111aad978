import Alerts
import ArgumentParser
import DropFolder
import Foundation
import Pipeline
import Settings
import StateStore
import WebhookSink

/// `run --once`: takes in what lies in the folders, in the order of the articles' dates, delivers the alerts, and ends.
struct SingleRun {
    let settings: Settings
    let store: StateStore
    let hasJournal: Bool

    func run() async throws {
        let engine = Engine(settings: settings)
        let processor = engine.processor(store: store)
        let files = ArticleFiles(reader: engine.articles)
        var taken = 0
        for file in try files.filesByDate(settings.folders) {
            guard let article = files.read(file) else { continue }
            if try await processor.process(article, now: Date().timeIntervalSince1970) != nil { taken += 1 }
        }
        let client = WebhookClient()
        let sinks = try (hasJournal ? [Sinks.journal()] : []) + Sinks.webhooks(settings, client: client)
        var waiting = 0
        for sink in sinks { waiting += try await deliver(to: sink) }
        try await client.shutdown()
        Terminal.error("\(taken) new articles, \(try store.counts().alerts) alerts in all")
        if waiting > 0 || files.failed { throw ExitCode(1) }
    }

    /// Hands over what is due, each once.
    ///
    /// - Returns: how many could not be delivered; they are kept and tried again by the next run.
    private func deliver(to sink: any AlertSink) async throws -> Int {
        var failed = 0
        var last: Int64 = 0
        while true {
            let now = Date().timeIntervalSince1970
            let due = try await store.due(sink: sink.name, now: now, limit: 100).filter { $0.id > last }
            if due.isEmpty { return failed }
            for delivery in due {
                last = max(last, delivery.id)
                switch await sink.deliver(delivery) {
                case .delivered: try await store.markDelivered(delivery.id, now: now)
                case .retry(let reason, _):
                    failed += 1
                    try await store.markRetry(delivery.id, at: now, reason: reason)
                    Terminal.error("\(sink.name): not delivered, kept for the next run: \(Plain.text(reason))")
                case .refused(let reason), .gone(let reason):
                    failed += 1
                    try await store.markDead(delivery.id, reason: reason, now: now)
                    Terminal.error("\(sink.name): refused, kept as a dead letter: \(Plain.text(reason))")
                }
            }
        }
    }
}
