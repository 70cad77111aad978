import Articles
import DropFolder
import JournalSink
import Logging
import Pipeline
import ServiceLifecycle
import Synchronization

/// Says what happens in the daemon, each thing once: in the journal with the id that the catalog explains, where it has
/// one and the journal is ours to write; else as a line on standard error.
final class EventReporter: Service {
    private let logger: Logger
    private let writer: JournalWriter?
    private let stream: AsyncStream<Diagnostic>
    private let continuation: AsyncStream<Diagnostic>.Continuation
    /// Diagnostics that found no place.
    private let leftOut = Mutex(0)

    /// - Parameter usesJournal: under a service manager standard error is the journal too, and a diagnostic would stand
    ///   there twice.
    init(logger: Logger, usesJournal: Bool) {
        self.logger = logger
        writer = usesJournal ? try? JournalWriter() : nil
        // Bounded: a stalled journal must not fill the memory with complaints.
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1_024))
    }

    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            var budget = DiagnosticBudget()
            for await diagnostic in stream { await write(diagnostic, &budget) }
        }
    }

    private func write(_ diagnostic: Diagnostic, _ budget: inout DiagnosticBudget) async {
        guard let writer else {
            return logger.log(level: diagnostic.isTrouble ? .warning : .notice, "\(diagnostic.message)")
        }
        let count = leftOut.withLock { count in
            defer { count = 0 }
            return count
        }
        if count > 0 { logger.info("\(count) diagnostics were left out: too many at once") }
        switch budget.ask(now: .now) {
        case .write:
            if await !writer.report(diagnostic) { logger.info("\(diagnostic.message)") }
        case .last: logger.info("\(diagnostic.message); too many such: those that follow within seconds are left out")
        case .drop: leftOut.withLock { $0 += 1 }
        }
    }

    func report(_ diagnostic: Diagnostic) {
        if case .enqueued = continuation.yield(diagnostic) { return }
        leftOut.withLock { $0 += 1 }
    }

    func note(_ event: ReadBackEvent) {
        // What was found missing the sink has said in the journal itself.
        if case .sentAgain = event, writer != nil { return }
        logger.log(level: bounded(.warning), "\(event)")
    }

    func note(_ event: IntakeEvent) {
        if let diagnostic = Self.diagnostic(of: event) { return report(diagnostic) }
        say(event)
    }

    /// On standard error, whatever the event.
    func say(_ event: IntakeEvent) {
        let level: Logger.Level =
            switch event.weight {
            case .debug: .debug
            case .info: .info
            case .notice: .notice
            case .warning: .warning
            case .error: .error
            }
        logger.log(level: bounded(level), "\(event)")
    }

    /// In the journal what is heavier than information is an alert, or that the service as a whole cannot work.
    private func bounded(_ level: Logger.Level) -> Logger.Level {
        writer != nil && level > .info && level < .error ? .info : level
    }

    /// On standard error, what has gone wrong.
    func say(_ event: DeliveryEvent) {
        if case .delivered = event { return }
        logger.warning("\(event)")
    }

    func note(_ event: DeliveryEvent) {
        switch event {
        case .delivered: logger.debug("\(event)")
        case .delayed(_, let sink, let reason, let attempts, _):
            // The first failure is news; the others of the same outage are not.
            if attempts == 1 {
                report(.deliveryFailing(sink: sink, reason: reason))
            } else {
                logger.info("\(event)")
            }
        case .dead(let alert, let sink, let reason): report(.deadLetter(sink: sink, alert: alert, reason: reason))
        case .gone(let sink, let reason): report(.sinkDisabled(sink: sink, reason: reason))
        case .storeUnavailable: logger.error("\(event)")
        }
    }

    private static func diagnostic(of event: IntakeEvent) -> Diagnostic? {
        switch event {
        case .folder(.rescan(let root, .overflow)): .overflowRescan(folder: "\(root)")
        case .folder(.degraded(let root, let problem)), .folder(.polling(let root, let problem)):
            .folderDegraded(folder: "\(root)", reason: "\(problem)")
        case .refused(let path, let problem): .articleRefused(article: path, reason: "\(problem)")
        case .unreadable(let path, .tooLarge(let size, let limit)):
            .articleRefused(article: path, reason: "\(FileReadProblem.tooLarge(size: size, limit: limit))")
        case .folder(.ignored(let path, .tooLarge(let size, let limit))):
            .articleRefused(article: "\(path)", reason: "\(IgnoreReason.tooLarge(size: size, limit: limit))")
        default: nil
        }
    }
}
