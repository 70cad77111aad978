import Claims
import Linguistics
import Testing

@Suite struct MeasureReaderTests {
    @Test(arguments: [
        ("Trump put a 25% tariff on goods from India.", ["tariff on India 25 %"]),
        ("The order raises the tariff on Indian goods to as high as 50%.", ["tariff on India 50 % (at most)"]),
        ("At least 72 people have been killed in Kyiv since May.", ["death toll in Kyiv 72 (at least)"]),
        ("The flood will cost $3bn, a fifth of the budget.", ["cost of the flood 3000000000 $"]),
        ("Saudi output fell to 9 million barrels a day.", ["oil output 9000000 barrels per day"]),
        ("Nobody was killed in Kyiv.", ["death toll in Kyiv 0"]),
        ("Each side freed 250 soldiers in the exchange.", ["prisoners exchanged 250"]),
    ]) func aFigureGoesToItsMeasure(text: String, expected: [String]) {
        #expect(FactSample.numbers(text) == expected, "\(text)")
    }

    @Test(arguments: [
        ("In Kyiv 14 people were killed and 50 wounded.", ["death toll in Kyiv 14"]),
        ("Two drones killed 44 people in Kyiv.", ["death toll in Kyiv 44"]),
        ("Fifteen people, including three children, died in Kyiv.", ["death toll in Kyiv 15"]),
        ("The death toll in Kyiv rose by three to 17.", ["death toll in Kyiv 17"]),
    ]) func theNearestFigureCounts(text: String, expected: [String]) {
        #expect(FactSample.numbers(text) == expected, "\(text)")
    }

    @Test(arguments: [
        // Another country's tariff, a time, a share, something else's money.
        "Trump put a 25% tariff on goods from Brazil.",
        "The tariff on Indian goods was discussed for three hours.",
        "In Kyiv 50 people were wounded.",
        "Dozens were killed in Kyiv.",
        "Nobody has said who gave the order to fire at the house in Kyiv where the mayor was killed.",
        "The flood came as the bank paid a fine of $3bn.",
        // The dead of one day are not those of a country's war.
        "Rebels killed 12 people in a village in Syria on Monday.",
    ]) func otherFiguresDoNot(text: String) {
        #expect(FactSample.numbers(text) == [], "\(text)")
    }

    @Test func theLeadSaysWhatTheArticleIsAbout() {
        let text = "India is angry about its tariff. Its ministers met. The duty stands at 25%."
        #expect(FactSample.numbers(text) == ["tariff on India 25 %"])
    }

    @Test func figuresOfOtherYearsAreHistory() throws {
        let claims = FactSample.claims("In Kyiv 9 people were killed in 2014.")
        #expect(try #require(claims.first).isHistory)
    }

    @Test func aHedgedFigureIsSaidToBe() throws {
        let claims = FactSample.claims("Some 30 people may have died in Kyiv.")
        #expect(try #require(claims.first).certainty == .hedged)
        #expect(try #require(claims.first).bound == .about)
    }

    @Test func theSpeakerStandsInVia() throws {
        let text = "The mayor said 14 people were killed in Kyiv."
        let document = FactSample.document(text)
        let end = document.tokens.count
        let said = Attribution(
            source: [0..<2],
            cue: [2..<3],
            content: [3..<end],
            speaker: "Vitali Klitschko",
            rule: "test"
        )
        let claims = FactSample.claims(in: document, attributions: [said])
        #expect(try #require(claims.first).via == ["Vitali Klitschko"])
    }
}
