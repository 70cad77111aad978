import Logging
import ServiceLifecycle

/// Asks every ten minutes whether a day has passed that something was due on: a deadline that was missed.
///
/// Asking is a look-up by index, and the same deadline gives the same alert, so nothing has to be kept of what was asked.
struct DayService: Service {
    let current: CurrentProcessor
    let logger: Logger

    func run() async throws {
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do { _ = try await current.tick() } catch {
                logger.warning("deadlines could not be looked up (\(error)); it is tried again in ten minutes")
            }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: .seconds(600)) }
        }
    }
}
