import Linguistics

/// "Saudi output fell to 9 million barrels a day": the figure's own unit is the measure's word.
struct UnitFigureRule: MeasureRule {
    let id = "number.unit"
    let reason = "a figure in the measure's own unit is one of the measure where the text is about its object"
    let fires = [
        FactExample("Saudi output fell to 9 million barrels a day.", "oil output", "9000000 barrels per day"),
        FactExample("Saudi output stood at 8.5m barrels a day.", "oil output", "8500000 barrels per day"),
    ]
    let silent = [
        FactExample("Norway pumps 2 million barrels a day.", "oil output", "2000000 barrels per day"),
        FactExample("Saudi output came to 9 million barrels in all.", "oil output", "9000000 barrels"),
    ]

    func applies(to reading: MeasureReading, in document: Document) -> Bool { reading.word == nil }
}
