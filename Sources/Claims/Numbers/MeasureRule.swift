import Linguistics

/// One way in which a figure of a measure stands in a text: what makes it one, and what it is of the measure.
protocol MeasureRule: FactRule {
    /// Whether the figure, which has been found to be one of the measure, stands so.
    func applies(to reading: MeasureReading, in document: Document) -> Bool
    /// The figure says how much is added or taken, or is a part: no position.
    var isIncrement: Bool { get }
}

extension MeasureRule {
    var isIncrement: Bool { false }
}

/// A figure and the measure that it has been found to be of.
struct MeasureReading {
    var quantity: Quantity
    /// Index of the measure.
    var measure: Int
    /// The sentence speaks of a total and not of one day or place.
    var isTotal: Bool
    /// The first token of the measure's word that binds it; nil where its own unit is that word.
    var word: Int?
}
