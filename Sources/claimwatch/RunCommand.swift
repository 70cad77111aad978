import ArgumentParser
import Foundation
import Logging
import Settings
import StateStore

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Watch folders and raise alerts: the daemon.",
        discussion: """
            With no configuration it watches FOLDER with the built-in actors and topics. SIGHUP loads the configuration \
            again and keeps the old one when the new one is wrong; SIGTERM finishes the article in hand and ends.
            """)

    @OptionGroup var stateOptions: StateOptions
    @Option(help: "Configuration file.")
    var config: String?
    @Flag(help: "Take in what lies in the folders, deliver the alerts, and end.")
    var once = false
    @Flag(name: .customLong("no-journal"), help: "Write no alerts to the journal.")
    var noJournal = false
    @Argument(help: "Folders to watch instead of the configured ones.")
    var folders: [String] = []

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        LoggingSystem.bootstrap { label in StandardErrorLog(label: label) }
        let loaded = try Self.settings(config, folders: folders)
        let settings = loaded.settings
        let directory = stateOptions.directory(settings)
        try Self.refuseStateAmongArticles(directory, settings.folders)
        do {
            // The lock first: another's state is neither opened for writing nor brought to a newer form.
            let lock = try StateLock(directory: directory)
            let store = try StateStore(directory: directory, standingSinks: noJournal ? [] : ["journal"])
            try store.refuseDamage()
            if once {
                try await SingleRun(settings: settings, store: store, hasJournal: !noJournal).run()
            } else {
                try await Daemon(
                    loaded: loaded, reload: { try Self.settings(config, folders: folders) }, store: store,
                    directory: directory, hasJournal: !noJournal, configuration: config
                ).run()
            }
            withExtendedLifetime(lock) {}
        } catch let error as StateStoreError {
            throw CommandFailure.failed(error.description)
        }
    }

    /// Each article written to the state would be a change in the folder.
    private static func refuseStateAmongArticles(_ state: String, _ folders: [String]) throws {
        func whole(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path + "/" }
        for folder in folders where whole(state).hasPrefix(whole(folder)) {
            throw CommandFailure.configuration(
                "the state \(Plain.text(state)) lies in the watched folder \(Plain.text(folder)); name another "
                    + "directory with --state, or under `state:`")
        }
    }

    /// The configuration with what the command line says over it.
    static func settings(_ config: String?, folders: [String]) throws -> LoadedSettings {
        var loaded = try ConfigurationFile.read(config)
        if !folders.isEmpty { loaded.settings.folders = folders }
        guard !loaded.settings.folders.isEmpty else {
            let remedy = config.map { "name one under `folders:` in \($0)" } ?? "name one: claimwatch run FOLDER"
            throw config == nil
                ? CommandFailure.usage("no folder to watch; \(remedy)")
                : CommandFailure.configuration("no folder to watch; \(remedy)")
        }
        return loaded
    }
}
