import EnglishLanguage
import Linguistics
import Testing

/// What news wires do to a text: each in its own way, all read alike.
@Suite struct WireStyleTests {
    static let analyser = English.analyser()

    private func read(_ text: String) -> Document { Self.analyser.analyse(Array(text.utf8)) }

    private func words(_ document: Document) -> [String] { document.tokens.indices.map { document.word($0) } }

    /// Tokens with a bar between them, sentences with a line break.
    private func shown(_ text: String) -> String {
        let document = read(text)
        return document.sentences.map { sentence in
            sentence.tokens.map { document.word($0) }.joined(separator: "|")
        }.joined(separator: "\n")
    }

    @Test(arguments: [
        ("“We will not,” she said.", "“|We|will|not|,|”|she|said|."),
        ("\"We will not,\" she said.", "\"|We|will|not|,|\"|she|said|."),
        ("‘Never again,’ he said.", "‘|Never|again|,|’|he|said|."),
        ("He served a 3-1/2-year term in the U.S. army.", "He|served|a|3|-|1/2|-|year|term|in|the|U.S.|army|."),
        ("J. R. Miller met Gen. K. Brandt on Jan. 5.", "J.|R.|Miller|met|Gen.|K.|Brandt|on|Jan.|5|."),
        ("The U.N. and the U.S. agreed.", "The|U.N.|and|the|U.S.|agreed|."),
        ("(‘Never again’)", "(|‘|Never|again|’|)"), ("(“Never again”)", "(|“|Never|again|”|)"),
        ("“‘Never again’ was the word.”", "“|‘|Never|again|’|was|the|word|.|”"),
        ("‘“Never again” was the word.’", "‘|“|Never|again|”|was|the|word|.|’"),
        ("It’s don’t, they’re can’t.", "It|’s|do|n’t|,|they|’re|ca|n’t|."),
    ])
    func tokens(text: String, expected: String) { #expect(shown(text) == expected) }

    @Test func aQuotationOverParagraphsKeepsItsLinesApart() {
        let document = read("“We waited for a day.\n“Nobody came.\n“We left,” Anna Kovacs said.")
        #expect(document.sentences.count == 3)
        #expect(document.sentences.map(\.paragraph) == [0, 1, 2])
    }

    @Test func bulletsAreSentencesOfTheirOwn() {
        let document = read("Both sides agreed:\n- to stop the shelling\n• to free the prisoners\n* to meet again")
        #expect(document.sentences.count == 4)
    }

    @Test(arguments: ["KYIV, Aug 6 (Reuters) - Russia fired rockets.", "RUSSIA REJECTS CEASEFIRE. It rained in Kyiv."])
    func aNameIsFoundBehindDatelinesAndInHeadlines(text: String) {
        let document = read(text)
        let names = document.names.map { document.string($0.tokens).lowercased() }
        #expect(names.contains("russia"))
    }

    /// One man, however the wires spell him.
    @Test(arguments: ["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskyi"])
    func aSpellingIsNoOtherPerson(spelling: String) throws {
        let document = read("Volodymyr Zelenskyy spoke in Kyiv. \(spelling) said the talks had failed.")
        let second = try #require(document.sentences.last?.tokens.lowerBound)
        #expect(document.resolved(head: second)?.hasPrefix("Volodymyr") == true)
    }

    /// Names without their accents, and with them.
    @Test(arguments: [("Recep Erdoğan", "Erdogan"), ("Emmanuel Sánchez", "Sanchez"), ("Viktor Orbán", "Orban")])
    func anAccentIsNoOtherPerson(full: String, plain: String) throws {
        let document = read("\(full) spoke first. \(plain) said the talks had failed.")
        let second = try #require(document.sentences.last?.tokens.lowerBound)
        #expect(document.resolved(head: second) == full)
    }

    /// British and American spelling are tagged alike.
    @Test(arguments: [("defence", "defense"), ("programme", "program"), ("labour", "labor")])
    func spellingsAreTaggedAlike(british: String, american: String) {
        let (a, b) = (read("The \(british) minister resigned."), read("The \(american) minister resigned."))
        #expect(a.tokens.map(\.partOfSpeech) == b.tokens.map(\.partOfSpeech))
        #expect(a.tokens.map(\.head) == b.tokens.map(\.head))
    }
}
