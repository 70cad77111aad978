import Linguistics
import Testing

@Suite struct WordListTests {
    @Test func aRecordHasANameAndFields() throws {
        let list = WordList(text: "# about\nRussia | kind=country | demonym=Russian; Russians\n\n")
        let record = try #require(list.records.first)
        #expect(list.records.count == 1)
        #expect(record.name == "Russia")
        #expect(record.values("demonym") == ["Russian", "Russians"])
        #expect(record.value("kind") == "country")
        #expect(record.values("capital") == [])
    }

    @Test func wordsDifferingInCaseAndApostropheAreOne() {
        #expect(WordKey("Don’t") == WordKey("don't"))
        #expect(WordKey("ÉLYSÉE") == WordKey("élysée"))
        #expect(WordKey("Россия") == WordKey("россия"))
        #expect(WordKey("truce") != WordKey("truces"))
    }
}
