import ArgumentParser
import Foundation
import Settings
import StateStore

/// Where the state lives: named, configured, given by systemd, or the user's own.
struct StateOptions: ParsableArguments {
    @Option(
        help: "Directory of the state (default: the configured one, $STATE_DIRECTORY, or ~/.local/state/claimwatch).")
    var state: String?

    func directory(_ settings: Settings = Settings()) -> String {
        if let state { return state }
        if let configured = settings.state { return configured }
        let environment = ProcessInfo.processInfo.environment
        if let given = environment["STATE_DIRECTORY"]?.split(separator: ":").first { return String(given) }
        if let base = environment["XDG_STATE_HOME"], base.hasPrefix("/") { return base + "/claimwatch" }
        return (environment["HOME"] ?? "/var/lib") + "/.local/state/claimwatch"
    }

    /// Where a command looks: also at the system service's state, where the user has none of their own.
    func found(_ settings: Settings) -> String {
        let directory = directory(settings)
        let service = "/var/lib/claimwatch"
        if state == nil, settings.state == nil, !FileManager.default.fileExists(atPath: directory),
            FileManager.default.fileExists(atPath: service)
        {
            return service
        }
        return directory
    }

    func openForReading(_ settings: Settings = Settings()) throws -> StateStore {
        do { return try StateStore(readingFrom: found(settings)) } catch let error as StateStoreError {
            throw CommandFailure.failed(error.description)
        }
    }

    /// For what may be changed beside a running daemon.
    func openForWriting(_ settings: Settings = Settings()) throws -> StateStore {
        do { return try StateStore(attachedTo: found(settings)) } catch let error as StateStoreError {
            throw CommandFailure.failed(error.description)
        }
    }
}
