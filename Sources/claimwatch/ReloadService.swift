import JournalSink
import Logging
import ServiceLifecycle
import Settings
import UnixSignals

/// Loads the configuration again on SIGHUP, and keeps the one in force where the new one is wrong.
struct ReloadService: Service {
    let logger: Logger
    let reporter: EventReporter
    let notifier: ServiceNotifier
    let status: ServiceStatus
    /// The configuration's path; nil where there is none.
    let path: String?
    /// Reads, checks and puts in force; throws where something is wrong, with everything as it was.
    let reload: @Sendable () throws -> Settings

    init(
        logger: Logger, reporter: EventReporter, notifier: ServiceNotifier, status: ServiceStatus, path: String?,
        reload: @escaping @Sendable () throws -> Settings
    ) {
        (self.logger, self.reporter, self.notifier) = (logger, reporter, notifier)
        (self.status, self.path, self.reload) = (status, path, reload)
    }

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            for await _ in signals {
                notifier.reloading()
                do {
                    let settings = try reload()
                    logger.notice(
                        "configuration loaded again: \(settings.folders.count) folders, \(settings.rules.count) rules")
                } catch let failure as CommandFailure {
                    reporter.report(.configurationKept(path: path ?? "-", reason: failure.oneLine))
                } catch {
                    reporter.report(.configurationKept(path: path ?? "-", reason: "\(error)"))
                }
                notifier.ready(status: status.line)
            }
        }
    }
}
