import Linguistics

/// Finds words that take up a topic named before: "Hamas proposed a truce. Israel rejected the proposal."
///
/// General nouns and pronouns count only where the sentence so far, or the one before, speaks of one topic alone: a
/// guess between two would be a false alarm. The last noun of a topic's name stands for it as long as nothing else in the
/// text goes by it ("a monitoring mission … such a mission").
struct TopicAnaphora: Sendable {
    private let nouns: Set<WordKey>
    /// Nouns that take up only topics called by certain nouns ("the measures": sanctions, tariffs).
    private let kinds: [WordKey: Set<WordKey>]
    private let ellipses: [Key: Ellipsis]
    private static let definite: Set<WordKey> = ["the", "this", "that", "such", "these", "those"]

    /// A verb whose object is left out where it is understood: "We accept."
    private struct Ellipsis: Sendable {
        var isOpposite: Bool
        /// Only of meetings: "will attend", "will not take part".
        var isMeeting: Bool
    }

    private struct Key: Hashable {
        var verb: WordKey
        var word: WordKey
    }

    init(lists: (String) -> WordList) {
        let records = lists("topic-anaphors").records
        nouns = Set(records.filter { $0.values("of").isEmpty }.map { WordKey($0.name) })
        kinds = Dictionary(
            records.filter { !$0.values("of").isEmpty }.map {
                (WordKey($0.name), Set($0.values("of").map { WordKey($0) }))
            }, uniquingKeysWith: { first, _ in first })
        ellipses = Dictionary(
            lists("elliptic-verbs").records.map {
                let words = $0.name.split(separator: " ")
                return (
                    Key(verb: WordKey(words.first ?? ""), word: words.count > 1 ? WordKey(words[1]) : .none),
                    Ellipsis(isOpposite: $0.value("side") == "against", isMeeting: $0.value("of") == "meetings")
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    func matches(in document: Document, topics: [WatchMatches.Match]) -> [WatchMatches.Match] {
        guard !topics.isEmpty else { return [] }
        var found: [WatchMatches.Match] = []
        var taken = Set<Int>()
        for topic in topics { for token in topic.tokens { taken.insert(token) } }
        let names = shortNames(of: topics, in: document, taken: taken)
        let referents = self.referents(in: document, topics: topics)
        let isQuoted = Self.quotedSentences(of: document)
        var next = 0
        var lastSentence: [WatchMatches.Match] = []
        /// The topics of the last sentence that had any, and how many others, but for short ones, came since.
        var lastNamed: (topics: [WatchMatches.Match], since: Int) = ([], 0)
        var recentNamed: [(topic: WatchMatches.Match, sentence: Int)] = []
        for (number, sentence) in document.sentences.enumerated() {
            var here: [WatchMatches.Match] = []
            let sentenceStart = found.count
            for token in sentence.tokens {
                while next < topics.count, topics[next].tokens.lowerBound <= token {
                    if !isAgent(topics[next], document) { here.append(topics[next]) }
                    next += 1
                }
                guard !taken.contains(token) else { continue }
                func take(_ antecedent: WatchMatches.Match, isOpposite: Bool) {
                    var match = WatchMatches.Match(
                        index: antecedent.index, tokens: token..<token + 1, head: token, isOpposite: isOpposite)
                    match.leaps = antecedent.leaps.union(.takenUpTopic)
                    found.append(match)
                }
                var before = lastSentence
                if isQuoted[number], before.isEmpty, lastNamed.since < Self.memory {
                    // In what somebody says "it" goes on from what was last spoken of.
                    before = lastNamed.topics
                }
                let recent = only(here) ?? (here.isEmpty ? only(before) : nil)
                if let name = names[document.tokens[token].lemma], name.tokens.lowerBound < token,
                    isAnaphor(token, document, mayBeOwned: true)
                {
                    take(name, isOpposite: name.isOpposite)
                } else if let kind = kinds[document.tokens[token].lemma], isAnaphor(token, document, mayBeOwned: true) {
                    let since = max(0, number - Self.reach)
                    let named = recentNamed.filter {
                        $0.sentence >= since && kind.contains(document.tokens[$0.topic.head].lemma)
                    }
                    if let topic = only(
                        here.suffix(Self.most).filter { kind.contains(document.tokens[$0.head].lemma) })
                        ?? only(named.map(\.topic))
                    {
                        take(topic, isOpposite: topic.isOpposite)
                    }
                } else if nouns.contains(document.tokens[token].lemma), isAnaphor(token, document) {
                    if let recent { take(recent, isOpposite: recent.isOpposite) }
                } else if nouns.contains(document.tokens[token].lemma), isAside(token, document) {
                    if let topic = only(here) { take(topic, isOpposite: topic.isOpposite) }
                } else if Self.things.contains(document.tokens[token].form) {
                    switch referents[token] {
                    case .topic(let topic)?: take(topic, isOpposite: topic.isOpposite)
                    case .meeting?:
                        // "a meeting about us without us … we want no part in it", said of a summit
                        if let recent, Attendance.meetings.contains(document.tokens[recent.head].lemma) {
                            take(recent, isOpposite: recent.isOpposite)
                        }
                    case .other? where !selectsDeal(token, document): break
                    case .other?, nil:
                        if let recent, isThing(token, document) { take(recent, isOpposite: recent.isOpposite) }
                    }
                } else if let recent, let ellipsis = ellipsis(token, of: recent, document),
                    here.isEmpty || ellipsis.isMeeting && isAside(clause: token, document)
                {
                    take(recent, isOpposite: recent.isOpposite != ellipsis.isOpposite)
                }
            }
            if here.isEmpty { here = Array(found[sentenceStart...]) }
            // "We waited." keeps up what the talk is of.
            let isShort = here.isEmpty && sentence.tokens.count <= Self.short
            if !here.isEmpty || number > 0, !sentence.isHeading, !isShort { lastSentence = here }
            if !here.isEmpty, !sentence.isHeading {
                lastNamed = (here, 0)
            } else if sentence.tokens.count > Self.short {
                lastNamed.since += 1
            }
            recentNamed += here.suffix(Self.most).map { ($0, number) }
            recentNamed.removeAll { $0.sentence < number - Self.reach }
        }
        return found
    }

    /// Sentences back that a pronoun in somebody's words may reach, and a noun of the topic's own kind ("the measures").
    private static let memory = 5
    /// Words and marks of a sentence that changes no subject ("We waited.").
    private static let short = 5
    private static let reach = 8
    /// Topics of one sentence that a noun may take up.
    private static let most = 16

    /// For each sentence whether it begins, or stands, within quotation marks.
    private static func quotedSentences(of document: Document) -> [Bool] {
        var isOpen = false
        return document.sentences.map { sentence in
            var isQuoted = isOpen
            for token in sentence.tokens {
                switch document.tokens[token].form {
                case "“": isOpen = true
                case "”": isOpen = false
                case "\"": isOpen.toggle()
                default: continue
                }
                if token == sentence.tokens.lowerBound, isOpen { isQuoted = true }
            }
            return isQuoted
        }
    }

    /// Last nouns of topics' names of several words ("mission" of "monitoring mission"), where the text calls nothing
    /// else by them.
    private func shortNames(
        of topics: [WatchMatches.Match], in document: Document, taken: Set<Int>
    ) -> [WordKey: WatchMatches.Match] {
        var names: [WordKey: WatchMatches.Match] = [:]
        var dropped: Set<WordKey> = []
        for topic in topics where topic.tokens.count > 1 && document.tokens[topic.head].partOfSpeech == .noun {
            let lemma = document.tokens[topic.head].lemma
            guard topic.head == topic.tokens.upperBound - 1 || document.tokens[topic.head].tag == .nn else { continue }
            if let other = names[lemma], other.index != topic.index || other.isOpposite != topic.isOpposite {
                dropped.insert(lemma)
            } else if names[lemma] == nil {
                names[lemma] = topic
            }
        }
        guard !names.isEmpty else { return [:] }
        for token in document.tokens.indices where !taken.contains(token) {
            let lemma = document.tokens[token].lemma
            guard names[lemma] != nil, document.tokens[token].partOfSpeech == .noun else { continue }
            // "a trade mission": another one.
            let isNamed = document.child(token, .compound) != nil
            if isNamed { dropped.insert(lemma) }
        }
        for lemma in dropped { names[lemma] = nil }
        return names
    }

    private enum Referent {
        case topic(WatchMatches.Match)
        /// A meeting that is not called by the topic's name.
        case meeting
        case other
    }

    private static let things: Set<WordKey> = ["it", "that", "this", "them", "these", "those"]

    /// What coreference makes of each pronoun: "Russia offered a truce. Israel rejected it."
    private func referents(in document: Document, topics: [WatchMatches.Match]) -> [Int: Referent] {
        var topicOfEntity: [Int: WatchMatches.Match] = [:]
        var topicAt: [Int: WatchMatches.Match] = [:]
        var named: Set<Int> = []
        var met: Set<Int> = []
        for topic in topics { topicAt[topic.head] = topic }
        for mention in document.mentions where mention.entity >= 0 {
            if mention.kind != .pronoun {
                named.insert(mention.entity)
                if document.tokens.indices.contains(mention.head),
                    Attendance.meetings.contains(document.tokens[mention.head].lemma)
                {
                    met.insert(mention.entity)
                }
            }
            if topicOfEntity[mention.entity] == nil { topicOfEntity[mention.entity] = topicAt[mention.head] }
        }
        var referents: [Int: Referent] = [:]
        for mention in document.mentions
        where mention.kind == .pronoun && document.tokens.indices.contains(mention.head) {
            if let topic = topicOfEntity[mention.entity] {
                referents[mention.head] = .topic(topic)
            } else if named.contains(mention.entity) {
                referents[mention.head] = met.contains(mention.entity) ? .meeting : .other
            }
        }
        return referents
    }

    /// Words that are said of an agreement, a duty or a meeting, and of no country or person: verbs by their lemma, and
    /// words before a preposition by that.
    private static let dealings: Set<WordKey> = [
        "abrogate", "attend", "breach", "convene", "honor", "honour", "implement", "observe", "postpone", "ratify",
        "sign", "uphold", "violate",
    ]
    private static let dealingsWith: [WordKey: Set<WordKey>] = [
        "by": ["abide", "bind", "bound", "stand"], "in": ["part", "participate"],
        "to": ["accede", "adhere", "agree", "agreed", "consent", "party"], "with": ["comply"],
    ]

    /// "is not bound by it", "want no part in it": no country, whatever coreference makes of it.
    private func selectsDeal(_ pronoun: Int, _ document: Document) -> Bool {
        guard let up = document.head(pronoun) else { return false }
        guard let marker = document.child(pronoun, .caseMarker) else {
            return document.tokens[pronoun].relation == .object && Self.dealings.contains(document.tokens[up].lemma)
        }
        guard let words = Self.dealingsWith[document.tokens[marker].form] else { return false }
        // "want no part in it", where the parser hung it from the verb
        let before = marker > 0 ? document.tokens[marker - 1].form : .none
        return words.contains(document.tokens[up].lemma) || words.contains(before)
    }

    /// "it" and "them" that something is done to; what does something is more often somebody.
    private func isThing(_ token: Int, _ document: Document) -> Bool {
        let form = document.tokens[token].form
        guard form == "it" || form == "them" else { return false }
        switch document.tokens[token].relation {
        case .object, .oblique, .nominalModifier: return true
        default: return false
        }
    }

    private func ellipsis(_ token: Int, of topic: WatchMatches.Match, _ document: Document) -> Ellipsis? {
        let word = document.tokens[token]
        guard word.partOfSpeech == .verb, let (ellipsis, second) = entry(token, document),
            document.child(token, .nominalSubject) != nil
                || document.head(token).map({
                    document.tokens[token].relation == .openComplement && document.child($0, .nominalSubject) != nil
                }) == true
        else { return nil }
        if ellipsis.isMeeting, !Attendance.meetings.contains(document.tokens[topic.head].lemma) { return nil }
        for child in document.children(token) where child != second {
            switch document.tokens[child].relation {
            case .object, .indirectObject, .openComplement, .clausalComplement, .passiveAuxiliary, .passiveSubject,
                .adverbialClause, .particle:
                return nil
            case .oblique where document.child(child, .caseMarker) != nil && child > token:
                // "agree to it", "agree with them"
                if let marker = document.child(child, .caseMarker),
                    ["to", "on", "with", "for", "in", "from", "about"].contains(document.tokens[marker].form)
                {
                    return nil
                }
            default: break
            }
        }
        return ellipsis
    }

    /// "Canada proposed a truce, an offer that the rebels rejected": a comment on what was just said.
    private func isAside(_ token: Int, _ document: Document) -> Bool {
        guard document.tokens[token].partOfSpeech == .noun,
            let article = document.child(token, where: { $0.form == "a" || $0.form == "an" }), article > 0,
            document.tokens[article - 1].form == ","
        else { return false }
        return document.child(token, .relativeClause) != nil || document.child(token, .adjectivalClause) != nil
    }

    /// "The talks collapsed after Hamas walked out": what is walked out of stands in the clause above.
    private func isAside(clause verb: Int, _ document: Document) -> Bool {
        guard document.tokens[verb].relation == .adverbialClause, document.child(verb, .nominalSubject) != nil,
            let mark = document.child(verb, where: { $0.relation == .marker || $0.relation == .adverbialModifier })
        else { return false }
        return ["after", "when", "as", "because", "since", "once"].contains(document.tokens[mark].form)
    }

    /// The entry of a verb, alone or with the word that belongs to it ("take part", "stay away").
    private func entry(_ verb: Int, _ document: Document) -> (Ellipsis, Int?)? {
        let lemma = document.tokens[verb].lemma
        if let alone = ellipses[Key(verb: lemma, word: .none)] { return (alone, nil) }
        for child in document.children(verb) where child > verb {
            if let pair = ellipses[Key(verb: lemma, word: document.tokens[child].lemma)] { return (pair, child) }
        }
        return nil
    }

    private func isAnaphor(_ token: Int, _ document: Document, mayBeOwned: Bool = false) -> Bool {
        guard document.tokens[token].partOfSpeech == .noun else { return false }
        var isDefinite = false
        for child in document.children(token) {
            let word = document.tokens[child]
            switch word.relation {
            case .determiner: isDefinite = isDefinite || Self.definite.contains(word.form)
            case _ where word.form == "such": isDefinite = true
            case .possessive where mayBeOwned && word.tag == .prpPossessive: isDefinite = true
            case .adjectivalClause where child > 0 && document.tokens[child - 1].form == ",": break
            case .nominalModifier where document.child(child, where: { $0.form == "as" }) != nil: break
            case .nominalModifier where mayBeOwned: break
            case .nominalModifier, .compound, .adjectivalClause, .relativeClause, .possessive, .clausalComplement:
                return false
            default: break
            }
        }
        return isDefinite
    }

    /// "mediators", "protesters": who does it is not it.
    private func isAgent(_ topic: WatchMatches.Match, _ document: Document) -> Bool {
        let token = document.tokens[topic.head]
        guard topic.tokens.count == 1, token.partOfSpeech == .noun, token.relation.isSubject
        else { return false }
        let text = document.text[Int(token.start)..<Int(token.end)]
        let stem = text.last == UInt8(ascii: "s") ? text.dropLast() : text
        let ending = stem.suffix(2)
        return ending.elementsEqual("er".utf8) || ending.elementsEqual("or".utf8)
    }

    private func only(_ topics: [WatchMatches.Match]) -> WatchMatches.Match? {
        guard let first = topics.first,
            topics.allSatisfy({ $0.index == first.index && $0.isOpposite == first.isOpposite })
        else { return nil }
        return first
    }
}
