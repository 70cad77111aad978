import Alerts

/// Prints alerts one after the other: as text with an empty line between, or a record a line.
struct AlertPrinter {
    let format: OutputFormat
    private(set) var count = 0

    init(format: OutputFormat) { self.format = format }

    mutating func print(_ alert: Alert) throws {
        count += 1
        switch format {
        case .jsonl: try Terminal.record(alert)
        case .text:
            if count > 1 { Terminal.line("") }
            for line in AlertText.lines(alert) { Terminal.line(line) }
        }
    }
}
