import JournalSink
import Logging
import ServiceLifecycle
import Settings
import UnixSignals

/// Loads the configuration again on SIGHUP, and keeps the one in force where the new one is wrong.
struct ReloadService: Service {
    let logger: Logger
    let notifier: ServiceNotifier
    let status: ServiceStatus
    /// Reads, checks and puts in force; throws where something is wrong, with everything as it was.
    let reload: @Sendable () throws -> Settings

    init(
        logger: Logger, notifier: ServiceNotifier, status: ServiceStatus,
        reload: @escaping @Sendable () throws -> Settings
    ) {
        (self.logger, self.notifier, self.status, self.reload) = (logger, notifier, status, reload)
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
                    for line in failure.message.split(separator: "\n") { logger.error("\(line)") }
                    logger.error("the new configuration is wrong; the one in force is kept. Mend it and reload again")
                } catch {
                    logger.error("\(error); the configuration in force is kept")
                }
                notifier.ready(status: status.line)
            }
        }
    }
}
