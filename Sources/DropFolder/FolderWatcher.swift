import CInotify
import Glibc
import Synchronization

/// Watches folders for files that are complete, and loses none.
///
///     let watcher = FolderWatcher(FolderWatcher.Options(roots: ["/srv/news"]))
///     for await signal in watcher.signals() { … }
///
/// A file is reported when it is closed after writing, moved in or linked in, and when a look through the folders finds
/// it new or changed: at the start, below a new folder, after an overflow of the kernel's queue, at intervals. A file
/// that a look finds freshly written is reported once it has kept still for a moment. Names that are hidden or
/// temporary, kinds that are not read, links, devices and files over the limit are passed over with a reason.
/// A root that is missing or goes away is degraded, and taken up again when it is there.
///
/// A report means "look": the same file may be reported twice (a change of rights, a new name). Whoever reads it
/// decides by its content.
public final class FolderWatcher: Sendable {
    public struct Options: Sendable, Equatable {
        /// The folders to watch, with all below them. None should lie within another.
        public var roots: [RawPath]
        /// The most bytes that a file may have.
        public var sizeLimit = 8 << 20
        /// How long a file found by a look must have kept still.
        public var settle = Duration.seconds(1)
        /// How long a file that was created but never closed must have kept still.
        public var settleOpen = Duration.seconds(5)
        /// A file that never keeps still is reported after so long.
        public var longestWait = Duration.seconds(60)
        /// Time between looks through folders that are watched, for changes that give no event.
        public var rescanInterval = Duration.seconds(300)
        /// Time between looks through folders that cannot be watched, and for folders that are missing.
        public var pollInterval = Duration.seconds(2)
        /// Signals held for a slow reader.
        public var capacity = 1024
        /// Looks at intervals instead of watching, whatever the file system: for tests, and where notices do not come.
        public var alwaysPolls = false
        /// Links to files beneath their root are read; others never are.
        public var followsLinks = false
        /// In a look at intervals, files changed no longer ago than this are reported as doubtful. Writing through
        /// memory mapped before the file was closed gives no event, and on some file systems no new time either.
        public var doubtAge = Duration.seconds(600)

        public init(roots: [RawPath]) { self.roots = roots }
    }

    private let options: Options
    private let queue: SignalQueue
    private let wake: WakeSignal
    private let pulse = WatchPulse()
    private let hasStarted = Mutex(false)

    public init(_ options: Options) {
        self.options = options
        queue = SignalQueue(capacity: options.capacity)
        wake = WakeSignal()
    }

    deinit { stop() }

    /// Starts watching, on a thread of its own, and gives what happens. To be called once; a second call gives a sequence
    /// that ends at once. Watching ends when the reading task is cancelled, and with ``stop()``.
    public func signals() -> FolderSignals {
        let isFirst = hasStarted.withLock { started in
            defer { started = true }
            return !started
        }
        guard isFirst else { return FolderSignals(queue: SignalQueue(capacity: 1), watcher: nil, isEmpty: true) }
        WatchThread.start(options, queue, wake, pulse)
        return FolderSignals(queue: queue, watcher: self, isEmpty: false)
    }

    /// Looks through all folders from the start, as after an overflow.
    public func rescan() { wake.send(.rescan) }

    /// A file that was reported could not be read: it is reported again when something is done to the folders, and at
    /// intervals; where it was gone or was being written, as soon as it has kept still in its place.
    public func reportAgain(_ file: DroppedFile, after problem: FileReadProblem) {
        let atOnce = problem == .vanished || problem == .changing
        wake.send(UnreadFile(root: file.root, relative: file.relative, atOnce: atOnce))
    }

    /// The watching thread has turned within the time, or waits for a slow reader: for a watchdog.
    public func isResponsive(within limit: Duration) -> Bool {
        WatchClock.monotonic() - pulse.lastTurn < limit.nanoseconds || queue.isFull || queue.isOver
    }

    /// Ends the watching and the sequence, at once.
    public func stop() {
        queue.close()
        wake.send(.stop)
    }
}

