import JournalSink
import Pipeline
import Synchronization

/// What the daemon does, in a line for `systemctl status`, and whether it has told that it is ready.
final class ServiceStatus: Sendable {
    private struct State {
        var isReady = false
        var watched = 0
        var missing = 0
        var articles = 0
        var alerts = 0
        var trouble: String?
    }

    private let state = Mutex(State())
    private let notifier: ServiceNotifier

    init(notifier: ServiceNotifier) { self.notifier = notifier }

    /// Takes note of what happened; tells the service manager when the watches stand.
    func note(_ event: IntakeEvent) {
        let isFirstReady = state.withLock { state in
            switch event {
            case .ready(let watched, let missing):
                (state.watched, state.missing) = (watched, missing)
                defer { state.isReady = true }
                return !state.isReady
            case .taken(_, _, let alerts):
                state.articles += 1
                state.alerts += alerts
                state.trouble = nil
            case .waiting(let path, _, _): state.trouble = "cannot store \(path)"
            default: break
            }
            return false
        }
        if isFirstReady { notifier.ready(status: line) }
    }

    var isReady: Bool { state.withLock { $0.isReady } }

    var line: String {
        let state = state.withLock { $0 }
        guard state.isReady else { return "Reading what lies in the folders: \(state.articles) articles so far" }
        let folders =
            state.missing == 0
            ? "\(state.watched) folders" : "\(state.watched) of \(state.watched + state.missing) folders"
        let trouble = state.trouble.map { "; \($0)" } ?? ""
        return "Watching \(folders); \(state.articles) articles and \(state.alerts) alerts since the start\(trouble)"
    }
}
