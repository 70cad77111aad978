import Linguistics

/// How somebody comes to a meeting: by the list `attendance`, from a verb or noun ("travel", "journey") and the
/// preposition that joins it to the meeting or to its place.
struct Attendance: Sendable {
    private struct Link: Hashable {
        var word: WordKey
        var preposition: WordKey
    }

    private let verbs: Set<Link>
    private let nouns: Set<Link>

    /// Nouns for what one can be at.
    static let meetings: Set<WordKey> = [
        "summit", "talk", "talks", "meeting", "conference", "negotiation", "negotiations", "session", "round",
        "dialogue", "hearing",
    ]

    init(lists: (String) -> WordList) {
        func links(_ field: String) -> Set<Link> {
            Set(
                lists("attendance").records.flatMap { record in
                    record.values(field).map { Link(word: WordKey(record.name), preposition: WordKey($0)) }
                })
        }
        verbs = links("to")
        nouns = links("of")
    }

    /// What says that somebody is at, or goes to, what this word names: the word itself under a copula ("is at the
    /// summit"), else the verb or noun that it hangs from.
    func predicate(over word: Int, in document: Document) -> Int? {
        guard let marker = document.child(word, .caseMarker) else { return nil }
        let preposition = document.tokens[marker].form
        if document.child(word, .copula) != nil {
            return verbs.contains(Link(word: "be", preposition: preposition)) ? word : nil
        }
        switch document.tokens[word].relation {
        case .oblique, .nominalModifier, .object: break
        default: return nil
        }
        guard let up = document.head(word), up < word else { return nil }
        let links = document.tokens[up].partOfSpeech == .verb ? verbs : nouns
        return links.contains(Link(word: document.tokens[up].lemma, preposition: preposition)) ? up : nil
    }
}
