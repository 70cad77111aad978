import Testing

@testable import Claims

/// Sentences whose numbers, statuses and deadlines are still read wrong, asserted as wrong: a change that puts one right
/// fails here, and the sentence moves to the examples of the rule that reads it.
@Suite struct FactBacklogTests {
    struct Sentence: Sendable, CustomTestStringConvertible {
        var text: String
        var topic: String
        /// What a careful reader would say, as the examples of rules write it; nil for nothing.
        var right: String?
        var kind: Claim.Kind
        /// Why it is not read.
        var why: String
        var testDescription: String { text }
    }

    static let sentences = [
        Sentence(
            text: "The truce went the way of all the others.", topic: "ceasefire", right: "collapsed", kind: .status,
            why: "an idiom that means what happened to others"),
        Sentence(
            text: "The guns, silent since the truce, spoke again.", topic: "ceasefire", right: "collapsed",
            kind: .status, why: "a metaphor in another clause"),
        Sentence(
            text: "Nobody has seen a single page of the promised sanctions.", topic: "sanctions", right: "planned",
            kind: .status, why: "a participle before the noun is no news in most places"),
        Sentence(
            text: "Hopes for the talks died in Geneva.", topic: "talks", right: "failed", kind: .status,
            why: "what is said of hopes is said of the talks"),
        Sentence(
            text: "Washington gave Moscow the weekend to accept a ceasefire.", topic: "ceasefire",
            right: "2025-08-10", kind: .deadline, why: "a stretch that is no figure"),
        Sentence(
            text: "The truce holds for as long as the games last, until the closing ceremony.", topic: "ceasefire",
            right: "2025-08-24", kind: .deadline, why: "the day of an event that the text does not date"),
        Sentence(
            text: "Kyiv counted its dead: a bus driver, a nurse, two boys.", topic: "death toll in Kyiv", right: "4",
            kind: .number, why: "it must be added up"),
        Sentence(
            text: "The tariff on Indian goods is twice what Japan pays, which is 15%.", topic: "tariff on India",
            right: "30 %", kind: .number, why: "it must be multiplied"),
    ]

    @Test(.enabled(if: FactSample.hasTrees), arguments: sentences) func isStillWrong(_ sentence: Sentence) {
        let found = FactSample.claims(sentence.text).contains {
            $0.kind == sentence.kind && $0.topic == sentence.topic
                && FactRuleTests.value(of: $0) == sentence.right
        }
        #expect(!found, "read right at last: move it to the examples of its rule")
    }
}
