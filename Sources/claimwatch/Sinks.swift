import Alerts
import Foundation
import Glibc
import JournalSink
import LocalSinks
import Settings
import WebhookSink

/// The sinks of a configuration, made of it.
enum Sinks {
    /// - Throws: ``CommandFailure`` with status 78 where a secret, a template or certificates cannot be read, or an address
    ///   cannot be used.
    private static func sink(_ settings: SinkSettings) throws -> any AlertSink {
        let policy = DeliveryPolicy(
            isOrdered: settings.order == .kept, concurrency: settings.concurrency,
            giveUpAfter: settings.giveUpHours * 3_600)
        let timeout = Duration.seconds(settings.timeout)
        switch settings.kind {
        case .exec(let command):
            return ExecSink(name: settings.name, command: command, timeout: timeout, policy: policy)
        case .file(let file):
            return FileSink(
                name: settings.name, path: file.path, rotateBytes: file.rotateBytes, keep: file.keep, policy: policy)
        case .webhook(let webhook):
            var options = WebhookOptions()
            options.timeout = timeout
            (options.bodyLimit, options.replyLimit) = (webhook.bodyLimit, webhook.replyLimit)
            (options.authority, options.proxy) = (webhook.authority, webhook.proxy)
            options.allowedAddresses = webhook.allowedAddresses
            options.token = try webhook.token.map { try secret($0, of: settings.name).token(name: settings.name) }
            return try WebhookSink(
                name: settings.name, url: try address(webhook, of: settings.name), format: try format(webhook),
                secrets: try webhook.secrets.map {
                    try secret($0, of: settings.name).signingKey(name: settings.name)
                }, options: options, policy: policy)
        }
    }

    static func all(_ settings: Settings, hasJournal: Bool) throws -> [any AlertSink] {
        try (hasJournal ? [journal()] : [])
            + settings.sinks.map { settings in
                do { return try sink(settings) } catch let failure as CommandFailure {
                    throw CommandFailure.configuration("sink \(settings.name): \(failure.message)")
                } catch {
                    throw CommandFailure.configuration("sink \(settings.name): \(error)")
                }
            }
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

    private static func secret(_ place: SecretPlace, of sink: String) throws -> SecretText {
        switch place {
        case .credential(let name):
            return try .credential(name, directory: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
        case .file(let path): return try .file(path, name: sink)
        }
    }

    private static func address(_ webhook: WebhookSettings, of sink: String) throws -> String {
        switch webhook.address {
        case .open(let url): url
        case .secret(let place): try secret(place, of: sink).address
        }
    }

    private static func format(_ webhook: WebhookSettings) throws -> WebhookFormat {
        switch webhook.format {
        case .standard: return .standard
        case .cloudevents: return .cloudEvents
        case .slack: return .slack
        case .mattermost: return .mattermost
        case .discord: return .discord
        case .teams: return .teams
        case .ntfy: return .ntfy
        case .alertmanager: return .alertmanager
        case .template:
            let path = webhook.template ?? ""
            do {
                let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
                let bytes = try handle.read(upToCount: MustacheTemplate.sizeLimit + 1) ?? Data()
                let text = String(decoding: bytes, as: UTF8.self)
                return .template(try MustacheTemplate(text), contentType: webhook.contentType)
            } catch let error as MustacheError {
                throw CommandFailure.configuration("\(path): \(error)")
            } catch {
                throw CommandFailure.configuration(
                    "\(path): the template cannot be read (\(ConfigurationFile.reason(error)))")
            }
        }
    }

    /// Everything that a sink needs is there: its secrets, its template, its certificates.
    static func check(_ settings: SinkSettings) throws { _ = try sink(settings) }

    /// Tries the way to a sink without handing it anything.
    ///
    /// - Returns: what was found where all is well.
    /// - Throws: ``CommandFailure`` with what is in the way.
    static func reach(_ settings: SinkSettings) async throws -> String {
        switch settings.kind {
        case .exec(let command):
            let program = command.first ?? ""
            guard access(program, X_OK) == 0 else {
                throw CommandFailure.failed(
                    "\(program) cannot be run (\(String(cString: strerror(errno)))); see its path and rights")
            }
            return "\(program) can be run"
        case .file(let file):
            let folder = (file.path as NSString).deletingLastPathComponent
            guard access(folder, W_OK | X_OK) == 0 else {
                throw CommandFailure.failed(
                    "\(folder) cannot be written to (\(String(cString: strerror(errno)))); make it, or give the right; "
                        + "the unit needs it in ReadWritePaths= too")
            }
            return "\(folder) can be written to"
        case .webhook:
            guard let webhook = try sink(settings) as? WebhookSink else { return "" }
            switch await webhook.reach() {
            case .answers(let status): return "its address answers (status \(status) to HEAD)"
            case .silent(let reason):
                throw CommandFailure.failed("its address does not answer: \(reason); alerts wait until it does")
            }
        }
    }
}
