/// The last words of the persons' full names in a document: alone, such a word is that person too.
struct SurnameTable {
    private var surnames: Set<WordKey> = []
    private let document: Document

    init(_ document: Document, _ names: [Name]) {
        self.document = document
        for name in names where name.kind == .person && (2...5).contains(name.tokens.count) {
            surnames.insert(document.tokens[name.tokens.upperBound - 1].form)
        }
    }

    /// The kind of a name: person for a surname that is no well-known name of another kind.
    func kind(_ name: Name) -> Name.Kind {
        guard name.tokens.count == 1, let index = name.tokens.first, surnames.contains(document.tokens[index].form)
        else {
            return name.kind
        }
        let known: WordClass = [.country, .city, .region, .organisation, .demonym]
        return document.wordClasses[index].isDisjoint(with: known) ? .person : name.kind
    }

    /// Whether a word that is in no name is a surname.
    func isSurname(_ index: Int) -> Bool {
        let token = document.tokens[index]
        return token.shape.contains(.capitalised) && token.partOfSpeech == .properNoun && surnames.contains(token.form)
    }
}
