import Linguistics

/// "A 25% tariff on goods from India", "fourteen people were killed".
struct LevelFigureRule: MeasureRule {
    let id = "number.level"
    let reason = "a figure is of the measure whose word is the nearest, where the measure's object stands by"
    let fires = [
        FactExample("Trump put a 25% tariff on goods from India.", "tariff on India", "25 %"),
        FactExample("In Kyiv 14 people were killed and 50 wounded.", "death toll in Kyiv", "14"),
        FactExample("The tariff on Indian goods was raised from 25% to 50%.", "tariff on India", "50 %"),
        FactExample("Half a million people were killed in Kyiv.", "death toll in Kyiv", "500000"),
        FactExample("Two dozen people were killed in Kyiv.", "death toll in Kyiv", "24"),
    ]
    let silent = [
        FactExample("Trump put a 25% tariff on goods from Brazil.", "tariff on India", "25 %"),
        FactExample("In Kyiv 50 people were wounded.", "death toll in Kyiv", "50"),
        FactExample("Fifteen people, including three children, died in Kyiv.", "death toll in Kyiv", "3"),
        FactExample("In Lviv 14 people were killed.", "death toll in Kyiv", "14"),
    ]

    func applies(to reading: MeasureReading, in document: Document) -> Bool { true }
}
