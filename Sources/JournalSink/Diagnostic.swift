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
    /// A sink will not take an alert.
    case deadLetter(sink: String, alert: String, reason: String)
    /// A new configuration is wrong, and the old one stays in force.
    case configurationKept(path: String, reason: String)

    public var id: MessageID {
        switch self {
        case .overflowRescan: .overflowRescan
        case .folderDegraded: .folderDegraded
        case .articleRefused: .articleRefused
        case .deliveryFailing: .deliveryFailing
        case .deadLetter: .deadLetter
        case .configurationKept: .configurationKept
        }
    }

    /// As in syslog: 6 for what mends itself or concerns one article, 4 for what somebody should see to.
    public var priority: Int {
        switch self {
        case .overflowRescan, .articleRefused: 6
        case .folderDegraded, .deliveryFailing, .deadLetter, .configurationKept: 4
        }
    }

    /// One line.
    public var message: String {
        switch self {
        case .overflowRescan(let folder): "\(folder): too many changes at once; it is read again, nothing is lost"
        case .folderDegraded(let folder, let reason): "\(folder) cannot be watched fully: \(reason)"
        case .articleRefused(let article, let reason): "\(article) was not taken in: \(reason)"
        case .deliveryFailing(let sink, let reason): "\(sink) takes no alerts at present, they wait: \(reason)"
        case .deadLetter(let sink, let alert, let reason): "\(sink) will not take the alert \(alert): \(reason)"
        case .configurationKept(let path, let reason): "\(path) is wrong, the old configuration stays: \(reason)"
        }
    }

    private var fields: [(name: String, value: String)] {
        switch self {
        case .overflowRescan(let folder): [("CLAIMWATCH_FOLDER", folder)]
        case .folderDegraded(let folder, let reason): [("CLAIMWATCH_FOLDER", folder), ("CLAIMWATCH_REASON", reason)]
        case .articleRefused(let article, let reason): [("CLAIMWATCH_ARTICLE", article), ("CLAIMWATCH_REASON", reason)]
        case .deliveryFailing(let sink, let reason): [("CLAIMWATCH_SINK", sink), ("CLAIMWATCH_REASON", reason)]
        case .deadLetter(let sink, let alert, let reason):
            [("CLAIMWATCH_SINK", sink), ("CLAIMWATCH_ALERT_ID", alert), ("CLAIMWATCH_REASON", reason)]
        case .configurationKept(let path, let reason): [("CLAIMWATCH_CONFIG", path), ("CLAIMWATCH_REASON", reason)]
        }
    }

    /// As it goes to the journal.
    public var entry: JournalEntry {
        var entry = JournalEntry(id, priority: priority, message: message)
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
