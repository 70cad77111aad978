import CSystemd
import Glibc
import Synchronization

/// Messages on their way to the service manager, sent by a thread of their own: a manager that does not read would
/// otherwise hold up whoever has something to say.
final class NotifyPost: Sendable {
    /// The process has one service manager.
    static let shared = NotifyPost()

    private struct State {
        var waiting: [String] = []
        var isRunning = false
    }

    /// Beyond these the oldest go, first those that another would have taken the place of: a manager that reads so little
    /// wants the latest, and must still hear that all stands.
    private static let most = 64

    private let state = Mutex(State())

    /// - Parameter isPassing: another such message takes the place of one that is still waiting.
    func send(_ message: String, isPassing: Bool) {
        let starts = state.withLock { state in
            // Only where it is the last: what was said before it is not overtaken.
            if isPassing, let last = state.waiting.last, last.prefix(7) == message.prefix(7) {
                state.waiting[state.waiting.count - 1] = message
            } else {
                state.waiting.append(message)
            }
            if state.waiting.count > Self.most {
                let passing = state.waiting.firstIndex { $0.hasPrefix("STATUS=") || $0.hasPrefix("WATCHDOG=") }
                state.waiting.remove(at: passing ?? 0)
            }
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard starts else { return }
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { _ in
                NotifyPost.shared.work()
                return nil
            }, nil)
        if code == 0 { pthread_detach(thread) } else { state.withLock { $0.isRunning = false } }
    }

    /// Waits until all has been sent, at most `milliseconds`.
    func flush(milliseconds: Int) {
        for _ in 0..<milliseconds where state.withLock({ $0.isRunning }) { usleep(1_000) }
    }

    /// Sends what waits, and ends when nothing does: messages are seldom.
    private func work() {
        while true {
            let message = state.withLock { state -> String? in
                if state.waiting.isEmpty {
                    state.isRunning = false
                    return nil
                }
                return state.waiting.removeFirst()
            }
            guard let message else { return }
            sd_notify(0, message)
        }
    }
}
