import Testing

@testable import Claims

/// Words that take up a topic named some sentences before.
@Suite(.enabled(if: StanceRuleTests.hasTrees, "the embedded model has no parser")) struct TopicAnaphoraTests {
    private func positions(_ text: String) -> [String] { StanceRuleTests.positions(text) }

    @Test(arguments: [
        // A noun of the topic's own kind reaches back over other sentences.
        (
            "Moscow fears the sanctions. Envoys met on Monday. Snow fell. Israel suspended the measures.",
            "Israel sanctions -2"
        ),
        ("The truce began. Envoys met on Monday. Snow fell. Hamas broke the lull.", "Hamas ceasefire -2"),
        // In what somebody says the talk goes on from what was last spoken of.
        ("The truce began. Envoys met on Monday evening. \"We accept,\" Netanyahu said.", "Israel ceasefire 2"),
    ])
    func aTopicIsTakenUp(text: String, expected: String) {
        #expect(positions(text).contains(expected), "\(positions(text))")
    }

    @Test(arguments: [
        // No truce is a measure, and two kinds leave it open.
        "The truce began. Israel suspended the measures.",
        // Out of quotation marks only from the sentence before.
        "The truce began. Envoys met in the town on Monday. Israel accepted.",
    ])
    func orNot(text: String) {
        #expect(positions(text) == [])
    }
}
