import EnglishLanguage
import Linguistics
import Testing

/// Sentences with the names that must be found in them, written `name/kind`, in the order of the text.
@Suite struct NamesTests {
    private static let analyser = English.analyser()

    private func names(_ text: String, _ kinds: Set<Name.Kind>) -> [String] {
        let document = Self.analyser.analyse(Array(text.utf8))
        return document.names.filter { kinds.contains($0.kind) }.map { "\(document.string($0.tokens))/\($0.kind)" }
    }

    @Test(arguments: [
        (
            "Ukrainian President Volodymyr Zelensky said on Monday that Kyiv would never accept the plan.",
            ["Ukrainian/nationality", "Volodymyr Zelensky/person", "Kyiv/place"]
        ),
        (
            "Kremlin spokesman Dmitry Peskov told reporters in Moscow that Russia was ready for talks.",
            ["Kremlin/organisation", "Dmitry Peskov/person", "Moscow/place", "Russia/place"]
        ),
        ("Mr. Harding met Angela Merkel in Berlin.", ["Harding/person", "Angela Merkel/person", "Berlin/place"]),
        ("The European Union and NATO condemned the attack.", ["European Union/organisation", "NATO/organisation"]),
        (
            "The International Atomic Energy Agency sent inspectors to Iran.",
            [
                "International Atomic Energy Agency/organisation", "Iran/place",
            ]
        ),
        (
            "Trump wrote on Truth Social that India was buying Russian oil.",
            [
                "Trump/person", "Truth Social/organisation", "India/place", "Russian/nationality",
            ]
        ),
    ])
    func namesOfPersonsPlacesAndBodies(text: String, expected: [String]) {
        #expect(names(text, [.person, .organisation, .place, .nationality]) == expected)
    }

    @Test(arguments: [
        ("The deadline is Friday, August 8, 2025.", ["Friday, August 8, 2025/date"]),
        ("Exports fell by 12.5 percent last year.", ["12.5 percent/percent", "last year/date"]),
        ("It paid $3.2 billion for 45,000 tonnes of wheat.", ["$3.2 billion/money", "45,000 tonnes/quantity"]),
        (
            "The second round begins at 10:30 a.m. on 5 May.",
            [
                "second/ordinal", "10:30 a.m./time", "5 May/date",
            ]
        ),
        ("At least 72 people were killed in 2014.", ["72/cardinal", "2014/date"]),
        ("Two million barrels a day were shipped in the 1990s.", ["Two million barrels/quantity", "1990s/date"]),
    ])
    func measures(text: String, expected: [String]) {
        #expect(names(text, [.date, .time, .money, .percent, .quantity, .ordinal, .cardinal]) == expected)
    }

    @Test func aHeadlineInCapitalsHasNamesToo() {
        let found = names("ZELENSKY REJECTS PEACE PLAN IN MOSCOW", [.person, .place])
        #expect(found == ["ZELENSKY/person", "MOSCOW/place"])
    }

    @Test func namesNeverOverlapAndStayInsideTheText() {
        for text in ["", " ", "Of The And", "A B C D E F G", String(repeating: "The Bank of ", count: 2000)] {
            let document = Self.analyser.analyse(Array(text.utf8))
            var last = 0
            for name in document.names {
                #expect(name.tokens.lowerBound >= last && name.tokens.upperBound <= document.tokens.count)
                last = name.tokens.upperBound
            }
        }
    }
}
