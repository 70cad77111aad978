import Linguistics

/// "Between 20 and 30 people were killed".
struct RangeFigureRule: MeasureRule {
    let id = "number.range"
    let reason = "two ends of a range are one figure; the lower end is its value"
    let fires = [
        FactExample("Between 20 and 30 people were killed in Kyiv.", "death toll in Kyiv", "20-30"),
        FactExample("The flood will cost $2-3 billion.", "cost of the flood", "2000000000-3000000000 $"),
    ]
    let silent = [
        FactExample("The tariff on Indian goods was raised from 25% to 50%.", "tariff on India", "25-50 %"),
        FactExample("In Kyiv 14 people were killed and 50 wounded.", "death toll in Kyiv", "14-50"),
    ]

    func applies(to reading: MeasureReading, in document: Document) -> Bool { reading.quantity.upper != nil }
}
