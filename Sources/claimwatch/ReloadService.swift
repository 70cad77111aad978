import JournalSink
import ServiceLifecycle
import Settings
import UnixSignals

/// Loads the configuration again on SIGHUP, says what is different, and keeps the one in force where the new one is wrong.
struct ReloadService: Service {
    let reporter: EventReporter
    let notifier: ServiceNotifier
    let status: ServiceStatus
    /// The configuration's path; nil where there is none.
    let path: String?
    /// In force at the start.
    let loaded: LoadedSettings
    /// Reads, checks and puts in force; throws where something is wrong, with everything as it was.
    let reload: @Sendable () throws -> LoadedSettings

    init(
        reporter: EventReporter, notifier: ServiceNotifier, status: ServiceStatus, path: String?,
        loaded: LoadedSettings, reload: @escaping @Sendable () throws -> LoadedSettings
    ) {
        (self.reporter, self.notifier, self.status) = (reporter, notifier, status)
        (self.path, self.loaded, self.reload) = (path, loaded, reload)
    }

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            var inForce = loaded
            for await _ in signals {
                notifier.reloading()
                do {
                    let new = try reload()
                    reporter.report(.configurationLoaded(path: path ?? "-", changes: Self.changes(inForce, new)))
                    inForce = new
                } catch let failure as CommandFailure {
                    reporter.report(.configurationKept(path: path ?? "-", reason: failure.oneLine))
                } catch {
                    reporter.report(.configurationKept(path: path ?? "-", reason: "\(error)"))
                }
                notifier.ready(status: status.line)
            }
        }
    }

    private static func changes(_ old: LoadedSettings, _ new: LoadedSettings) -> [String] {
        SettingsChanges.between((old.settings, old.effective), (new.settings, new.effective)).map { change in
            // The state is opened once.
            change.hasPrefix("state:") ? "\(change), at the next start" : change
        }
    }
}
