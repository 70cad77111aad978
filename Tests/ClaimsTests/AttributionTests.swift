import EnglishLanguage
import Linguistics
import Testing

@testable import Claims

/// What is found in the text, marked; and who speaks.
private struct Found {
    let marked: String
    let speakers: [String]
    let quotations: [Attribution.Quotation]

    init(_ marked: String) {
        let reader = AttributionReader(
            list: EnglishData.list("attribution-cues"),
            model: EnglishData.bytes("attributions"),
            tokens: EnglishData.bytes("tokens")
        )
        let document = English.analyser().analyse([UInt8](MarkedAttributions.plain(marked).utf8))
        let attributions = reader.attributions(in: document)
        self.marked = MarkedAttributions.mark(attributions, in: document)
        speakers = attributions.map { $0.speaker ?? "-" }
        quotations = attributions.map(\.quotation)
    }
}

@Suite("Attributions")
struct AttributionTests {
    @Test(
        "Source, cue and what is attributed",
        arguments: [
            // Indirect.
            "[The minister]s1 [said]c1 [that the bridge would open in May]t1.",
            "[The foreign ministry]s1 [said]c1 [it would send food to the border]t1.",
            "[She]s1 [told]c1 reporters [that the talks had failed]t1.",
            // Direct, before and after the cue.
            "[“We will not sign,”]t1 [the minister]s1 [said]c1.",
            "[“We will not sign,”]t1 [said]c1 [Anna Kovacs]s1.",
            "[Anna Kovacs]s1 [said:]c1 [“We will not sign.”]t1",
            // The cue in the middle.
            "[“We waited for a day,”]t1 [he]s1 [said]c1. [“Nobody came.”]t1",
            // Mixed.
            "[Kovacs]s1 [called]c1 [the offer “an insult”]t1.",
            // By a preposition.
            "[The road is closed]t1, [according to]c1 [the police]s1.",
            "[According to]c1 [the foreign ministry]s1, [the talks with the envoy had failed]t1.",
            "[According to]c1 [the police]s1, [the road is closed]t1.",
            // A wish, a refusal.
            "[The senator]s1 [wants]c1 [to close the base]t1.",
            "[The company]s1 [refused]c1 [to pay the fine]t1.",
            // A cue that is denied.
            "[The minister]s1 [did not say]c1 [when the bridge would open]t1.",
            // Without a source.
            "It [was reported]c1 [that the road was closed]t1.",
        ]
    )
    func spans(marked: String) {
        #expect(Found(marked).marked == marked)
    }

    @Test(
        "Who speaks",
        arguments: [
            ("Anna Kovacs said the bridge would open.", "Anna Kovacs"),
            ("Hungarian Foreign Minister Anna Kovacs said the bridge would open.", "Anna Kovacs"),
            ("Anna Kovacs opened the bridge. She said it was safe.", "Anna Kovacs"),
            ("A city official said the bridge was safe.", "city official"),
            ("The bridge is safe, according to the police.", "police"),
            ("Two of the sources said the bridge was safe.", "sources"),
        ]
    )
    func speakers(text: String, speaker: String) {
        #expect(Found(text).speakers == [speaker])
    }

    @Test("How much is quoted")
    func quotations() {
        #expect(Found("“We will not sign,” the minister said.").quotations == [.direct])
        #expect(Found("The minister said the offer was “an insult” to the city.").quotations == [.mixed])
        #expect(Found("The minister said that the offer was too low.").quotations == [.indirect])
    }

    @Test("A quotation over paragraphs has one speaker")
    func paragraphs() {
        let text = "“We waited for a day,” Anna Kovacs said. “Nobody came.\n“We went home.”\nThe road was closed."
        let found = Found(text)
        #expect(found.speakers == ["Anna Kovacs"])
        #expect(found.marked.hasSuffix("“We went home.”]t1\nThe road was closed."))
    }

    @Test(
        "Nothing is found in nothing, or in what nobody says",
        arguments: ["", "\n\n", "The road was closed in May."]
    )
    func nothing(text: String) {
        #expect(Found(text).speakers.isEmpty)
    }

    @Test("Marks and text go back and forth")
    func marks() {
        #expect(MarkedAttributions.plain("[The [old]s2 man]s1 [said]c12 so") == "The old man said so")
    }
}
