import Testing

@testable import Claims

/// Whose position it is, where the holder is a pronoun.
@Suite struct HolderNamesTests {
    private func positions(_ text: String) -> [String] {
        StanceRuleTests.claims(text).map { "\($0.actor ?? "?") \($0.topic ?? "?") \($0.level ?? 0)" }
    }

    @Test(.enabled(if: StanceRuleTests.hasTrees, "the embedded model has no parser"))
    func whoSpeaksDoesNotCallHimselfHe() {
        let read = positions(
            "Benjamin Netanyahu and Vladimir Putin met on Thursday. “He has agreed to a ceasefire,” Netanyahu said.")
        #expect(read == ["Russia ceasefire 2"])
        #expect(positions("Netanyahu said he had agreed to a ceasefire.") == ["Israel ceasefire 2"])
    }
}
