import ArgumentParser
import DropFolder
import Foundation
import Logging
import Pipeline
import Settings
import StateStore
import Synchronization

struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make a damaged state anew from the folders.",
        discussion: """
            The damaged file is kept beside the new one. The same articles give the same alerts with the same ids; \
            those that were delivered are not delivered again, the others are by the next `claimwatch run`. What is no \
            longer in the folders is not in the new state. A state that is well is left alone.
            """)

    @OptionGroup var stateOptions: StateOptions
    @Option(help: "Configuration file.")
    var config: String?
    @Flag(help: "Make it anew although it is well.")
    var force = false
    @Flag(name: .customLong("no-journal"), help: "Alerts are not written to the journal by the daemon.")
    var noJournal = false
    @Argument(help: "Folders to read instead of the configured ones.")
    var folders: [String] = []

    func run() async throws {
        LoggingSystem.bootstrap { label in StandardErrorLog(label: label) }
        let settings = try RunCommand.settings(config, folders: folders).settings
        let directory = stateOptions.directory(settings)
        do {
            let lock = try StateLock(directory: directory)
            try await rebuild(settings, directory)
            withExtendedLifetime(lock) {}
        } catch let error as StateStoreError {
            throw CommandFailure.failed(error.description)
        }
    }

    private func rebuild(_ settings: Settings, _ directory: String) async throws {
        let trouble = try StateRebuild.trouble(in: directory)
        if let trouble {
            Terminal.error("damaged: \(Plain.text(trouble))")
        } else if !force {
            Terminal.error("\(directory): the state is well; nothing was done (--force makes it anew all the same)")
            return
        }
        let rebuild = try StateRebuild(directory: directory, standingSinks: noJournal ? [] : ["journal"])
        let scan = FolderScan(
            paths: settings.folders.map { RawPath($0) }, limit: settings.articleLimit,
            followsLinks: settings.links == .follow)
        for problem in scan.problems { Terminal.error(Plain.text("\(problem)")) }
        guard scan.problems.isEmpty else {
            throw CommandFailure.failed("not all folders can be read; nothing was changed")
        }
        let engine = Engine(settings: settings)
        let silent = Logger(label: "claimwatch.services") { _ in SwiftLogNoOpLogHandler() }
        let intake = IntakeService(
            Daemon.intake(engine, CurrentProcessor(engine.processor(store: rebuild.store))), ledger: rebuild.store,
            logger: silent)
        try await intake.takeIn(scan.files)
        let counts = try rebuild.store.counts()
        let aside = try rebuild.finish()
        Terminal.error(
            "made anew: \(counts.articles) articles, \(counts.alerts) alerts; the damaged file is \(Plain.text(aside))")
    }
}
