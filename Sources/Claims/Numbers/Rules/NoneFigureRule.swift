import Linguistics

/// "Nobody was killed": nought, said in words.
struct NoneFigureRule: MeasureRule {
    let id = "number.none"
    let reason = "a count that is denied altogether is nought"
    let fires = [
        FactExample("Nobody was killed in Kyiv.", "death toll in Kyiv", "0"),
        FactExample("No one died in Kyiv.", "death toll in Kyiv", "0"),
    ]
    let silent = [
        FactExample("Nobody has said who killed the mayor of Kyiv.", "death toll in Kyiv", "0"),
        FactExample("Nobody was wounded in Kyiv.", "death toll in Kyiv", "0"),
    ]

    func applies(to reading: MeasureReading, in document: Document) -> Bool { reading.quantity.value == 0 }
}
