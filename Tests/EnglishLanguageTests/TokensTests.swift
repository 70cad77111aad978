import EnglishLanguage
import Linguistics
import Testing

@Suite struct TokensTests {
    private func read(_ text: String) -> Document { English.analyser().analyse(Array(text.utf8)) }

    /// Tokens with a bar between them, sentences with a line break.
    private func shown(_ text: String) -> String {
        let document = read(text)
        return document.sentences.map { sentence in
            sentence.tokens.map { document.word($0) }.joined(separator: "|")
        }.joined(separator: "\n")
    }

    @Test(arguments: [
        ("He didn't say he can't go.", "He|did|n't|say|he|ca|n't|go|."),
        ("It’s Russia’s last offer, they’ll say.", "It|’s|Russia|’s|last|offer|,|they|’ll|say|."),
        ("They cannot agree.", "They|can|not|agree|."),
        ("The U.S. envoy met Mr. Putin.", "The|U.S.|envoy|met|Mr.|Putin|."),
        ("A 25% duty costs $5 a head.", "A|25|%|duty|costs|$|5|a|head|."),
        (
            "See https://example.org/a?b=1, or write to desk@example.org.",
            "See|https://example.org/a?b=1|,|or|write|to|desk@example.org|."
        ),
        ("An ice-cream seller spoke.", "An|ice|-|cream|seller|spoke|."),
        ("Some 1,200.5 tonnes...", "Some|1,200.5|tonnes|..."),
        ("“We will not,” he said.", "“|We|will|not|,|”|he|said|."),
    ])
    func tokensAreThoseOfTheTreebanks(text: String, expected: String) { #expect(shown(text) == expected) }

    @Test(arguments: [
        ("The truce failed. Both sides fired.", 2),
        ("Mr. Jones of the U.S. Senate agreed. Dr. Smith did not.", 2),
        ("He left on Jan. 5 with J. R. Miller.", 1),
        ("\"We will not.\" He walked out.", 2),
        ("“We will not.” He walked out.", 2),
        ("One line\nAnother line", 2),
        ("Will they? They may! Nobody knows.", 3),
    ])
    func sentencesEndWhereAReaderEndsThem(text: String, count: Int) {
        #expect(read(text).sentences.count == count, "\(shown(text))")
    }

    @Test func offsetsAreRightBeyondASCII() throws {
        let text = "Müller – «да» – 東京で 👍🏽 e\u{301}té."
        let document = read(text)
        let scalars = Array(text.unicodeScalars)
        for index in document.tokens.indices {
            let token = document.tokens[index]
            var part = String.UnicodeScalarView()
            part.append(contentsOf: scalars[Int(token.scalarStart)..<Int(token.scalarEnd)])
            #expect(String(part) == document.word(index))
        }
        #expect(document.word(0) == "Müller")
    }

    @Test func anyBytesAreRebuiltFromTheirTokens() {
        var random = SeededGenerator(seed: 5)
        let pieces: [[UInt8]] = [
            [0xFF], [0xE2, 0x80], [0xE2, 0x80, 0x9C], [0x20], [0x0A], [0x2E], [0x27], Array("n't".utf8), [0xC3], [0],
            [0xF0, 0x9F, 0x91, 0x8D], Array("www.a@b.c//".utf8), Array("U.S.".utf8), [0x0D, 0x0A], [0xC2, 0xA0],
            Array("cannot".utf8), Array("3-1/2".utf8), [0xED, 0xA0, 0x80], Array("İ".utf8),
        ]
        for _ in 0..<3000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<40, using: &random) {
                if Bool.random(using: &random) {
                    text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
                } else {
                    text.append(UInt8.random(in: 0...255, using: &random))
                }
            }
            check(English.analyser().analyse(text))
        }
    }

    /// Tokens stand in order, nothing but white space is between them, scalars agree with bytes, sentences cover them.
    private func check(_ document: Document) {
        var end = 0
        var cursor = ScalarCursor()
        document.text.withUnsafeBufferPointer { text in
            for token in document.tokens {
                #expect(Int(token.start) >= end && token.end > token.start)
                #expect(isSpace(document.text[end..<Int(token.start)]))
                cursor.advance(to: Int(token.start), in: text)
                #expect(cursor.scalar == token.scalarStart)
                cursor.advance(to: Int(token.end), in: text)
                #expect(cursor.scalar == token.scalarEnd)
                end = Int(token.end)
            }
        }
        #expect(isSpace(document.text[end...]))
        #expect(document.sentences.flatMap { Array($0.tokens) } == Array(document.tokens.indices))
    }

    private func isSpace(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}"
        }
    }

    @Test func onlyTheRegionsAreRead() {
        let text = "date 2025-08-06\nTruce fails\nBoth sides fired."
        let document = English.analyser().analyse(
            Array(text.utf8),
            regions: [TextRegion(bytes: 16..<27, kind: .heading), TextRegion(bytes: 28..<45, kind: .body)]
        )
        #expect(document.tokens.first.map { $0.scalarStart } == 16)
        #expect(document.sentences.map(\.isHeading) == [true, false])
        #expect(document.sentences.map(\.paragraph) == [0, 1])
    }

    @Test func aSentenceWithoutEndIsCut() {
        let document = English.analyser().analyse(Array(String(repeating: "word ", count: 3000).utf8))
        #expect(document.sentences.allSatisfy { $0.tokens.count <= SentenceSplitter.longestSentence })
        #expect(document.tokens.count == 3000)
    }
}
