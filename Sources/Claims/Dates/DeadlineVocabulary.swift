import Linguistics

/// The words that set, move or end a date, from the list `deadline-words`.
struct DeadlineVocabulary: Sendable {
    enum Kind: String, Sendable { case word, give, owe, expire, move, start, schedule }

    let words: PhraseTable<Kind>
    /// Verbs of which a deadline is the subject when it has passed ("passed", "expired").
    private(set) var passing: Set<WordKey> = []
    /// Verbs of which it is the object then ("missed", "let slip").
    private(set) var missing: Set<WordKey> = []

    /// Verbs above those ("let the deadline slip").
    private(set) var letting: Set<WordKey> = []
    /// Words for a day that can come and go.
    private(set) var days: Set<WordKey> = []

    init(lists: (String) -> WordList) {
        var words = PhraseTable<Kind>()
        for record in lists("deadline-words").records {
            if record.value("passed") == "subject" { passing.insert(WordKey(record.name)) }
            if record.value("passed") == "object" { missing.insert(WordKey(record.name)) }
            if record.value("passed") == "let" { letting.insert(WordKey(record.name)) }
            if record.value("passed") == "day" { days.insert(WordKey(record.name)) }
            guard let kind = record.value("kind").flatMap(Kind.init(rawValue:)) else { continue }
            words.insert(record.name, kind)
        }
        self.words = words
    }
}
