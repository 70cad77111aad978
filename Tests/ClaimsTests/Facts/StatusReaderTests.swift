import Claims
import EnglishLanguage
import Linguistics
import Testing

@Suite(.enabled(if: FactSample.hasTrees, "the embedded model has no parser")) struct StatusReaderTests {
    /// The statuses of a text as "topic status", with the actor where one is known.
    private func statuses(_ text: String) -> [String] {
        FactSample.claims(text).filter { $0.kind == .status && !$0.isHistory }.map { claim in
            let by = claim.actor.map { " by \($0)" } ?? ""
            return "\(claim.topic ?? "?") \(claim.status?.rawValue ?? "?")\(by)"
        }
    }

    @Test(arguments: [
        ("Washington imposed sanctions on Tuesday.", "sanctions imposed by United States"),
        ("Sanctions were imposed on Tuesday.", "sanctions imposed"),
        ("Trump has threatened to impose sanctions.", "sanctions threatened by United States"),
        ("Trump threatened sanctions.", "sanctions threatened by United States"),
        ("The sanctions were lifted on Tuesday.", "sanctions lifted"),
        ("The sanctions will be imposed on Tuesday.", "sanctions planned"),
        ("The truce collapsed on Tuesday.", "ceasefire collapsed"),
        ("The truce took effect at midnight.", "ceasefire in effect"),
        ("The truce is in force.", "ceasefire in effect"),
        ("The truce has expired.", "ceasefire ended"),
        ("Israel and Hamas extended the truce by a week.", "ceasefire extended by Israel"),
        ("Russia violated the ceasefire.", "ceasefire violated by Russia"),
        ("The talks broke down on Tuesday.", "talks collapsed"),
        ("The talks were called off.", "talks cancelled"),
        ("The talks have been postponed.", "talks postponed"),
        ("Washington is considering sanctions.", "sanctions considered by United States"),
        ("Envoys welcomed the extension of the truce.", "ceasefire extended"),
        ("Fighting resumed after the collapse of the truce.", "ceasefire collapsed"),
    ]) func aPredicateTellsTheStatus(text: String, expected: String) {
        #expect(statuses(text) == [expected], "\(text)")
    }

    @Test(arguments: [
        "No sanctions were imposed on China.",
        "Moscow wants the sanctions to be lifted.",
        "Moscow called for the lifting of the sanctions.",
        "Will the sanctions be lifted?",
        "The sanctions would be lifted if Russia withdrew.",
        "Russia refused to extend the truce.",
        "Envoys spoke about the truce.",
        "Unless the sanctions are lifted, Russia will leave.",
    ]) func whatIsDeniedOrWishedIsNone(text: String) {
        #expect(statuses(text) == [], "\(text)")
    }
}
