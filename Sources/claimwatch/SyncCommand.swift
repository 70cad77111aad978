import Alerts
import ArgumentParser
import DropFolder
import Foundation
import Glibc
import Settings
import StateStore

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Wait until the daemon has taken in all that lies in a folder now.",
        discussion: """
            Puts a hidden file into the folder, waits until the daemon has come to it, and removes it again: for scripts \
            and tests. The right to write to the folder is needed. Exits with status 1 where no daemon answers in time.
            """)

    @OptionGroup var stateOptions: StateOptions
    @Option(help: "Configuration file that names the state.")
    var config: String?
    @Option(help: "How long to wait, seconds.")
    var timeout: Double = 60
    @Argument(help: "A watched folder, or one below it.")
    var folder: String

    func run() async throws {
        let directory = stateOptions.directory(try ConfigurationFile.load(config))
        if StateLock.isFree(directory: directory) {
            throw CommandFailure.failed(
                "no daemon is running on \(directory); start `claimwatch run`, or name its state by --state")
        }
        let store: StateStore
        do { store = try StateStore(readingFrom: directory) } catch let error as StateStoreError {
            throw CommandFailure.failed(error.description)
        }
        let name = SyncCookie.prefix + "\(getpid())-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        let path = folder + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else {
            throw CommandFailure.failed(
                "\(Plain.text(folder)): \(String(cString: strerror(errno))); a watched folder is needed, and the "
                    + "right to write to it")
        }
        close(descriptor)
        defer { unlink(path) }
        let end = ContinuousClock.now + .seconds(timeout)
        while try await !store.isMarked(.cookie(name: Array(name.utf8))) {
            guard ContinuousClock.now < end else {
                throw CommandFailure.failed(
                    "\(Plain.text(folder)): no answer within \(timeout) s; is it one of the daemon's folders? With "
                        + "many articles to take in, wait longer: --timeout")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
