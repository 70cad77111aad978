import JournalSink
import Logging
import Pipeline
import ServiceLifecycle

/// Tells the service manager that the daemon lives, only while intake and delivery both make progress, and what it does.
struct WatchdogService: Service {
    let notifier: ServiceNotifier
    let monitor: ProgressMonitor
    let status: ServiceStatus
    let logger: Logger

    func run() async throws {
        guard notifier.isSupervised else { return try await gracefulShutdown() }
        let interval = (notifier.watchdogInterval ?? .seconds(20)) / 2
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            let stuck = monitor.stuck()
            if stuck.isEmpty {
                notifier.alive()
                // The first look through large folders takes as long as it takes.
                if !status.isReady { notifier.extendTimeout(by: interval * 4) }
            } else {
                logger.error(
                    "no progress in \(stuck.joined(separator: ", ")); the service manager will restart the daemon")
            }
            notifier.status(status.line)
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: interval) }
        }
        notifier.stopping()
    }
}
