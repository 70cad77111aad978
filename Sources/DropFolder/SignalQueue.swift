import Glibc

/// A bounded queue from the watching thread to one asynchronous reader.
///
/// The writer waits while the queue is full: then events pile up in the kernel's queue instead, whose overflow is
/// noticed and mended by a rescan. So memory is bounded however slow the reader.
final class SignalQueue: @unchecked Sendable {
    // All state is behind `lock`; a condition variable, because the writer is a thread and must wait.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let hasRoom = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var signals: [FolderSignal] = []
    private var head = 0
    private var isClosed = false
    private var reader: CheckedContinuation<FolderSignal?, Never>?
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = max(1, capacity)
        pthread_mutex_init(lock, nil)
        pthread_cond_init(hasRoom, nil)
    }

    deinit {
        pthread_cond_destroy(hasRoom)
        pthread_mutex_destroy(lock)
        hasRoom.deallocate()
        lock.deallocate()
    }

    /// Adds a signal, waiting for room; called by the watching thread only.
    /// - Returns: false once the queue is closed.
    func push(_ signal: FolderSignal) -> Bool {
        pthread_mutex_lock(lock)
        while signals.count - head >= capacity, !isClosed { pthread_cond_wait(hasRoom, lock) }
        guard !isClosed else {
            pthread_mutex_unlock(lock)
            return false
        }
        if let reader {
            self.reader = nil
            pthread_mutex_unlock(lock)
            reader.resume(returning: signal)
            return true
        }
        signals.append(signal)
        pthread_mutex_unlock(lock)
        return true
    }

    /// The next signal; nil once the queue is closed, or the task is cancelled (which closes it).
    func next() async -> FolderSignal? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in wait(continuation) }
        } onCancel: {
            close()
        }
    }

    /// What is there already, at most so many; empty where nothing is.
    func waiting(most: Int) -> [FolderSignal] {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        let count = min(most, signals.count - head)
        guard count > 0 else { return [] }
        let taken = Array(signals[head..<head + count])
        moveHead(by: count)
        return taken
    }

    /// To be called with the lock held.
    private func moveHead(by count: Int) {
        head += count
        if head == signals.count || head > 256 {
            signals.removeFirst(head)
            head = 0
        }
        pthread_cond_signal(hasRoom)
    }

    private func wait(_ continuation: CheckedContinuation<FolderSignal?, Never>) {
        pthread_mutex_lock(lock)
        if isClosed || reader != nil {
            pthread_mutex_unlock(lock)
            continuation.resume(returning: nil)
            return
        }
        guard head < signals.count else {
            reader = continuation
            pthread_mutex_unlock(lock)
            return
        }
        let signal = signals[head]
        moveHead(by: 1)
        pthread_mutex_unlock(lock)
        continuation.resume(returning: signal)
    }

    /// The queue is closed: nobody reads any more.
    var isOver: Bool {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return isClosed
    }

    /// The writer waits for the reader, or is about to.
    var isFull: Bool {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return signals.count - head >= capacity
    }

    /// Ends both sides; what was not read is dropped (a rescan at the next start finds it).
    func close() {
        pthread_mutex_lock(lock)
        isClosed = true
        signals = []
        head = 0
        let waiting = reader
        reader = nil
        pthread_cond_broadcast(hasRoom)
        pthread_mutex_unlock(lock)
        waiting?.resume(returning: nil)
    }
}
