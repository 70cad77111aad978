import EnglishLanguage
import Linguistics
import Testing

@testable import Claims

@Suite struct QuantityReaderTests {
    private static let reader = QuantityReader(vocabulary: NumberVocabulary(lists: EnglishData.list))
    private static let dates = DateReader(lists: EnglishData.list)

    /// The figures of a text, each as "value-upper unit (bound) role", what is usual left out.
    private func figures(_ text: String) -> [String] {
        let document = English.analyser().analyse(Array(text.utf8))
        let dates = Self.dates.expressions(in: document)
        return Self.reader.quantities(in: document, dates: dates).map { quantity in
            var words = [FactSample.plain(quantity.value)]
            if let upper = quantity.upper { words[0] += "-" + FactSample.plain(upper) }
            if let unit = quantity.unit { words.append(unit) }
            if quantity.bound != .exact { words.append("(\(quantity.bound.rawValue))") }
            if quantity.isVague { words.append("vague") }
            if quantity.role != .level { words.append("\(quantity.role)") }
            return words.joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("The bill came to $2.35bn.", ["2350000000 $"]),
        ("It cost €15m or US$20 billion.", ["15000000 €", "20000000000 $"]),
        ("The 3-1/2-year siege went on.", ["3.5 years"]),
        ("They waited 3½ years.", ["3.5 years"]),
        ("Prices rose 25 per cent.", ["25 %"]),
        ("It pumps 1.5 million barrels of oil a day.", ["1500000 barrels per day"]),
        ("The well leaked 5,000 BPD.", ["5000 barrels per day"]),
        ("Half a million fled.", ["500000"]),
        ("A dozen ships and two dozen boats sailed.", ["12", "24"]),
        ("Forty-two sheep were lost.", ["42"]),
        ("Two hundred and fifty thousand came.", ["250000"]),
        ("Oil sold at $70-75 a barrel.", ["70-75 $ per barrel"]),
    ]) func readsValuesAndUnits(text: String, expected: [String]) {
        #expect(figures(text) == expected, "\(text)")
    }

    @Test(arguments: [
        ("At least 72 people came.", ["72 (at least)"]),
        ("More than 20 houses burned.", ["20 (at least)"]),
        ("Rates of as high as 50% apply.", ["50 % (at most)"]),
        ("Up to 300 cows drowned.", ["300 (at most)"]),
        ("Nearly 90 boats sank.", ["90 (about)"]),
        ("Some 40 roads closed.", ["40 (about)"]),
        ("No more than 12 seats are left.", ["12 (at most)"]),
        ("Dozens of people marched.", ["24 (at least) vague"]),
        ("Tens of thousands marched.", ["10000 (at least) vague"]),
    ]) func readsBounds(text: String, expected: [String]) {
        #expect(figures(text) == expected, "\(text)")
    }

    @Test(arguments: [
        ("Between 20 and 30 people came.", ["20-30"]),
        ("The flow is 20,000-100,000 gallons.", ["20000-100000 gallons"]),
        ("It takes from 20 to 30 people.", ["20-30"]),
        ("It costs $10-15 billion.", ["10000000000-15000000000 $"]),
    ]) func readsRanges(text: String, expected: [String]) {
        #expect(figures(text) == expected, "\(text)")
    }

    @Test(arguments: [
        ("The toll rose by 3 to 72.", ["3 change", "72"]),
        ("The rate was raised from 25% to 50%.", ["50 %"]),
        ("It fell to 40, down from 60.", ["40", "60 former"]),
        ("It stood at 40, compared with 60 in spring.", ["40", "60 former"]),
        ("Profit 40 cts vs loss 60 cts.", ["40", "60 former"]),
        ("An additional 25% is due.", ["25 % change"]),
        ("Another 12 ships arrived.", ["12 change"]),
        ("Fifteen people, including three nurses, fell ill.", ["15", "3 part"]),
        ("It sold fifty fewer than before.", ["50 former"]),
    ]) func tellsLevelsFromChanges(text: String, expected: [String]) {
        #expect(figures(text) == expected, "\(text)")
    }

    @Test(arguments: [
        "In 2014 it rained.", "They met on March 17, 2011.", "The 72-year-old fell.", "It began at 5:30 p.m.",
        "Read Resolution 1973.", "The 47-member council met.", "He came first.", "It flew an F-16.",
    ]) func passesOverWhatIsNoFigure(text: String) {
        #expect(figures(text) == [], "\(text)")
    }
}
