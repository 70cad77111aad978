import EnglishLanguage
import Linguistics

/// How good names and antecedents of pronouns are on GUM dev, from raw text.
struct NamesAndMentionsReport {
    private(set) var names = NameScore()
    private(set) var pronouns = PronounScore()

    /// - Parameter data: `shared/data`.
    init(_ analyser: EnglishAnalyser, data: String) throws {
        let gold = GoldNames(lexicon: EnglishNames.lexicon)
        for text in AnnotatedText.read(try Treebank(path: data + "/ud/en_gum-dev.conllu")) {
            let document = analyser.analyse(text.document.text)
            names.add(text.document, gold.names(text), document)
            pronouns.add(text, document, EnglishNames.lexicon)
        }
    }
}
