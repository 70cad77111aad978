import Claims
import EnglishLanguage
import Linguistics
import TestSupport
import Testing

@Suite struct WatchMatcherTests {
    private static let watchlist = Watchlist(
        actors: [
            .init(name: "Russia", aliases: ["Russian", "Kremlin", "Moscow", "Putin"]),
            .init(name: "United States", aliases: ["US", "U.S.", "White House"]),
            .init(name: "Korea", aliases: ["Korean"]),
            .init(name: "Theresa May", aliases: ["May"]),
            .init(name: "rebels", aliases: ["rebel"]),
            .init(name: "Syria", aliases: ["Syrian", "security forces"]),
        ],
        topics: [
            .init(name: "ceasefire", terms: ["cease-fire", "truce"]),
            .init(name: "withdrawal", terms: ["withdraw"]),
            .init(name: "handover", terms: ["hand over power"]),
            .init(name: "sanctions", terms: ["sanctions"]),
        ]
    )

    private func found(_ lines: String) -> (document: Document, matches: WatchMatches) {
        let document = TreeText.document(lines)
        let matcher = WatchMatcher(Self.watchlist, lists: EnglishData.list)
        return (document, matcher.matches(in: document))
    }

    private func actors(_ lines: String) -> [String] {
        let (document, matches) = found(lines)
        return document.tokens.indices.compactMap { token in
            matches.actor(at: token).map { "\(document.word(token))=\(Self.watchlist.actors[$0].name)" }
        }
    }

    private func topics(_ lines: String) -> [String] {
        let (document, matches) = found(lines)
        return matches.topics.map { "\(document.string($0.tokens))=\(Self.watchlist.topics[$0.index].name)" }
    }

    @Test func capitalsTellNamesFromWords() {
        let text = """
            The the DET DT 2 det
            US US PROPN NNP 3 nsubj
            told tell VERB VBD 0 root
            us we PRON PRP 3 obj
            in in ADP IN 6 case
            May May PROPN NNP 3 obl
            2017 2017 NUM CD 6 nummod
            """
        #expect(actors(text) == ["US=United States"])
    }

    @Test func officesSpeakForTheirActor() {
        let text = """
            The the DET DT 4 det
            Russian Russian ADJ JJ 4 amod
            foreign foreign ADJ JJ 4 amod
            minister minister NOUN NN 5 nsubj
            met meet VERB VBD 0 root
            Kremlin Kremlin PROPN NNP 7 compound
            aide aide NOUN NN 8 compound
            Ushakov Ushakov PROPN NNP 5 obj
            """
        #expect(
            actors(text) == [
                "Russian=Russia", "minister=Russia", "Kremlin=Russia", "aide=Russia", "Ushakov=Russia",
            ]
        )
    }

    @Test func whoeverLeadsForcesActsThroughThem() {
        let led = """
            US US PROPN NNP 3 compound
            - - PUNCT HYPH 1 punct
            led lead VERB VBN 4 amod
            forces force NOUN NNS 5 nsubj
            advanced advance VERB VBD 0 root
            """
        #expect(actors(led).contains("forces=United States"))
        #expect(!actors(led.replacing("led lead", with: "trained train")).contains("forces=United States"))
        let loyal = """
            pro pro ADJ JJ 4 amod
            - - PUNCT HYPH 1 punct
            Putin Putin PROPN NNP 4 compound
            forces force NOUN NNS 5 nsubj
            advanced advance VERB VBD 0 root
            """
        #expect(actors(loyal).contains("forces=Russia"))
        // "pro-Russian forces" are their own.
        #expect(
            !actors(loyal.replacing("Putin Putin PROPN NNP", with: "Russian Russian ADJ JJ")).contains("forces=Russia"))
    }

    @Test func anotherCountryIsNotMeant() {
        let text = """
            South South ADJ JJ 2 amod
            Korean korean ADJ JJ 3 amod
            officials official NOUN NNS 4 nsubj
            left leave VERB VBD 0 root
            anti anti ADJ JJ 7 amod
            - - PUNCT HYPH 5 punct
            Russian russian ADJ JJ 8 amod
            protesters protester NOUN NNS 4 obj
            """
        #expect(actors(text) == [])
    }

    @Test func generalWordsCountForTheirSideUnlessOthersOwnThem() {
        let text = """
            Troops troops NOUN NNS 2 nsubj
            entered enter VERB VBD 0 root
            Syria Syria PROPN NNP 2 obj
            . . PUNCT . 2 punct

            French french ADJ JJ 2 amod
            troops troops NOUN NNS 3 nsubj
            left leave VERB VBD 0 root
            """
        #expect(actors(text) == ["Troops=Syria", "Syria=Syria"])
    }

    @Test func topicsAreMetInOtherWordsOfTheirStem() {
        let text = """
            The the DET DT 2 det
            withdrawal withdrawal NOUN NN 3 nsubj
            broke break VERB VBD 0 root
            the the DET DT 7 det
            cease cease NOUN NN 7 compound
            - - PUNCT HYPH 7 punct
            fire fire NOUN NN 3 obj
            """
        #expect(topics(text) == ["withdrawal=withdrawal", "cease-fire=ceasefire"])
    }

    @Test func wordsMayStandBetween() {
        let text = """
            He he PRON PRP 2 nsubj
            handed hand VERB VBD 0 root
            the the DET DT 5 det
            real real ADJ JJ 5 amod
            power power NOUN NN 2 obj
            over over ADP RP 2 compound:prt
            """
        #expect(topics(text) == ["handed the real power over=handover"])
        let other = """
            He he PRON PRP 2 nsubj
            handed hand VERB VBD 0 root
            over over ADP RP 2 compound:prt
            the the DET DT 6 det
            real real ADJ JJ 6 amod
            power power NOUN NN 2 obj
            """
        #expect(topics(other) == ["handed over the real power=handover"])
    }
}
