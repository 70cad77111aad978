import EnglishLanguage
import Linguistics
import Testing

@testable import Claims

/// Where a topic is met beside its own words: at the place of a meeting, in a name taken apart; and where its words mean
/// something else.
@Suite(.enabled(if: StanceRuleTests.hasTrees, "the embedded model has no parser")) struct TopicPlacesTests {
    private static let reader = ClaimReader(
        watchlist: Watchlist(
            actors: [
                .init(name: "Russia", aliases: ["Russian", "Kremlin", "Moscow", "Putin"]),
                .init(name: "NATO", aliases: ["Rutte"]),
                .init(name: "WHO", aliases: ["World Health Organization"]),
                .init(name: "Iran", aliases: ["Iranian", "Tehran"]),
            ],
            topics: [
                .init(name: "peace talks", terms: ["peace talks", "talks in Istanbul"]),
                .init(name: "NATO membership", terms: ["NATO membership", "join NATO"]),
                .init(name: "nuclear inspections", terms: ["inspections", "inspectors"]),
                .init(name: "crackdown", terms: ["crackdown", "use of force"]),
                .init(name: "elections", terms: ["election", "elections", "vote"]),
                .init(name: "military aid", terms: ["aid", "weapons", "military assistance"]),
                .init(name: "emergency law", terms: ["emergency law", "state of emergency"]),
                .init(name: "constitution", terms: ["constitution", "referendum"]),
                .init(name: "travel ban", terms: ["travel ban", "border closure"]),
                .init(name: "protests", terms: ["protest", "strike", "sit-in"]),
            ]),
        lists: EnglishData.list, models: EnglishData.bytes)

    private func positions(_ text: String) -> [String] { StanceRuleTests.positions(text, by: Self.reader) }

    @Test(arguments: [
        // Who goes to the place of the talks goes to the talks.
        (
            "The peace talks are open. Russian negotiators would be in Istanbul on Monday, Putin said.",
            "Russia peace talks 2"
        ),
        (
            "Putin called off his journey to Geneva, where the peace talks had been set for Tuesday.",
            "Russia peace talks -2"
        ),
        // A name of two words, taken apart.
        ("Rutte, the head of NATO, said the path to membership remained irreversible.", "NATO NATO membership 1"),
        // "use of force" as verb and object.
        ("Putin said Russia will not use force.", "Russia crackdown -2"),
        // The user's own words come before those of a family that runs over them.
        ("Putin lifted the state of emergency.", "Russia emergency law -2"),
        ("The WHO advised against travel bans.", "WHO travel ban -2"),
        // "NATO" is written "Nato" too.
        ("Nato condemned the crackdown.", "NATO crackdown -2"),
    ])
    func isMet(text: String, expected: String) {
        #expect(positions(text).contains(expected), "\(positions(text))")
    }

    @Test(arguments: [
        // No delegation of anybody's goes to the talks.
        ("The talks in Istanbul are open. Russian jets bombed Istanbul.", "Russia peace talks"),
        ("Russian negotiators would be in Istanbul on Monday.", "Russia peace talks"),
        // Another membership.
        ("Rutte, the head of NATO, said club membership remained irreversible.", "NATO NATO membership"),
        // The school is no reactor.
        ("Putin inspected the school.", "Russia nuclear inspections"),
        // Who votes to do something else speaks of that.
        ("Russia voted to keep the constitution.", "Russia elections"),
        ("Russia walked out of the peace talks.", "Russia protests"),
        // "Who" is nobody's name.
        ("Who rejected the travel ban?", "WHO travel ban"),
    ])
    func orMeansSomethingElse(text: String, unexpected: String) {
        #expect(!positions(text).contains { $0.hasPrefix(unexpected) }, "\(positions(text))")
    }
}
