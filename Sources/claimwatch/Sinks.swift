import Alerts
import Foundation
import JournalSink
import Settings
import WebhookSink

/// The sinks of a configuration, made of it.
enum Sinks {
    /// - Throws: ``CommandFailure`` with status 78 where a secret cannot be read or an address cannot be used.
    private static func webhooks(_ settings: Settings, client: WebhookClient) throws -> [any AlertSink] {
        try settings.sinks.map { sink in
            do {
                return try WebhookSink(
                    name: sink.name, url: sink.url, secrets: try secret(of: sink).map { [$0] } ?? [],
                    timeout: .seconds(sink.timeout), client: client)
            } catch {
                throw CommandFailure.configuration("sink \(sink.name): \(error)")
            }
        }
    }

    static func all(_ settings: Settings, hasJournal: Bool, client: WebhookClient) throws -> [any AlertSink] {
        try (hasJournal ? [journal()] : []) + webhooks(settings, client: client)
    }

    /// One for the whole run: over a reload too it knows what a stalled journal still has to take.
    private static let journalSink = Result<JournalSink, JournalError> { () throws(JournalError) in
        try JournalSink(writer: try JournalWriter())
    }

    private static func journal() throws -> any AlertSink {
        do { return try journalSink.get() } catch {
            throw CommandFailure.failed("the journal cannot be written: \(error)")
        }
    }

    static func secret(of sink: WebhookSettings) throws -> WebhookSecret? {
        switch sink.secret {
        case nil: return nil
        case .credential(let name)?:
            return try .credential(name, directory: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
        case .file(let path)?: return try .file(path, name: sink.name)
        }
    }
}
