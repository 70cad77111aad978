import Alerts
import Articles
import DropFolder
import Logging
import Metrics
import ServiceLifecycle
import Synchronization

/// Takes dropped files in: reads each, asks the ledger whether its content is new, and hands the articles on in order:
/// one at a time where they come one at a time, several together where more of them wait.
///
/// What lies in the folders at the start, and what a rescan finds, is taken in the order of the articles' dates. Where an
/// article cannot be stored it is kept in hand and tried again until it can: nothing that follows overtakes it. On
/// graceful shutdown the articles in hand are finished; what was not reached is found at the next start.
public final class IntakeService: Service {
    /// What it works with; replaced as one when the configuration is loaded again.
    public struct Configuration: Sendable {
        public var folders: FolderWatcher.Options
        public var loader: ArticleLoader
        /// Files that lay in a folder when it was first watched and were last changed longer ago than this are history:
        /// positions are built of them, and nobody is told. Nil: there is no history.
        public var historyAge: Duration?
        /// Reads the articles and stores all that follows from them, with their places: all of it or nothing.
        /// - Returns: for each the number of alerts raised; nil where the content had been taken in before.
        public var process: @Sendable ([ArrivedArticle]) async throws -> [Int?]

        public init(
            folders: FolderWatcher.Options,
            loader: ArticleLoader,
            historyAge: Duration? = nil,
            process: @escaping @Sendable ([ArrivedArticle]) async throws -> [Int?]
        ) {
            (self.folders, self.loader, self.process) = (folders, loader, process)
            self.historyAge = historyAge
            self.folders.sizeLimit = loader.reader.limit
        }
    }

    struct State {
        var configuration: Configuration
        var watcher: FolderWatcher?
        /// The folders have changed: the watcher is to be replaced.
        var isStale = false
        /// Files that cannot be read, so that each is complained of once: it is tried again and again.
        var complaints: Set<Int> = []
    }

    let state: Mutex<State>
    let ledger: any IntakeLedger
    let monitor: ProgressMonitor?
    private let logger: Logger
    private let backoff: Backoff
    private let clock: any Clock<Duration>
    private let onEvent: @Sendable (IntakeEvent) -> Void
    let part = "intake"
    /// Files that the ledger is asked for at once.
    private static let asked = 1_000

    /// - Parameters:
    ///   - ledger: remembers what has been taken in.
    ///   - monitor: told of work and rest, for the watchdog.
    ///   - backoff: waits while the store is not available.
    ///   - clock: what waits are slept on.
    ///   - onEvent: called for everything that happens, in order; must come back at once.
    public init(
        _ configuration: Configuration,
        ledger: any IntakeLedger,
        monitor: ProgressMonitor? = nil,
        logger: Logger = Logger(label: "claimwatch.intake"),
        backoff: Backoff = Backoff(first: .milliseconds(500), longest: .seconds(60)),
        clock: any Clock<Duration> = ContinuousClock(),
        onEvent: @escaping @Sendable (IntakeEvent) -> Void = { _ in }
    ) {
        state = Mutex(State(configuration: configuration))
        (self.ledger, self.monitor, self.logger) = (ledger, monitor, logger)
        (self.backoff, self.clock, self.onEvent) = (backoff, clock, onEvent)
    }

    /// Goes on with another configuration; the article in hand is finished with the old one.
    public func update(_ configuration: Configuration) {
        let watcher = state.withLock { state -> FolderWatcher? in
            let isSame = state.configuration.folders == configuration.folders
            state.configuration = configuration
            guard !isSame else { return nil }
            state.isStale = true
            return state.watcher
        }
        watcher?.stop()
    }

    /// Looks through all folders again.
    public func rescan() { state.withLock { $0.watcher }?.rescan() }

    public func run() async throws {
        await withGracefulShutdownHandler {
            while !isEnding {
                let watcher = state.withLock { state in
                    let watcher = FolderWatcher(state.configuration.folders)
                    (state.watcher, state.isStale) = (watcher, false)
                    return watcher
                }
                // Told to end before this watcher was known to the handler.
                if isEnding { watcher.stop() }
                watch(over: watcher)
                await read(watcher)
                if !isEnding, !state.withLock({ $0.isStale }) {
                    tell(.watcherEnded)
                    await pause(.seconds(1))
                }
            }
        } onGracefulShutdown: {
            self.state.withLock { $0.watcher }?.stop()
        }
        monitor?.remove(part)
    }

    var isEnding: Bool { Task.isCancelled || Task.isShuttingDownGracefully }

    private func watch(over watcher: FolderWatcher) {
        guard let monitor else { return }
        let limit = monitor.limit
        monitor.probe("folders") { [weak watcher] in watcher?.isResponsive(within: limit) ?? true }
    }

    private func read(_ watcher: FolderWatcher) async {
        var roots = RootCount(expected: state.withLock { $0.configuration.folders.roots.count })
        var found = FileList()
        var signals = watcher.signals().makeAsyncIterator()
        while let waiting = await signals.nextOnes(most: FileBatch.mostFiles) {
            var files: [DroppedFile] = []
            for signal in waiting {
                if case .file(let file) = signal {
                    files.append(file)
                    continue
                }
                await take(files)
                files = []
                if isEnding { return }
                await act(on: signal, &roots, &found)
            }
            await take(files)
            monitor?.idle(part)
            if isEnding { return }
        }
    }

