import EnglishLanguage
import Glibc
import Linguistics
import TestSupport
import Testing

@Suite struct TreesTests {
    private let analyser = English.analyser()

    private func tagged(_ text: String) -> String {
        let document = analyser.analyse(Array(text.utf8))
        return document.tokens.indices
            .map { document.word($0) + "/" + document.tokens[$0].tag.description }.joined(separator: " ")
    }

    /// The arcs of a text as `relation(head, word)`.
    private func arcs(_ text: String) -> Set<String> {
        let document = analyser.analyse(Array(text.utf8))
        return Set(
            document.tokens.indices.map { index in
                let head = document.head(index).map { document.word($0) } ?? "ROOT"
                return "\(document.tokens[index].relation)(\(head), \(document.word(index)))"
            }
        )
    }

    @Test(arguments: [
        ("The envoy rejected the offer.", "The/DT envoy/NN rejected/VBD the/DT offer/NN ./."),
        (
            "Russia has agreed to a ceasefire.",
            "Russia/NNP has/VBZ agreed/VBN to/IN a/DT ceasefire/NN ./."
        ),
        ("They won't meet on Friday.", "They/PRP wo/MD n't/RB meet/VB on/IN Friday/NNP ./."),
        ("He wants to go home.", "He/PRP wants/VBZ to/TO go/VB home/RB ./."),
    ])
    func wordsHaveTheirTags(text: String, expected: String) { #expect(tagged(text) == expected) }

    @Test(arguments: [
        (
            "The minister said the country would not accept the plan.",
            [
                "root(ROOT, said)", "nsubj(said, minister)", "ccomp(said, accept)", "nsubj(accept, country)",
                "obj(accept, plan)", "aux(accept, would)", "advmod(accept, not)",
            ]
        ),
        (
            "The truce was broken by both sides.",
            [
                "root(ROOT, broken)", "nsubj:pass(broken, truce)", "aux:pass(broken, was)", "obl:agent(broken, sides)",
                "case(sides, by)",
            ]
        ),
        (
            "The president of Kenya arrived in Paris.",
            ["nsubj(arrived, president)", "nmod(president, Kenya)", "case(Kenya, of)", "obl(arrived, Paris)"]
        ),
    ])
    func sentencesHaveTheirTrees(text: String, expected: [String]) {
        let found = arcs(text)
        for arc in expected { #expect(found.contains(arc), "\(arc) is not in \(found.sorted())") }
    }

    @Test(arguments: [
        ("said", "say"), ("refuses", "refuse"), ("countries", "country"), ("went", "go"), ("men", "man"),
        ("agreed", "agree"), ("stopped", "stop"), ("is", "be"),
    ])
    func knownWordsHaveTheirLemmas(form: String, lemma: String) {
        let noun = ["countries", "men"].contains(form)
        let text = noun ? "The \(form) left." : form == "is" ? "He \(form) here." : "He \(form) on Monday."
        let document = analyser.analyse(Array(text.utf8))
        #expect(analyser.lemma(1, in: document) == lemma)
        #expect(document.tokens[1].lemma == WordKey(lemma))
    }

    @Test func wordsNeverSeenHaveLemmasByTheirEndings() {
        let document = analyser.analyse(Array("They glimbled two snorvels.".utf8))
        #expect(document.tokens[3].lemma == "snorvel")
        #expect(document.tokens[1].lemma == "glimble" || document.tokens[1].lemma == "glimbl")
    }

    @Test func everySentenceIsOneTree() {
        var random = SeededGenerator(seed: 77)
        let words = [
            "the", "said", "Kyiv", ",", "and", "to", "who", "«", "not", "25", "%", "was", "—", "he", "?", "of",
        ]
        for _ in 0..<30 {
            let count = Int.random(in: 1...60, using: &random)
            let text = (0..<count).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
                .joined(separator: " ")
            let document = analyser.analyse(Array(text.utf8))
            for sentence in document.sentences {
                let roots = sentence.tokens.filter { document.tokens[$0].head < 0 }
                #expect(roots.count == 1)
                for token in sentence.tokens {
                    if let head = document.head(token) { #expect(sentence.tokens.contains(head)) }
                    if let root = roots.first { #expect(document.isBelow(token, root)) }
                }
            }
        }
    }

    @Test(arguments: ["\"", "word ", "(", "a,", "don't", "“", "U.S. ", "é", "\u{0}", "\n"])
    func timeGrowsWithTheLength(piece: String) {
        func time(_ count: Int) -> Duration {
            let text = Array(String(repeating: piece, count: count).utf8)
            return ThreadTime.measure { _ = analyser.analyse(text) }
        }
        _ = time(100)
        let (short, long) = (time(300), time(2400))
        // Eight times the text; a quadratic step would take 64 times as long.
        #expect(long < short * 32 + .milliseconds(40), "\(short) for 300, \(long) for 2400")
    }

    @Test func theSameTextGivesTheSameTreesOnAnyThread() async {
        let text = Array("The envoy said on Friday that talks, long delayed, would resume. \"We hope,\" she said.".utf8)
        let expected = analyser.analyse(text).tokens.map {
            [$0.head, Int32($0.relation.rawValue), Int32($0.tag.rawValue)]
        }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let tokens = English.analyser().analyse(text).tokens
                    return tokens.map { [$0.head, Int32($0.relation.rawValue), Int32($0.tag.rawValue)] } == expected
                }
            }
            for await same in group { #expect(same) }
        }
    }
}
