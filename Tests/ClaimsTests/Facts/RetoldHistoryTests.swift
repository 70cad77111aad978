import Testing

@testable import Claims

/// What is dated to well before the article (2025-08-07) is background; what is of these days is news.
@Suite struct RetoldHistoryTests {
    private func isHistory(_ text: String) throws -> Bool {
        try #require(FactSample.claims(text).first { $0.kind == .status }, "nothing read in: \(text)").isHistory
    }

    @Test(arguments: [
        "Sanctions were imposed this spring.",
        "The sanctions were lifted in March.",
        "The sanctions were lifted two months ago.",
        "The sanctions were lifted last autumn.",
        "The sanctions were lifted earlier this year.",
        "The sanctions were lifted in 2014.",
        "The sanctions were lifted on June 3.",
    ]) func whatIsDatedBackIsRetold(text: String) throws {
        #expect(try isHistory(text))
    }

    @Test(arguments: [
        "The sanctions were lifted on Tuesday.",
        "The sanctions were lifted three days ago.",
        "The sanctions were lifted on August 1.",
        "The sanctions were lifted this summer.",
        "Sanctions will be imposed in March.",
        "The sanctions have been in force since March.",
        "The sanctions were lifted after a fall in prices.",
        "The sanctions were lifted this year.",
    ]) func whatIsOfTheseDaysIsNews(text: String) throws {
        #expect(try !isHistory(text))
    }
}
