@preconcurrency import Foundation

/// A figure and the goal that it is to reach, a row of the one table of `evaluate`.
struct Figure {
    var what: String
    /// In %; nil where it cannot be measured without more data.
    var value: Double?
    var goal: Double

    static func text(_ value: Double) -> String { String(format: "%.1f", value) }

    static func table(_ figures: [Figure]) -> String {
        let rows = figures.map { figure in
            let value = figure.value.map(text) ?? "not measured"
            let reached = figure.value.map { $0 >= figure.goal ? "yes" : "no" } ?? ""
            return "| \(figure.what) | \(value) | \(text(figure.goal)) | \(reached) |"
        }
        return (["| what, in % | is | goal | reached |", "| --- | --- | --- | --- |"] + rows).joined(separator: "\n")
    }
}