    /// - Parameter found: what the look under way has found that is news.
    private func act(on signal: FolderSignal, _ roots: inout RootCount, _ found: inout FileList) async {
        switch signal {
        case .file: break
        case .event(let event):
            tell(.folder(event))
            roots.note(event)
            if roots.isComplete, !roots.isTold {
                roots.isTold = true
                tell(.ready(watched: roots.watched.count, missing: roots.missing.count))
            }
        case .finding(let files): for file in await newsOrAll(of: files) { found.append(file) }
        case .found(let files):
            for file in await newsOrAll(of: files) { found.append(file) }
            await take(found: found)
            found = FileList()
        case .looked(let root): await mark(.looked(root: root.bytes))
        case .cookie(let path): await mark(.cookie(name: path.name))
        }
    }

    /// Takes files in, in the order of their articles' dates, and comes back when all are: for `run --once`.
    ///
    /// - Throws: what the ledger or the store throws; the files before have been taken in.
    public func takeIn(_ files: [DroppedFile]) async throws {
        let news = FileList(try await news(in: files))
        let loader = state.withLock { $0.configuration.loader }
        var batch = FileBatch()
        for place in loader.orderOfDates(news) {
            try Task.checkCancellation()
            guard let read = read(news[place], isHistory: isHistory(news[place])) else { continue }
            batch.add(read)
            if batch.isFull { try await store(batch.takeOut()) }
        }
        try await store(batch.takeOut())
        let roots = state.withLock { $0.configuration.folders.roots }
        for root in roots { try await ledger.mark(.looked(root: root.bytes)) }
    }

    // MARK: Files

    /// Takes in files that came one after the other, in that order.
    private func take(_ files: [DroppedFile]) async {
        guard !files.isEmpty else { return }
        monitor?.begin(part)
        await take(await newsOrAll(of: files), unseen: [])
    }

    /// Takes in what a look found, in the order of the articles' dates.
    private func take(found files: FileList) async {
        var unseen: Set<RawPath> = []
        for root in files.folders where await isFirstLook(root) { unseen.insert(root) }
        let loader = state.withLock { $0.configuration.loader }
        let order = loader.orderOfDates(files) {
            monitor?.begin(part)
            return isEnding
        }
        await take(order.lazy.map { files[$0] }, unseen: unseen)
    }

    private func take(_ files: some Sequence<DroppedFile>, unseen: Set<RawPath>) async {
        var batch = FileBatch()
        for file in files {
            monitor?.begin(part)
            if isEnding { return }
            guard let read = read(file, isHistory: unseen.contains(file.root) && isHistory(file)) else { continue }
            batch.add(read)
            if batch.isFull { await keepStoring(batch.takeOut()) }
        }
        await keepStoring(batch.takeOut())
    }

    /// The files that were never read in the state in which they are, or may have changed without showing it. Those that
    /// are known cost a question, not a reading.
    private func news(in files: [DroppedFile]) async throws -> [DroppedFile] {
        var news: [DroppedFile] = []
        for start in stride(from: 0, to: files.count, by: Self.asked) {
            monitor?.begin(part)
            if isEnding { return [] }
            let asked = files[start..<min(start + Self.asked, files.count)]
            let known = try await ledger.contents(
                of: asked.map { ArticlePlace(path: $0.path.bytes, stamp: $0.stamp) })
            news += zip(asked, known).filter { isNews($0, known: $1) }.map(\.0)
        }
        return news
    }

    /// Where the store cannot be asked all count as news: taking them in waits for it.
    private func newsOrAll(of files: [DroppedFile]) async -> [DroppedFile] {
        (try? await news(in: files)) ?? files
    }

    private func isNews(_ file: DroppedFile, known: ArticleID?) -> Bool {
        guard let known else { return true }
        guard file.isDoubtful else { return false }
        monitor?.begin(part)
        let limit = state.withLock { $0.configuration.loader.reader.limit }
        guard let contents = try? FileReader.read(file, limit: limit) else { return false }
        return ArticleLoader.id(of: contents.bytes) != known
    }

    private func isFirstLook(_ root: RawPath) async -> Bool {
        (try? await ledger.isMarked(.looked(root: root.bytes))) == false
    }

    private func isHistory(_ file: DroppedFile) -> Bool {
        guard let age = state.withLock({ $0.configuration.historyAge }) else { return false }
        return file.age > age
    }

    /// Keeps a mark, however long the store makes us wait.
    private func mark(_ mark: IntakeMark) async {
        var attempts = 0
        while !isEnding {
            do {
                try await ledger.mark(mark)
                return
            } catch {
                attempts += 1
                await pause(backoff.wait(after: attempts, random: Double.random(in: 0...1)))
            }
        }
    }

    /// Stores files, however long the store makes us wait; comes back without it only when we are to end.
    private func keepStoring(_ files: [ReadFile]) async {
        if files.count > 1 {
            do { return try await store(files) } catch {
                // One by one, so that what cannot be stored is named and nothing before it waits.
                for file in files where !isEnding { await keepStoring([file]) }
                return
            }
        }
        guard let file = files.first else { return }
        let path = file.path
        var attempts = 0
        while true {
            do {
                try await store(files)
                if attempts > 0 { tell(.recovered(path: path, attempts: attempts + 1)) }
                return
            } catch is CancellationError {
                return
            } catch {
                attempts += 1
                let wait = backoff.wait(after: attempts, random: Double.random(in: 0...1))
                tell(.waiting(path: path, error: "\(error)", wait: wait))
                monitor?.idle(part)
                await pause(wait)
                if isEnding { return }
            }
        }
    }

    /// Sleeps, and wakes when we are to end.
    private func pause(_ time: Duration) async {
        await cancelWhenGracefulShutdown { [clock] in
            try? await clock.sleep(for: time)
        }
    }

    func tell(_ event: IntakeEvent) {
        logger.log(level: Logger.Level(event.weight), "\(event)")
        Counter(label: "claimwatch_intake_total", dimensions: [("event", event.name)]).increment()
        onEvent(event)
    }
}
