import Linguistics

/// The words that say how far an action is, compiled from the lists `status-predicates` and `status-frames`.
struct StatusLexicon: Sendable {
    /// What the action is to the predicate.
    enum Role: String, Sendable, CaseIterable { case object, subject, noun, phrase }

    struct Entry: Sendable {
        /// The words after the first ("off" of "call off").
        var rest: [WordKey]
        var statuses: [Role: ActionStatus]
    }

    /// What stands above a predicate makes of it.
    enum Effect: Sendable, Equatable {
        case becomes(ActionStatus)
        case itself
    }

    private var entries: [WordKey: [Entry]] = [:]
    private var frames: [WordKey: Effect] = [:]
    private var aspects: [WordKey: ActionStatus] = [:]
    private var telling: Set<WordKey> = []
    /// Verbs of violence: what is done by them is a deed and no step of an action.
    private(set) var violent: Set<WordKey> = []
    let phrases: PhraseTable<ActionStatus>

    init(lists: (String) -> WordList) {
        var phrases = PhraseTable<ActionStatus>()
        for record in lists("status-predicates").records {
            var statuses: [Role: ActionStatus] = [:]
            for role in Role.allCases {
                statuses[role] = record.value(role.rawValue).flatMap(ActionStatus.init(rawValue:))
            }
            if let status = statuses[.phrase] { phrases.insert(record.name, status) }
            let words = record.name.split(separator: " ").map { WordKey($0) }
            guard let first = words.first else { continue }
            entries[first, default: []].append(Entry(rest: Array(words.dropFirst()), statuses: statuses))
            entries[first]?.sort { $0.rest.count > $1.rest.count }
        }
        self.phrases = phrases
        violent = Set(lists("violent-verbs").records.map { WordKey($0.name) })
        for record in lists("status-frames").records {
            if let aspect = record.value("aspect").flatMap(ActionStatus.init(rawValue:)) {
                aspects[WordKey(record.name)] = aspect
            }
            if record.value("tells") == "yes" { telling.insert(WordKey(record.name)) }
            guard let effect = record.value("effect") else { continue }
            frames[WordKey(record.name)] = ActionStatus(rawValue: effect).map { .becomes($0) } ?? .itself
        }
    }

    /// The status that a verb of beginning, ending or failing gives to the action's own verb below it.
    func aspect(_ token: Token) -> ActionStatus? { aspects[token.lemma] }

    /// Whether a verb takes what it tells of for a fact ("welcomed", "triggered").
    func isTelling(_ token: Token) -> Bool { telling.contains(token.lemma) }

    func frame(_ token: Token) -> Effect? { frames[token.lemma] ?? frames[token.form] }

    /// The status that a predicate gives to what stands to it in this role; of several entries the longest that is there.
    ///
    /// - Parameter preposition: the one by which the action hangs on the predicate; nil for none.
    func status(
        of predicate: Int,
        as role: Role,
        preposition: WordKey?,
        in document: Document
    ) -> (status: ActionStatus, last: Int)? {
        let token = document.tokens[predicate]
        guard let entries = entries[token.lemma] ?? entries[token.form] else { return nil }
        let hasParticle = document.child(predicate, .particle) != nil
        for entry in entries {
            guard let status = entry.statuses[role] else { continue }
            if let preposition {
                guard entry.rest.count == 1, entry.rest.first == preposition else { continue }
                return (status, predicate)
            }
            if entry.rest.isEmpty {
                // "broke off", "put up": a particle that is not listed makes another verb of it.
                return hasParticle && token.partOfSpeech == .verb ? nil : (status, predicate)
            }
            if let last = find(entry.rest, after: predicate, in: document) { return (status, last) }
        }
        return nil
    }

    /// The last of `words`, in their order, hanging on the predicate directly or over one word.
    private func find(_ words: [WordKey], after predicate: Int, in document: Document) -> Int? {
        var next = 0
        let end = document.sentences[Int(document.tokens[predicate].sentence)].tokens.upperBound
        var index = predicate + 1
        while index < end, index < predicate + 12 {
            let token = document.tokens[index]
            if token.form == words[next] || token.lemma == words[next], hangs(index, on: predicate, document) {
                next += 1
                if next == words.count { return index }
            }
            index += 1
        }
        return nil
    }

    private func hangs(_ token: Int, on predicate: Int, _ document: Document) -> Bool {
        guard let up = document.head(token) else { return false }
        return up == predicate || document.head(up) == predicate
    }
}
