import Linguistics

/// "Another 12 were killed", "an additional 25%".
struct ChangeFigureRule: MeasureRule {
    let id = "number.change"
    let reason = "what is added or taken is no level, and is kept apart from the levels"
    let fires = [
        FactExample("Another 12 people were killed in Kyiv.", "death toll in Kyiv", "12 more"),
        FactExample("Trump put an additional 25% tariff on goods from India.", "tariff on India", "25 % more"),
    ]
    let silent = [
        FactExample("Another 12 people were killed in Kyiv.", "death toll in Kyiv", "12"),
        FactExample("The death toll in Kyiv rose by three to 17.", "death toll in Kyiv", "3"),
    ]
    let isIncrement = true

    func applies(to reading: MeasureReading, in document: Document) -> Bool { reading.quantity.role == .change }
}
