import Articles
import Testing

@testable import Claims

/// Sentences that are still read wrong, asserted as wrong: a change that puts one right fails here, and the sentence
/// moves to the examples of the rule that reads it.
@Suite struct StanceBacklogTests {
    struct Sentence: Sendable, CustomTestStringConvertible {
        var text: String
        var actor: String
        var topic: String
        /// What a careful reader would say.
        var right: Int?
        /// Why it is not read.
        var why: String
        var testDescription: String { text }
    }

    static let sentences = [
        Sentence(
            text: "Russia and Israel paper over the cracks in the ceasefire.", actor: "Russia", topic: "ceasefire",
            right: 1,
            why: "an idiom"),
        Sentence(
            text: "Hamas let the deadline for the ceasefire slip.", actor: "Hamas", topic: "ceasefire", right: -1,
            why: "not doing is seen only through what should have been done"),
        Sentence(
            text: "Israel would rather fight than sign a truce.", actor: "Israel", topic: "ceasefire", right: -2,
            why: "a preference between two deeds"),
        Sentence(
            text: "Moscow paid lip service to the truce.", actor: "Russia", topic: "ceasefire", right: -1, why: "irony"),
        Sentence(
            text: "The ink on the truce was hardly dry when Hamas rockets flew.", actor: "Hamas", topic: "ceasefire",
            right: -2, why: "the deed and the truce stand in two clauses"),
        Sentence(
            text: "Israel's \"ceasefire\" is nothing but a pause to rearm, Hamas said.", actor: "Hamas",
            topic: "ceasefire", right: -2, why: "irony of quotation marks"),
        Sentence(
            text: "Israel signed the truce, but Hamas refused.", actor: "Hamas", topic: "ceasefire", right: -2,
            why: "what is refused is left out"),
        Sentence(
            text: "A truce is what Russia wants.", actor: "Russia", topic: "ceasefire", right: 1,
            why: "a cleft sentence"),
        Sentence(
            text: "\"Sanctions do not work,\" Putin told reporters.", actor: "Russia", topic: "sanctions", right: -1,
            why: "a judgement by a verb"),
        Sentence(
            text: "Hamas let the truce lapse.", actor: "Hamas", topic: "ceasefire", right: -2,
            why: "a letting that ends"),
    ]

    @Test(.enabled(if: StanceRuleTests.hasTrees), arguments: sentences) func isStillWrong(_ sentence: Sentence) {
        let found = StanceRuleTests.claims(sentence.text).contains {
            $0.actor == sentence.actor && $0.topic == sentence.topic && $0.level?.signum() == sentence.right?.signum()
        }
        #expect(!found, "read right at last: move it to the examples of its rule")
    }
}
