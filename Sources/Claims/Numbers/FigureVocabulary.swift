import Linguistics

/// Words that tell what a figure is about, from the lists `figure-groups`, `person-nouns` and `figure-hedges`.
struct FigureVocabulary: Sendable {
    enum Kind: String, Sendable { case count, share, money }

    struct Group: Sendable, Equatable {
        var name: String
        var kind: Kind
        /// The word in its base form.
        var word: String
    }

    let groups: PhraseTable<Group>
    private(set) var persons: Set<WordKey> = []
    /// "people", "others": words that stand for anybody.
    private(set) var anybody: Set<WordKey> = []
    private(set) var modals: Set<WordKey> = []
    private(set) var hedges: Set<WordKey> = []
    private(set) var weakCues: Set<WordKey> = []

    /// Words that say that a figure is a total ("since", "toll").
    private(set) var totals: Set<WordKey> = []
    /// Words for the whole of which one day is a part ("uprising", "war").
    private(set) var wholes: Set<WordKey> = []

    init(lists: (String) -> WordList) {
        var groups = PhraseTable<Group>()
        for record in lists("figure-groups").records {
            guard let name = record.value("group"), let kind = record.value("kind").flatMap(Kind.init(rawValue:)) else {
                continue
            }
            for form in [record.name] + record.values("forms") {
                groups.insert(form, Group(name: name, kind: kind, word: record.name))
            }
        }
        self.groups = groups
        for record in lists("person-nouns").records {
            let keys = ([record.name] + record.values("forms")).map { WordKey($0) }
            if record.value("kind") == "any" { anybody.formUnion(keys) } else { persons.formUnion(keys) }
        }
        for record in lists("figure-hedges").records {
            for kind in record.values("kind") {
                switch kind {
                case "modal": modals.insert(WordKey(record.name))
                case "word": hedges.insert(WordKey(record.name))
                case "total": totals.insert(WordKey(record.name))
                case "whole": wholes.insert(WordKey(record.name))
                case "cue": weakCues.insert(WordKey(record.name))
                default: break
                }
            }
        }
    }

    func isPerson(_ token: Token) -> Bool { persons.contains(token.form) || persons.contains(token.lemma) }
    func isAnybody(_ token: Token) -> Bool { anybody.contains(token.form) || anybody.contains(token.lemma) }
}
