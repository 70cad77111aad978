import Dispatch
import Glibc
import Synchronization

/// A thread of its own for calls that may block, with a bounded queue in front of it.
///
/// A stalled journald blocks whoever writes to it. Here that blocks this one thread: callers wait for a bounded time,
/// and hear at once where the queue is full. What was once queued is always done, be it late; so a caller that gave up
/// must not queue the same again.
final class BlockingThread: Sendable {
    enum Outcome<Value: Sendable>: Sendable {
        case done(Value)
        /// The call is still under way or queued.
        case late
        /// The call was not queued.
        case full
    }

    private let queue: Queue

    /// - Parameter capacity: calls that may wait, besides the one under way.
    init(capacity: Int) throws(BlockingThreadError) {
        queue = Queue(capacity: capacity)
        var thread = pthread_t()
        let retained = Unmanaged.passRetained(queue)
        let status = pthread_create(
            &thread,
            nil,
            { argument in
                // The thread's own reference, taken back at its end.
                guard let argument else { return nil }
                Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            retained.toOpaque()
        )
        guard status == 0 else {
            retained.release()
            throw BlockingThreadError(status: status)
        }
        pthread_detach(thread)
    }

    deinit { queue.stop() }

    /// Does the work on the thread. Comes back after `limit` at the latest, or when the caller's task is cancelled.
    func call<Value: Sendable>(within limit: Duration, _ work: @escaping @Sendable () -> Value) async -> Outcome<Value>
    {
        let call = Call<Value>()
        guard queue.add({ call.settle(.done(work())) }) else { return .full }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await Task.sleep(for: limit)
                call.settle(.late)
            }
            let outcome = await call.outcome()
            group.cancelAll()
            return outcome
        }
    }
}

/// The thread could not be made.
struct BlockingThreadError: Error, CustomStringConvertible {
    var status: Int32
    var description: String {
        "no thread for the journal could be started: \(String(cString: strerror(status))); see the limit of tasks "
            + "(TasksMax= in the service, ulimit -u)"
    }
}

extension BlockingThread {
    /// What waits for the thread. The thread holds it alone once the owner is gone.
    private final class Queue: Sendable {
        private struct State {
            var work: [@Sendable () -> Void] = []
            var isStopped = false
        }

        private let state = Mutex(State())
        private let signal = DispatchSemaphore(value: 0)
        private let capacity: Int

        init(capacity: Int) { self.capacity = capacity }

        func add(_ work: @escaping @Sendable () -> Void) -> Bool {
            let isAdded = state.withLock { state in
                guard state.work.count < capacity else { return false }
                state.work.append(work)
                return true
            }
            if isAdded { signal.signal() }
            return isAdded
        }

        func stop() {
            state.withLock { $0.isStopped = true }
            signal.signal()
        }

        /// Works off the queue until it is stopped and empty.
        func run() {
            while true {
                signal.wait()
                let next = state.withLock { state -> (work: (@Sendable () -> Void)?, isStopped: Bool) in
                    (state.work.isEmpty ? nil : state.work.removeFirst(), state.isStopped)
                }
                if let work = next.work { work() } else if next.isStopped { return }
            }
        }
    }

    /// One call, settled once: by its end or by the lapse of its time.
    private final class Call<Value: Sendable>: Sendable {
        private enum State {
            case open
            case awaited(CheckedContinuation<Outcome<Value>, Never>)
            case settled(Outcome<Value>)
        }

        private let state = Mutex(State.open)

        func settle(_ outcome: Outcome<Value>) {
            let waiting: CheckedContinuation<Outcome<Value>, Never>? = state.withLock { state in
                switch state {
                case .open:
                    state = .settled(outcome)
                    return nil
                case .awaited(let continuation):
                    state = .settled(outcome)
                    return continuation
                case .settled: return nil
                }
            }
            waiting?.resume(returning: outcome)
        }

        func outcome() async -> Outcome<Value> {
            await withCheckedContinuation { continuation in
                let settled: Outcome<Value>? = state.withLock { state in
                    if case .settled(let outcome) = state { return outcome }
                    state = .awaited(continuation)
                    return nil
                }
                if let settled { continuation.resume(returning: settled) }
            }
        }
    }
}
