/// Makes the kinds of a document's names agree: a word alone that is the last word of a person's full name is that person,
/// and a word that is mostly of one kind is always of it.
struct NameConsistency {
    private var surnames: Set<WordKey> = []
    private var votes: [WordKey: [Name.Kind: Int]] = [:]
    private let document: Document

    init(_ document: Document, _ names: [Name]) {
        self.document = document
        for name in names {
            let last = document.tokens[name.tokens.upperBound - 1].form
            if name.tokens.count == 1 {
                votes[last, default: [:]][name.kind, default: 0] += 1
            } else if name.kind == .person, name.tokens.count <= 5 {
                surnames.insert(last)
            }
        }
    }

    /// The kind of a name, by the rest of the document.
    func kind(_ name: Name) -> Name.Kind {
        guard name.tokens.count == 1, let index = name.tokens.first else { return name.kind }
        let form = document.tokens[index].form
        let isKnown = !document.wordClasses[index].isDisjoint(with: [.country, .city, .region, .organisation, .demonym])
        if surnames.contains(form), !isKnown { return .person }
        guard let votes = votes[form] else { return name.kind }
        let all = votes.values.reduce(0, +)
        for kind in NameLabels.kinds where 3 * (votes[kind] ?? 0) >= 2 * all && all >= 3 { return kind }
        return name.kind
    }

    /// Whether a word outside names is one's surname ("Harding" at the start of a sentence).
    func isSurname(_ index: Int) -> Bool {
        let token = document.tokens[index]
        return token.shape.contains(.capitalised) && token.partOfSpeech == .properNoun && surnames.contains(token.form)
    }
}
