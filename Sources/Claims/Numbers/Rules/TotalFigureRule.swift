import Linguistics

/// "At least 72 people have been killed in Kyiv since May".
struct TotalFigureRule: MeasureRule {
    let id = "number.total"
    let reason = "\"since\", \"so far\", a toll or a tally say that the figure is the whole and not one day's"
    let fires = [
        FactExample("At least 72 people have been killed in Kyiv since May.", "death toll in Kyiv", "72 (at least)"),
        FactExample("The death toll in Kyiv rose by three to 17.", "death toll in Kyiv", "17"),
    ]
    let silent = [
        FactExample("Rebels killed 12 people in a village in Syria on Monday.", "death toll in Syria", "12"),
        FactExample("In Kyiv 9 people were wounded since May.", "death toll in Kyiv", "9"),
    ]

    func applies(to reading: MeasureReading, in document: Document) -> Bool { reading.isTotal }
}
