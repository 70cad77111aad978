import EnglishLanguage
import Linguistics
import Testing
import TextChecks

/// The texts of ``HostileText`` are got through, and make sound documents. How long they take is what `make bench` shows.
@Suite struct HostileTextTests {
    static let analyser = English.analyser()

    @Test(arguments: HostileText.all.map(\.name))
    func makesASoundDocument(name: String) throws {
        let kind = try #require(HostileText.all.first { $0.name == name })
        #expect(DocumentCheck.problems(Self.analyser.analyse(kind.bytes(200))).prefix(5) == [])
    }
}
