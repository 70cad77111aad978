import DropFolder
import Foundation
import Logging

/// How many of the roots have said what becomes of them.
struct RootCount {
    let expected: Int
    var watched: Set<RawPath> = []
    var missing: Set<RawPath> = []
    var isTold = false

    init(expected: Int) { self.expected = expected }

    var isComplete: Bool { watched.count + missing.count >= expected }

    mutating func note(_ event: FolderEvent) {
        switch event {
        case .watching(let root, _), .polling(let root, _):
            watched.insert(root)
            missing.remove(root)
        case .degraded(let root, _):
            missing.insert(root)
            watched.remove(root)
        case .back, .rescan, .ignored: break
        }
    }
}

extension Logger.Level {
    init(_ weight: IntakeEvent.Weight) {
        self =
            switch weight {
            case .debug: .debug
            case .info: .info
            case .notice: .notice
            case .warning: .warning
            case .error: .error
            }
    }
}

extension IntakeEvent {
    /// For the metric: which kind, without what it is about.
    var name: String {
        switch self {
        case .folder(.watching): "watching"
        case .folder(.polling): "polling"
        case .folder(.degraded): "degraded"
        case .folder(.back): "back"
        case .folder(.rescan(_, let reason)): "rescan_\(reason.rawValue)"
        case .folder(.ignored): "ignored"
        case .ready: "ready"
        case .taken: "taken"
        case .known: "known"
        case .refused: "refused"
        case .unreadable: "unreadable"
        case .mended: "mended"
        case .waiting: "waiting"
        case .recovered: "recovered"
        case .watcherEnded: "watcher_ended"
        }
    }
}

extension DroppedFile {
    /// How long ago it was last changed, by its own time.
    var age: Duration { .seconds(Date().timeIntervalSince1970 - Double(stamp.modifiedSeconds)) }
}
