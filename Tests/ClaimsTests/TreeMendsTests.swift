import Testing

@testable import Claims

/// Sentences in which the parser goes astray in a known way, and that are read all the same.
@Suite(.enabled(if: StanceRuleTests.hasTrees, "the embedded model has no parser")) struct TreeMendsTests {
    private func positions(_ text: String) -> [String] { StanceRuleTests.positions(text) }

    @Test(arguments: [
        // "while" goes with the main verb, not with the clause before the comma.
        (
            "Israel dropped on Friday the idea that it might give up its attempt to join Russia, while rejecting the truce.",
            "Israel ceasefire -2"
        ),
        // The subject stands before the aside.
        ("The sanctions, Putin said, were illegal.", "Russia sanctions -2"),
        // A finite verb does not go on from "must begin".
        ("Putin says the transfer must begin now and urged Hamas to accept the truce.", "Russia ceasefire 1"),
        // A verb taken for a participle.
        ("Israel's parliament authorised sanctions on Monday.", "Israel sanctions 2"),
        // A verb taken for a noun in front of a noun.
        ("Putin quit peace talks.", "Russia talks -2"),
        // What is called for, hung on the verb.
        ("Netanyahu distanced himself from calls for a truce.", "Israel ceasefire -1"),
        // The subject of "has to" is what is done.
        ("Netanyahu said the truce had to be rejected.", "Israel ceasefire -2"),
        // "it" is somebody where he is ready.
        ("Moscow says it is ready to attend peace talks \"in principle\".", "Russia talks 1"),
    ])
    func isReadAllTheSame(text: String, expected: String) {
        #expect(positions(text).contains(expected), "\(positions(text))")
    }

    @Test(arguments: [
        "Israel met envoys who dropped their plan to visit Russia while rejecting the truce.",
        "Putin said the call for a truce was long.",
    ])
    func otherSentencesAreLeftAlone(text: String) {
        #expect(!positions(text).contains { $0.hasSuffix("-2") }, "\(positions(text))")
    }
}
