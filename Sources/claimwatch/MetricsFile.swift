import Foundation
import ServiceLifecycle

/// Writes the figures of the services beside the state, where node_exporter's textfile collector, or a person, reads
/// them: `metrics.prom`, whole at any time.
struct MetricsFile: Service {
    let book: MetricsBook
    let directory: String

    func run() async throws {
        var written = ""
        while true {
            let isEnding = Task.isCancelled || Task.isShuttingDownGracefully
            let text = book.text
            if text != written, (try? write(text)) != nil { written = text }
            if isEnding { return }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: .seconds(10)) }
        }
    }

    /// A full disk costs the figures of the moment, and nothing else: whoever reads them sees by the file's time.
    private func write(_ text: String) throws {
        let path = directory + "/metrics.prom"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + ".new"))
        guard rename(path + ".new", path) == 0 else { throw POSIXError(.EIO) }
    }
}
