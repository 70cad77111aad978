import EnglishLanguage
import Linguistics
import Testing

/// Texts in which `{…}` marks phrases, and whom each must mean, in the order of the text; `-` for nobody with a name.
@Suite struct MentionsTests {
    private static let analyser = English.analyser()

    private func resolved(_ marked: String) -> [String] {
        var bytes: [UInt8] = []
        var spans: [Range<Int>] = []
        var start = 0
        for byte in marked.utf8 {
            if byte == 0x7B {
                start = bytes.count
            } else if byte == 0x7D {
                spans.append(start..<bytes.count)
            } else {
                bytes.append(byte)
            }
        }
        let document = Self.analyser.analyse(bytes)
        return spans.map { span in
            let first = document.tokens.firstIndex { Int($0.start) >= span.lowerBound } ?? 0
            let last = document.tokens.lastIndex { Int($0.end) <= span.upperBound } ?? 0
            return document.resolved(first..<max(first, last) + 1) ?? "-"
        }
    }

    @Test func nobodyIsMeantByWhatThereIsNot() {
        #expect(
            resolved("There is no chair for Volodymyr Zelensky. {He} said so on Monday.") == ["Volodymyr Zelensky"])
    }

    @Test(arguments: [
        // Short names, titles and spellings.
        (
            "Ukrainian President Volodymyr Zelensky arrived in Paris. {Zelensky} said talks would begin soon. "
                + "{Mr Zelenskyy} thanked France.",
            ["Volodymyr Zelensky", "Volodymyr Zelensky"]
        ),
        (
            "The International Atomic Energy Agency published a report. {The IAEA} said it was worried.",
            ["International Atomic Energy Agency"]
        ),
        // Pronouns.
        (
            "Angela Merkel spoke to reporters on Tuesday. {She} said that {her} party would vote against the law.",
            ["Angela Merkel", "Angela Merkel"]
        ),
        (
            "Dmitry Peskov rejected the offer. {He} said Moscow would answer.",
            ["Dmitry Peskov"]
        ),
        (
            "Gazprom halted supplies in June. {It} blamed repairs.",
            ["Gazprom"]
        ),
        // Descriptions.
        (
            "Russian President Vladimir Putin met the envoy on Wednesday. {The Russian leader} promised nothing.",
            ["Vladimir Putin"]
        ),
        (
            "Yuri Ushakov, a Kremlin aide, said the meeting was useful. {The aide} gave no details.",
            ["Yuri Ushakov"]
        ),
        (
            "The Foreign Ministry summoned the ambassador. {The ministry} said it would respond.",
            ["Foreign Ministry"]
        ),
        // Relative pronouns.
        ("Marco Rubio, {who} visited Rome, praised the pope.", ["Marco Rubio"]),
        // "Ms Clark" is not Peter Clark.
        (
            "Peter Clark and Mary Clark run the firm. {Ms Clark} is its director.",
            ["Mary Clark"]
        ),
    ])
    func whoIsMeant(text: String, expected: [String]) {
        #expect(resolved(text) == expected)
    }

    @Test func theFirstPersonInAQuotationIsItsSpeaker() throws {
        var document = Self.analyser.analyse(Array("\"I will not sign,\" Maria Lopez said.".utf8))
        let speaker = try #require(document.entity(of: 0..<document.tokens.count))
        document.resolveFirstPersons([(tokens: 0..<6, entity: speaker)], EnglishNames.lexicon)
        #expect(document.resolved(1..<2) == "Maria Lopez")
    }

    @Test func anEntityKnowsGenderNationalityAndTitle() throws {
        let document = Self.analyser.analyse(Array("German Chancellor Angela Merkel was in Rome.".utf8))
        let entity = try #require(document.entities.first { document.string($0.canonical) == "Angela Merkel" })
        #expect(entity.gender == .feminine)
        #expect(entity.nationality == "Germany")
        #expect(entity.title.map(document.string) == "Chancellor")
        #expect(entity.roles == ["chancellor"])
    }

    @Test func longTextsOfPronounsTakeTimeInProportion() {
        let text = String(repeating: "He told her that it gave them his. ", count: 300)
        let document = Self.analyser.analyse(Array(text.utf8))
        #expect(document.mentions.count > 1000)
    }
}
