import Articles
import EnglishLanguage
import Testing

@Suite struct StoryPrintTests {
    static let text = """
        The harbour board of Port Vale voted by seven to two on Thursday to widen the northern channel, the largest
        work of its kind since 1974. Dredgers from Rotterdam will begin in October, Margaret Oyelaran told members.
        The channel is to be 14.5 metres deep and will let in tankers that now unload at Sandwick, 60 kilometres away.
        Fishermen from Elling Bay called the decision reckless and said that they would go to court before winter.
        A study made for the council in 2019 had found that the eel grass beds would need 20 years to recover.
        """
    static let other = """
        The harbour board of Port Vale elected Tomas Brandt as its chairman on Friday, by five votes to four, after the
        resignation of Margaret Oyelaran. Brandt owns two shipyards and has spoken in favour of a container terminal.
        His opponents asked the council to look into contracts that the shipyards were given between 2021 and 2024.
        """

    func print(_ text: String) throws -> StoryPrint {
        let bytes = Array(text.utf8)
        let read = ArticleReader(lists: EnglishData.list).read(
            bytes, id: ArticleID(hex: "00"), path: "a.txt", fileDate: CalendarDate(day: 20_000))
        return StoryPrint(of: try read.get())
    }

    @Test func aPartIsKnownAsTheWhole() throws {
        let whole = try print(Self.text)
        let half = try print(Self.text.split(separator: "\n").prefix(3).joined(separator: "\n"))
        #expect(whole.tellsSameStory(as: half))
        #expect(half.likeness(to: whole) > 0.9)
        #expect(half.share(in: whole) > 0.9)
        #expect(whole.share(in: half) < 0.7)
        #expect(Set(whole.keys).intersection(half.keys).count > 8, "both are found by the same hashes")
    }

    @Test func sentencesInAnotherOrderAndOtherWordsAreTheSameStory() throws {
        let sentences = Self.text.split(separator: ".").map { $0.split(separator: "\n").joined(separator: " ") }
        var text = sentences.reversed().joined(separator: ".\n")
        for (old, new) in [("voted", "decided"), ("largest", "biggest"), ("told", "informed"), ("decision", "vote")] {
            text.replace(old, with: new)
        }
        #expect(try print(Self.text).tellsSameStory(as: print(text)))
    }

    @Test func anotherStoryOfTheSamePlaceIsAnother() throws {
        #expect(try !print(Self.text).tellsSameStory(as: print(Self.other)))
    }

    @Test func twoReportsInOneFormOfWordsAreTwo() throws {
        func result(_ company: String, _ figures: [String]) throws -> StoryPrint {
            try print(
                """
                \(company) reported a net profit of \(figures[0]) million dollars for the fourth quarter, compared with
                \(figures[1]) million dollars a year earlier, as sales rose to \(figures[2]) million dollars.
                The company said that it would pay a regular quarterly dividend of \(figures[3]) cents a share to
                shareholders of record, and that it expected earnings for the full year to be higher than analysts
                had forecast.
                """)
        }
        let one = try result("Ashdown Mills", ["12.4", "11.8", "240.1", "15"])
        #expect(try !one.tellsSameStory(as: result("Pell Instruments", ["3.9", "4.6", "81.7", "22"])))
    }

    @Test func twoNoticesInOneFormOfWordsAreTwo() throws {
        func notice(_ number: Int, _ verb: String, _ day: String) throws -> StoryPrint {
            try print(
                "Bulletin \(number): Ruritania \(verb) the ceasefire offer on \(day), officials at the ministry said.")
        }
        let first = try notice(17, "accepted", "Monday")
        #expect(try !first.tellsSameStory(as: notice(18, "accepted", "Monday")))
        #expect(try !first.tellsSameStory(as: notice(17, "accepted", "Tuesday")))
        #expect(try !first.tellsSameStory(as: notice(17, "rejected", "Monday")))
        #expect(try first.tellsSameStory(as: notice(17, "accepted", "Monday")))
    }

    @Test func aCopiedSentenceIsKnownToTheLetter() throws {
        let print = try print(Self.text)
        #expect(print.holds(sentence: "Dredgers from Rotterdam will begin in October, Margaret Oyelaran told members."))
        #expect(
            !print.holds(sentence: "Dredgers from Rotterdam will not begin in October, Margaret Oyelaran told members.")
        )
        #expect(!print.holds(sentence: ""))
    }

    @Test func itIsStoredAndReadBack() throws {
        let print = try print(Self.text)
        #expect(StoryPrint(bytes: print.bytes) == print)
        #expect(StoryPrint(bytes: Array(print.bytes.dropLast())) == nil)
        #expect(StoryPrint(bytes: []) == nil)
    }

    /// A sample compares as the whole does, within what chance allows.
    @Test func aLongTextKeepsASample() throws {
        let numbers = (0..<20_000).map { UInt32(truncatingIfNeeded: $0 &* 2_654_435_761) }
        let (all, half) = (HashSample(numbers), HashSample(Array(numbers.prefix(10_000))))
        #expect(all.values.count == 4_096)
        let (shared, own, others) = half.compared(with: all)
        #expect(shared == own)
        #expect(abs(Double(shared) / Double(others) - 0.5) < 0.05)
    }

    @Test func bytesThatAreNoTextAreRead() throws {
        for bytes: [UInt8] in [[0xE2], [0xC2], [0xE2, 0x80], [0xFF, 0xFE], Array("a.b,c.1.,2".utf8)] {
            let article = Article(
                id: ArticleID(hex: ""), path: "", date: CalendarDate(day: 0), dateSource: .header, text: bytes,
                regions: [ArticleRegion(bytes: 0..<bytes.count + 3, kind: .body)])
            #expect(StoryPrint(of: article).pairs.values.count <= 4)
        }
    }
}
