import EnglishLanguage
import Linguistics

/// How good names and antecedents of pronouns are on GUM dev, from raw text.
enum NamesAndMentionsReport {
    /// - Parameter data: `shared/data`.
    static func tables(_ analyser: EnglishAnalyser, data: String) throws -> String {
        let gold = GoldNames(lexicon: EnglishNames.lexicon)
        var (names, pronouns) = (NameScore(), PronounScore())
        for text in AnnotatedText.read(try Treebank(path: data + "/ud/en_gum-dev.conllu")) {
            let document = analyser.analyse(text.document.text)
            names.add(text.document, gold.names(text), document)
            pronouns.add(text, document, EnglishNames.lexicon)
        }
        return names.table + "\n\n" + pronouns.table
    }
}
