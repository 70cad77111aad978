import Alerts
import Articles
import DropFolder
import Foundation
import JournalSink
import Logging
import Metrics
import Pipeline
import ServiceLifecycle
import Settings
import StateStore
import UnixSignals

/// `run`: the services of the daemon, put together and run as one group.
struct Daemon {
    let loaded: LoadedSettings
    /// Reads the configuration again.
    let reload: @Sendable () throws -> LoadedSettings
    let store: StateStore
    /// The state's directory.
    let directory: String
    let hasJournal: Bool
    /// The configuration's path, for messages.
    let configuration: String?

    func run() async throws {
        let settings = loaded.settings
        let logger = Logger(label: "claimwatch")
        // Before the services: what counts asks for its counter once.
        let book = MetricsBook()
        MetricsSystem.bootstrap(book)
        let notifier = ServiceNotifier()
        let monitor = ProgressMonitor(limit: .seconds(20))
        let engine = Engine(settings: settings)
        let current = CurrentProcessor(engine.processor(store: store))
        let status = ServiceStatus(notifier: notifier)

        // The services say nothing by themselves: what happens comes here, and is said once.
        let silent = Logger(label: "claimwatch.services") { _ in SwiftLogNoOpLogHandler() }
        let reporter = EventReporter(logger: logger, usesJournal: hasJournal && notifier.isSupervised)
        let intake = IntakeService(
            Self.intake(engine, current), ledger: store, monitor: monitor, logger: silent,
            onEvent: { event in
                reporter.note(event)
                status.note(event)
            })
        let sinks = try Sinks.all(settings, hasJournal: hasJournal)
        let delivery = DeliveryService(
            sinks: sinks, outbox: store, now: { Date().timeIntervalSince1970 }, monitor: monitor,
            logger: silent, onEvent: { reporter.note($0) })
        current.onAlerts { delivery.wake() }
        // The journal is the same over a reload.
        let readBack = Self.readBack(sinks, store) { event in
            reporter.note(event)
            delivery.wake()
        }
        let reloading = ReloadService(
            reporter: reporter, notifier: notifier, status: status, path: configuration, loaded: loaded
        ) {
            let loaded = try reload()
            let settings = loaded.settings
            let sinks = try Sinks.all(settings, hasJournal: hasJournal)
            let engine = Engine(settings: settings)
            current.replace(engine.processor(store: store))
            intake.update(Self.intake(engine, current))
            delivery.update(sinks: sinks)
            return loaded
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: reporter), .init(service: delivery), .init(service: intake),
                    .init(service: reloading), .init(service: MetricsFile(book: book, directory: directory)),
                    .init(service: DayService(current: current, logger: logger)),
                    .init(
                        service: WatchdogService(notifier: notifier, monitor: monitor, status: status, logger: logger)),
                ] + readBack.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: silent))
        do { try await group.run() } catch {
            throw CommandFailure.failed("the daemon ended: \(error)")
        }
        logger.info("ended")
    }

    /// For each sink that can be asked what it still has.
    static func readBack(
        _ sinks: [any AlertSink], _ store: StateStore, onEvent: @escaping @Sendable (ReadBackEvent) -> Void
    ) -> [ReadBackService] {
        sinks.compactMap { $0 as? any ReadableSink }.map {
            ReadBackService(sink: $0, store: store, now: { Date().timeIntervalSince1970 }, onEvent: onEvent)
        }
    }

    static func intake(_ engine: Engine, _ current: CurrentProcessor) -> IntakeService.Configuration {
        let settings = engine.settings
        var options = FolderWatcher.Options(roots: settings.folders.map { RawPath($0) })
        options.sizeLimit = settings.articleLimit
        options.rescanInterval = .seconds(settings.rescanInterval)
        options.followsLinks = settings.links == .follow
        // Every file is read again in two looks after it was changed last.
        options.doubtAge = .seconds(2 * settings.rescanInterval)
        return IntakeService.Configuration(
            folders: options, loader: ArticleLoader(reader: engine.articles),
            historyAge: settings.backfill == .quiet ? .seconds(settings.historyDays * 86_400) : nil,
            process: { try await current.process($0) })
    }
}
