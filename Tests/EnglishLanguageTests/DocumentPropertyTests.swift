import EnglishLanguage
import Linguistics
import Testing
import TextChecks

/// What holds of the document of any bytes at all; see ``DocumentCheck``.
@Suite struct DocumentPropertyTests {
    static let shared = English.analyser()
    private var analyser: any LanguageAnalyser { Self.shared }

    /// A failure names the seed; put it in the list to keep the case.
    static let seeds: [UInt64] = [1, 2, 3, 4, 5, 2026]

    @Test(arguments: seeds)
    func anyBytesMakeASoundDocument(seed: UInt64) {
        var texts = RandomText(seed: seed)
        for number in 0..<80 {
            let text = texts.next(length: 160)
            let problems = DocumentCheck.problems(analyser.analyse(text))
            #expect(problems.isEmpty, "seed \(seed), text \(number): \(problems) in \(text)")
        }
    }

    @Test func longTextsToo() {
        var texts = RandomText(seed: 7)
        for number in 0..<3 {
            let problems = DocumentCheck.problems(analyser.analyse(texts.next(length: 3_000)))
            #expect(problems.isEmpty, "seed 7, text \(number): \(problems.prefix(5))")
        }
    }

    /// Regions may end anywhere, also within a sequence of bytes or a word.
    @Test(arguments: seeds)
    func anyRegionsMakeASoundDocument(seed: UInt64) {
        var texts = RandomText(seed: seed)
        var random = SeededGenerator(seed: seed)
        for number in 0..<50 {
            let text = texts.next(length: 120)
            var regions: [TextRegion] = []
            var at = 0
            while at < text.count {
                let start = at + Int.random(in: 0...min(6, text.count - at), using: &random)
                let end = start + Int.random(in: 0...min(40, text.count - start), using: &random)
                if start < end {
                    regions.append(TextRegion(bytes: start..<end, kind: at == 0 ? .heading : .body))
                }
                at = end + 1
            }
            let problems = DocumentCheck.problems(analyser.analyse(text, regions: regions), regions: regions)
            #expect(problems.isEmpty, "seed \(seed), text \(number): \(problems) in \(text), \(regions)")
        }
    }

    /// Broken sequences of every length, each byte of which counts as one code point.
    @Test func brokenSequencesCountByteByByte() {
        let broken: [([UInt8], Int32)] = [
            ([0xFF], 1), ([0x80, 0x80], 2), ([0xC3], 1), ([0xC3, 0xA9], 1), ([0xC0, 0x80], 2), ([0xE2, 0x80], 2),
            ([0xE2, 0x80, 0x9C], 1), ([0xED, 0xA0, 0x80], 3), ([0xE0, 0x80, 0x80], 3), ([0xF0, 0x9F, 0x93], 3),
            ([0xF0, 0x9F, 0x93, 0xB0], 1), ([0xF4, 0x90, 0x80, 0x80], 4), ([0xF0, 0x80, 0x80, 0x80], 4),
        ]
        for (bytes, count) in broken {
            let document = analyser.analyse(Array("a".utf8) + bytes + Array(" b".utf8))
            #expect(document.tokens.last?.scalarStart == count + 2, "\(bytes)")
            #expect(DocumentCheck.problems(document).isEmpty, "\(bytes)")
        }
    }

    /// The oracle against Swift's own decoder, where both are defined.
    @Test func theOracleCountsAsSwiftDoes() {
        let text = "Müller – «да» – 東京で 👍🏽 e\u{301}té \u{0}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}"
        #expect(ScalarOracle.positions(Array(text.utf8)).last.map { Int($0) } == text.unicodeScalars.count)
    }
}
