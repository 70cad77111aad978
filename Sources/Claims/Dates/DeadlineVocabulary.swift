import Linguistics

/// The words that set, move or end a date, from the list `deadline-words`.
struct DeadlineVocabulary: Sendable {
    enum Kind: String, Sendable { case word, give, demand, owe, expire, move, start }

    let words: PhraseTable<Kind>

    init(lists: (String) -> WordList) {
        var words = PhraseTable<Kind>()
        for record in lists("deadline-words").records {
            guard let kind = record.value("kind").flatMap(Kind.init(rawValue:)) else { continue }
            words.insert(record.name, kind)
        }
        self.words = words
    }
}
