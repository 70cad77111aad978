import Testing

@testable import Claims

/// Whose position it is, where the holder is a pronoun.
@Suite struct HolderNamesTests {
    private func positions(_ text: String) -> [String] { StanceRuleTests.positions(text) }

    @Test(.enabled(if: StanceRuleTests.hasTrees, "the embedded model has no parser"))
    func whoSpeaksDoesNotCallHimselfHe() {
        let read = positions(
            "Benjamin Netanyahu and Vladimir Putin met on Thursday. “He has agreed to a ceasefire,” Netanyahu said.")
        #expect(read == ["Russia ceasefire 2"])
        #expect(positions("Netanyahu said he had agreed to a ceasefire.") == ["Israel ceasefire 2"])
    }

    @Test(.enabled(if: StanceRuleTests.hasTrees, "the embedded model has no parser"))
    func whatIsSaidOfAnOfficeIsTheActorsOwn() throws {
        let read = StanceRuleTests.claims(
            "Netanyahu met Putin. “We reject the truce,” the president told reporters.")
        let claim = try #require(read.first { $0.actor == "Israel" && $0.level == -2 })
        #expect(claim.via == [])
    }

    @Test(
        .enabled(if: StanceRuleTests.hasTrees, "the embedded model has no parser"),
        arguments: [
            // The speaker after the verb, where the parser takes the topic for who says so.
            ("The truce “is off the table”, said Netanyahu.", "Israel ceasefire -2"),
            // A judgement by "it" is that of the person whom the sentence before is about.
            ("Netanyahu was cautious. It was much too early to speak of a truce.", "Israel ceasefire -1"),
            // Whose it is stands in the sentence before.
            ("Israel has decided to wait. Adoption of its sanctions has been put off.", "Israel sanctions -2"),
            ("No ceasefire had been agreed, according to Netanyahu.", "Israel ceasefire -1"),
            ("Netanyahu said that the port would close and that the sanctions would continue.", "Israel sanctions 2"),
            ("Hamas must stop, or the sanctions will come back, Netanyahu said.", "Israel sanctions 1"),
        ])
    func theHolderIsFound(text: String, expected: String) {
        #expect(positions(text).contains(expected), "\(positions(text))")
    }

    @Test(.enabled(if: StanceRuleTests.hasTrees, "the embedded model has no parser"))
    func whatHadBeenToldBeforeIsHistory() {
        #expect(positions("Netanyahu had told a radio that a truce was possible.") == [])
    }
}
