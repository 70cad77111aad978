import JournalSink
import Logging

/// Diagnostics on standard error, one line each; under systemd with the priority that the journal files them by.
///
/// The journal takes `<4>` at the head of a line as its priority. Control characters are taken out: a file's name must
/// not be able to forge a line.
struct StandardErrorLog: LogHandler {
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.info
    private let isSupervised: Bool

    init(label: String) { isSupervised = ServiceNotifier().isSupervised }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let text = Plain.text(event.message.description)
        Terminal.plainError(isSupervised ? "<\(Self.priority(event.level))>\(text)" : "claimwatch: \(text)")
    }

    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
