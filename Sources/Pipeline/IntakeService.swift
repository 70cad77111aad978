import Alerts
import Articles
import DropFolder
import Logging
import Metrics
import ServiceLifecycle
import Synchronization

/// Takes dropped files in: reads each, asks the ledger whether its content is new, and hands the article on, one at a
/// time and in order.
///
/// What lies in the folders at the start, and what a rescan finds, is taken in the order of the articles' dates. Where an
/// article cannot be stored it is kept in hand and tried again until it can: nothing that follows overtakes it. On
/// graceful shutdown the article in hand is finished; what was not reached is found at the next start.
public final class IntakeService: Service {
    /// What it works with; replaced as one when the configuration is loaded again.
    public struct Configuration: Sendable {
        public var folders: FolderWatcher.Options
        public var loader: ArticleLoader
        /// Files that lay in a folder when it was first watched and were last changed longer ago than this are history:
        /// positions are built of them, and nobody is told. Nil: there is no history.
        public var historyAge: Duration?
        /// Reads the article and stores all that follows from it.
        /// - Returns: the number of alerts raised; nil where the content had been taken in before.
        public var process: @Sendable (Article, ArticleArrival) async throws -> Int?

        public init(
            folders: FolderWatcher.Options,
            loader: ArticleLoader,
            historyAge: Duration? = nil,
            process: @escaping @Sendable (Article, ArticleArrival) async throws -> Int?
        ) {
            (self.folders, self.loader, self.process) = (folders, loader, process)
            self.historyAge = historyAge
            self.folders.sizeLimit = loader.reader.limit
        }
    }

    private struct State {
        var configuration: Configuration
        var watcher: FolderWatcher?
        /// The folders have changed: the watcher is to be replaced.
        var isStale = false
    }

    private let state: Mutex<State>
    private let ledger: any IntakeLedger
    private let monitor: ProgressMonitor?
    private let logger: Logger
    private let backoff: Backoff
    private let clock: any Clock<Duration>
    private let onEvent: @Sendable (IntakeEvent) -> Void
    private let part = "intake"
    /// Files of a look that are asked for at once.
    private static let batch = 1_000

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

    private var isEnding: Bool { Task.isCancelled || Task.isShuttingDownGracefully }

    private func watch(over watcher: FolderWatcher) {
        guard let monitor else { return }
        let limit = monitor.limit
        monitor.probe("folders") { [weak watcher] in watcher?.isResponsive(within: limit) ?? true }
    }

    private func read(_ watcher: FolderWatcher) async {
        var roots = RootCount(expected: state.withLock { $0.configuration.folders.roots.count })
        for await signal in watcher.signals() {
            switch signal {
            case .event(let event):
                tell(.folder(event))
                roots.note(event)
            case .file(let file):
                await take(file)
            case .found(let files):
                await take(files)
            case .looked(let root):
                if !isEnding { await mark(.looked(root: root.bytes)) }
            case .cookie(let path):
                if !isEnding { await mark(.cookie(name: path.name)) }
            }
            if roots.isComplete, !roots.isTold {
                roots.isTold = true
                tell(.ready(watched: roots.watched.count, missing: roots.missing.count))
            }
            monitor?.idle(part)
            if isEnding { return }
        }
    }

    /// Takes files in, in the order of their articles' dates, and comes back when all are: for `run --once`.
    ///
    /// - Throws: what the ledger or the store throws; the files before have been taken in.
    public func takeIn(_ files: [DroppedFile]) async throws {
        let loader = state.withLock { $0.configuration.loader }
        for file in loader.inOrderOfDates(files) {
            try Task.checkCancellation()
            try await takeOnce(file, file.path.description, isHistory: isHistory(file))
        }
        let roots = state.withLock { $0.configuration.folders.roots }
        for root in roots { try await ledger.mark(.looked(root: root.bytes)) }
    }

    // MARK: Files

    private func take(_ files: [DroppedFile]) async {
        // Those that are known cost a question, not a reading.
        var news: [Int] = []
        for start in stride(from: 0, to: files.count, by: Self.batch) {
            monitor?.begin(part)
            if isEnding { return }
            let batch = files[start..<min(start + Self.batch, files.count)]
            let places = batch.map { ArticlePlace(path: $0.path.bytes, stamp: $0.stamp) }
            // Where the store cannot be asked they count as news: taking them in waits for it.
            let known = (try? await ledger.contents(of: places)) ?? places.map { _ in nil }
            for (place, content) in zip(batch.indices, known) where isNews(files[place], known: content) {
                news.append(place)
            }
        }
        var unseen: Set<RawPath> = []
        for root in Set(news.map { files[$0].root }) where await isFirstLook(root) { unseen.insert(root) }
        let loader = state.withLock { $0.configuration.loader }
        let ordered = loader.inOrderOfDates(files, news) {
            monitor?.begin(part)
            return isEnding
        }
        for place in ordered {
            if isEnding { return }
            let file = files[place]
            await take(file, isHistory: unseen.contains(file.root) && isHistory(file))
        }
    }

    /// The file is in a state in which it was never read, or may have changed without showing it.
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

    /// Takes a file in, however long the store makes us wait; comes back without it only when we are to end.
    private func take(_ file: DroppedFile, isHistory: Bool = false) async {
        let path = file.path.description
        var attempts = 0
        while true {
            do {
                monitor?.begin(part)
                try await takeOnce(file, path, isHistory: isHistory)
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

    private func takeOnce(_ file: DroppedFile, _ path: String, isHistory: Bool) async throws {
        let known = try await ledger.content(of: ArticlePlace(path: file.path.bytes, stamp: file.stamp))
        if known != nil, !file.isDoubtful { return }
        let configuration = state.withLock { $0.configuration }
        let loaded: ArticleLoader.Loaded
        do {
            loaded = try configuration.loader.load(file)
        } catch {
            switch error {
            case .unreadable(let problem): tell(.unreadable(path: path, problem))
            case .noArticle(let problem, let place, let id):
                // Noted too, so that it is complained of once and not at every start.
                try await ledger.note(place, id)
                tell(.refused(path: path, problem))
            }
            return
        }
        Failpoint.reach(.read)
        let article = loaded.article
        if !article.notes.isEmpty { tell(.mended(path: path, article.notes)) }
        let start = ContinuousClock.now
        var alerts: Int?
        if try await !ledger.hasTaken(article.id) {
            alerts = try await configuration.process(article, ArticleArrival(isHistory: isHistory))
        }
        Failpoint.reach(.noting)
        try await ledger.note(loaded.place, article.id)
        Failpoint.reach(.noted)
        Timer(label: "claimwatch_article_seconds").record(duration: ContinuousClock.now - start)
        if let alerts {
            tell(.taken(path: path, id: article.id, alerts: alerts))
        } else {
            tell(.known(path: path, id: article.id))
        }
    }

    /// Sleeps, and wakes when we are to end.
    private func pause(_ time: Duration) async {
        await cancelWhenGracefulShutdown { [clock] in
            try? await clock.sleep(for: time)
        }
    }

    private func tell(_ event: IntakeEvent) {
        logger.log(level: Logger.Level(event.weight), "\(event)")
        Counter(label: "claimwatch_intake_total", dimensions: [("event", event.name)]).increment()
        onEvent(event)
    }
}