/// What a watcher reports, in order; for one reader.
public struct FolderSignals: AsyncSequence, Sendable {
    let queue: SignalQueue
    /// Keeps the watcher alive while somebody reads.
    let watcher: FolderWatcher?
    let isEmpty: Bool

    public struct AsyncIterator: AsyncIteratorProtocol {
        let signals: FolderSignals

        /// The next signal; nil when the watcher was stopped or the task cancelled.
        public mutating func next() async -> FolderSignal? {
            guard !signals.isEmpty else { return nil }
            let signal = await signals.queue.next()
            // Cancellation closes the queue; the thread must hear of it too.
            if signal == nil { signals.watcher?.stop() }
            return signal
        }

        /// The next signal, and those that have come since, in order.
        /// - Returns: at least one and at most so many; nil when the watcher was stopped or the task cancelled.
        public mutating func nextOnes(most: Int) async -> [FolderSignal]? {
            guard let first = await next() else { return nil }
            return [first] + signals.queue.waiting(most: most - 1)
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(signals: self) }
}

/// A file that was reported and could not be read.
struct UnreadFile: Sendable {
    var root: RawPath
    var relative: RawPath
    /// It is to be looked at now, not in the next look.
    var atOnce: Bool
}

/// Wakes the watching thread out of poll(2).
final class WakeSignal: Sendable {
    enum Message: UInt64 {
        case rescan = 1
        // Each larger than any number of those before can add up to.
        case again = 0x1_0000_0000
        case stop = 0x100_0000_0000_0000
    }

    let descriptor: Int32
    private let unread = Mutex<[UnreadFile]>([])

    init() { descriptor = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC)) }
    deinit { if descriptor >= 0 { close(descriptor) } }

    func send(_ message: Message) {
        var value = message.rawValue
        _ = write(descriptor, &value, 8)
    }

    func send(_ file: UnreadFile) {
        unread.withLock { $0.append(file) }
        send(.again)
    }

    /// The files that were sent since the last call.
    func takeUnread() -> [UnreadFile] {
        unread.withLock { files in
            defer { files = [] }
            return files
        }
    }

    /// What was sent since the last call.
    func take() -> (stop: Bool, rescan: Bool) {
        var value: UInt64 = 0
        guard read(descriptor, &value, 8) == 8 else { return (false, false) }
        return (value >= Message.stop.rawValue, value % Message.again.rawValue > 0)
    }
}

/// When the watching thread last turned, in monotonic nanoseconds.
final class WatchPulse: Sendable {
    private let time = Atomic<Int64>(WatchClock.monotonic())

    var lastTurn: Int64 { time.load(ordering: .relaxed) }
    func beat() { time.store(WatchClock.monotonic(), ordering: .relaxed) }
}

/// The thread that watches.
private final class WatchThread {
    let options: FolderWatcher.Options
    let queue: SignalQueue
    let wake: WakeSignal
    let pulse: WatchPulse

    init(_ options: FolderWatcher.Options, _ queue: SignalQueue, _ wake: WakeSignal, _ pulse: WatchPulse) {
        (self.options, self.queue, self.wake, self.pulse) = (options, queue, wake, pulse)
    }

    static func start(
        _ options: FolderWatcher.Options,
        _ queue: SignalQueue,
        _ wake: WakeSignal,
        _ pulse: WatchPulse
    ) {
        let thread = WatchThread(options, queue, wake, pulse)
        let context = Unmanaged.passRetained(thread).toOpaque()
        var identifier = pthread_t()
        let status = pthread_create(
            &identifier,
            nil,
            { context in
                guard let context else { return nil }
                claimwatch_name_thread("folder-watch")
                let thread = Unmanaged<WatchThread>.fromOpaque(context).takeRetainedValue()
                WatchLoop(thread.options, thread.queue, thread.wake, thread.pulse).run()
                return nil
            },
            context
        )
        guard status == 0 else {
            // Without a thread there is nothing to read: the sequence ends, and its reader says so.
            Unmanaged<WatchThread>.fromOpaque(context).release()
            queue.close()
            return
        }
        pthread_detach(identifier)
    }
}
