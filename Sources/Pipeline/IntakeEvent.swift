import Articles
import DropFolder

/// What happens in the intake: logged, counted, and handed to whoever asked for it.
public enum IntakeEvent: Sendable, Equatable {
    case folder(FolderEvent)
    /// Every folder is watched, polled or known to be missing: what comes from here on is not missed. What lay there
    /// before is taken in next.
    case ready(watched: Int, missing: Int)
    /// An article was taken in; how many alerts it raised.
    case taken(path: String, id: ArticleID, alerts: Int)
    /// The same content has been taken in before, from this place or another.
    case known(path: String, id: ArticleID)
    /// The file is no article.
    case refused(path: String, ArticleProblem)
    case unreadable(path: String, FileReadProblem)
    /// Something in the file was mended.
    case mended(path: String, [ArticleNote])
    /// The article could not be stored; it is kept in hand and tried again after the wait.
    case waiting(path: String, error: String, wait: Duration)
    /// It could be stored after all.
    case recovered(path: String, attempts: Int)
    /// The watching thread could not be started, or ended by itself: it is started again.
    case watcherEnded
}

extension IntakeEvent {
    /// How much it matters to whoever runs the daemon.
    public enum Weight: Int, Sendable, Comparable {
        case debug, info, notice, warning, error

        public static func < (a: Weight, b: Weight) -> Bool { a.rawValue < b.rawValue }
    }

    public var weight: Weight {
        switch self {
        case .folder(.watching), .folder(.rescan(_, .requested)): .info
        case .folder(.rescan(_, .periodic)): .debug
        case .folder(.rescan(_, .overflow)), .folder(.back), .folder(.polling): .notice
        case .folder(.degraded): .warning
        case .folder(.ignored(_, .hiddenName)), .folder(.ignored(_, .temporaryName)): .debug
        case .folder(.ignored(_, .otherFormat)): .info
        case .folder(.ignored): .warning
        case .ready, .taken, .recovered: .info
        case .known, .mended: .debug
        case .unreadable(_, .vanished), .unreadable(_, .changing): .info
        case .refused, .unreadable: .warning
        case .waiting, .watcherEnded: .error
        }
    }
}

extension IntakeEvent: CustomStringConvertible {
    public var description: String {
        switch self {
        case .folder(let event): event.description
        case .ready(let watched, 0): "watching \(watched) \(watched == 1 ? "folder" : "folders")"
        case .ready(let watched, let missing): "watching \(watched) of \(watched + missing) folders"
        case .taken(let path, _, let alerts): "\(path): taken in, \(alerts) \(alerts == 1 ? "alert" : "alerts")"
        case .known(let path, let id): "\(path): its content is known (\(id.hex.prefix(12)))"
        case .refused(let path, let problem): "\(path): not taken in: \(problem)"
        case .unreadable(let path, let problem): "\(path): not read: \(problem)"
        case .mended(let path, let notes): "\(path): \(notes.map(\.description).joined(separator: "; "))"
        case .waiting(let path, let error, let wait):
            "\(path): cannot be stored (\(error)); free space or mend the state directory. It is kept in hand and "
                + "tried again in \(wait.components.seconds) s"
        case .recovered(let path, let attempts): "\(path): stored at attempt \(attempts)"
        case .watcherEnded: "the watching of the folders ended; it is started again"
        }
    }
}
