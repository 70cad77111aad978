/// What an administrator should know of, apart from alerts: an entry that the catalog explains.
///
/// Each is one line on standard error too, for whoever runs the daemon without the journal; under the service manager
/// send it here instead, or it would stand there twice.
public enum Diagnostic: Sendable, Equatable {
    /// The kernel lost events, and the folder is read again in full.
    case overflowRescan(folder: String)
    /// A folder cannot be watched, or not fully.
    case folderDegraded(folder: String, reason: String)
    /// A file in a watched folder is no article that can be read.
    case articleRefused(article: String, reason: String)
    /// A sink does not take alerts at present; they wait.
    case deliveryFailing(sink: String, reason: String)
    /// A sink wants no alerts any more (410): nothing is sent to it until the configuration is loaded again.
    case sinkDisabled(sink: String, reason: String)
    /// A sink will not take an alert.
    case deadLetter(sink: String, alert: String, reason: String)
    /// A new configuration is wrong, and the old one stays in force.
    case configurationKept(path: String, reason: String)
    /// A new configuration is in force: what is different, change by change; none where nothing is.
    case configurationLoaded(path: String, changes: [String])
    /// Alerts that were written are not in the journal. They are written again once this entry is there, which comes
    /// after all that is still on its way; `mark` is what it is known by.
    case alertsMissing(count: Int, mark: String)

    public var id: MessageID {
        switch self {
        case .overflowRescan: .overflowRescan
        case .folderDegraded: .folderDegraded
        case .articleRefused: .articleRefused
        case .deliveryFailing: .deliveryFailing
        case .sinkDisabled: .sinkDisabled
        case .deadLetter: .deadLetter
        case .configurationKept: .configurationKept
        case .configurationLoaded: .configurationLoaded
        case .alertsMissing: .alertsMissing
        }
    }

    /// As in syslog: info. `warning` and above are for alerts: journald counts what it drops by weight, so no trouble of
    /// the machine's can use up what alerts may write.
    public static let priority = 6

    /// Whether somebody should see to it: the others mend themselves, or concern one article.
    public var isTrouble: Bool {
        switch self {
        case .overflowRescan, .articleRefused, .configurationLoaded, .alertsMissing: false
        case .folderDegraded, .deliveryFailing, .sinkDisabled, .deadLetter, .configurationKept: true
        }
    }

    /// One line.
    public var message: String {
        switch self {
        case .overflowRescan(let folder): "\(folder): too many changes at once; it is read again, nothing is lost"
        case .folderDegraded(let folder, let reason): "\(folder) cannot be watched fully: \(reason)"
        case .articleRefused(let article, let reason): "\(article) was not taken in: \(reason)"
        case .deliveryFailing(let sink, let reason): "\(sink) takes no alerts at present, they wait: \(reason)"
        case .sinkDisabled(let sink, let reason):
            "\(sink) gets no more alerts until the configuration is loaded again, they wait: \(reason)"
        case .deadLetter(let sink, let alert, let reason): "\(sink) will not take the alert \(alert): \(reason)"
        case .configurationKept(let path, let reason): "\(path) is wrong, the old configuration stays: \(reason)"
        case .configurationLoaded(let path, []): "\(path) loaded again: nothing is different"
        case .configurationLoaded(let path, let changes): "\(path) loaded again: \(changes.joined(separator: "; "))"
        case .alertsMissing(1, _): "an alert that was written is not in the journal; it is written again"
        case .alertsMissing(let count, _):
            "\(count) alerts that were written are not in the journal; they are written again"
        }
    }

    private var fields: [(name: String, value: String)] {
        switch self {
        case .overflowRescan(let folder): [("CLAIMWATCH_FOLDER", folder)]
        case .folderDegraded(let folder, let reason): [("CLAIMWATCH_FOLDER", folder), ("CLAIMWATCH_REASON", reason)]
        case .articleRefused(let article, let reason): [("CLAIMWATCH_ARTICLE", article), ("CLAIMWATCH_REASON", reason)]
        case .deliveryFailing(let sink, let reason), .sinkDisabled(let sink, let reason):
            [("CLAIMWATCH_SINK", sink), ("CLAIMWATCH_REASON", reason)]
        case .deadLetter(let sink, let alert, let reason):
            [("CLAIMWATCH_SINK", sink), ("CLAIMWATCH_LETTER", alert), ("CLAIMWATCH_REASON", reason)]
        case .configurationKept(let path, let reason): [("CLAIMWATCH_CONFIG", path), ("CLAIMWATCH_REASON", reason)]
        case .configurationLoaded(let path, let changes):
            [("CLAIMWATCH_CONFIG", path)] + changes.prefix(64).map { ("CLAIMWATCH_CHANGED", $0) }
        case .alertsMissing(let count, let mark):
            [("CLAIMWATCH_COUNT", String(count)), ("CLAIMWATCH_READ_BACK", mark)]
        }
    }

    /// As it goes to the journal.
    public var entry: JournalEntry {
        var entry = JournalEntry(id, priority: Self.priority, message: message)
        for (name, value) in fields { entry.add(name, value) }
        return entry
    }
}

extension JournalWriter {
    /// Writes a diagnostic.
    ///
    /// - Returns: whether it was written; say it on standard error where it was not.
    @discardableResult
    public func report(_ diagnostic: Diagnostic) async -> Bool { await write(diagnostic.entry) == .written }
}
