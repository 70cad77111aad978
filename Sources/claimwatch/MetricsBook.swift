import Metrics
import Synchronization

/// The figures that the services count, kept in memory: see ``MetricsFile``.
final class MetricsBook: MetricsFactory {
    /// What is counted: its label, and its dimensions as Prometheus writes them.
    private struct Key: Hashable, Comparable {
        var label: String
        var dimensions: String

        init(_ label: String, _ dimensions: [(String, String)]) {
            self.label = label
            let pairs = dimensions.map { name, value in
                let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                return "\(name)=\"\(escaped.replacing("\n", with: "\\n"))\""
            }
            self.dimensions = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
        }

        static func < (a: Key, b: Key) -> Bool { (a.label, a.dimensions) < (b.label, b.dimensions) }
    }

    private struct Figures {
        var counts: [Key: Int64] = [:]
        /// How many, and how many nanoseconds in all.
        var times: [Key: (count: Int64, sum: Int64)] = [:]
    }

    private let figures = Mutex(Figures())

    /// All figures in the text format of Prometheus.
    var text: String {
        let figures = figures.withLock { $0 }
        var lines: [String] = []
        var described = ""
        func describe(_ key: Key, _ kind: String) {
            if described != key.label { lines.append("# TYPE \(key.label) \(kind)") }
            described = key.label
        }
        for (key, count) in figures.counts.sorted(by: { $0.key < $1.key }) {
            describe(key, "counter")
            lines.append("\(key.label)\(key.dimensions) \(count)")
        }
        for (key, time) in figures.times.sorted(by: { $0.key < $1.key }) {
            describe(key, "summary")
            lines.append("\(key.label)_sum\(key.dimensions) \(Double(time.sum) / 1e9)")
            lines.append("\(key.label)_count\(key.dimensions) \(time.count)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private final class Entry: CounterHandler, TimerHandler {
        private let book: MetricsBook
        private let key: Key

        init(_ book: MetricsBook, _ key: Key) { (self.book, self.key) = (book, key) }

        func increment(by amount: Int64) { book.figures.withLock { $0.counts[key, default: 0] += amount } }
        func reset() { book.figures.withLock { $0.counts[key] = 0 } }
        func recordNanoseconds(_ duration: Int64) {
            book.figures.withLock { figures in
                let old = figures.times[key] ?? (0, 0)
                figures.times[key] = (old.count + 1, old.sum &+ duration)
            }
        }
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        Entry(self, Key(label, dimensions))
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        Entry(self, Key(label, dimensions))
    }

    // Nothing here measures by these.
    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}
