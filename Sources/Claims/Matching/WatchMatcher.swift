import Linguistics

/// Finds the actors, topics and measures of a watch list in documents. Compiled once, used for every article.
///
/// Names are compared with their capitals, terms by lemma, stem and spelling; the longest match wins. The time is
/// linear in the words of a document.
public struct WatchMatcher: Sendable {
    public let watchlist: Watchlist
    private var names: TermIndex
    /// Names that count from a year on; their ids are indices into ``dates``.
    private var datedNames: TermIndex
    private var dates: [(actor: Int, since: Int)] = []
    private let anaphora: TopicAnaphora
    private let parted: PartedTerms
    private let venues: MeetingVenues
    private var weakNames: TermIndex
    private var groupNames: TermIndex
    private var topicTerms: TermIndex
    private var measureTerms: TermIndex
    private var measureObjects: TermIndex
    /// The words with which the terms of each index begin: one look at a word tells which indexes know it.
    private var firsts = TermStarts()
    private let resolver: ActorResolver
    /// Nouns that stand for what they contain ("deal", "agreement").
    private let containers: Set<WordKey>
    /// Compounds that mean another thing than their words.
    private let compounds: Set<WordPair>

    private struct WordPair: Hashable {
        var first: WordKey
        var second: WordKey
    }

    /// - Parameters:
    ///   - watchlist: whom and what to match.
    ///   - lists: the word lists by name: `derivations`, `spelling-variants`, `actor-heads`, `actor-groups`.
    public init(_ watchlist: Watchlist, lists: (String) -> WordList) {
        self.watchlist = watchlist
        let forms = WordForms(lists: lists)
        let demonyms = Set(lists("actors-countries").records.flatMap { $0.values("demonym") })
        names = TermIndex(forms: forms, demonyms: demonyms)
        datedNames = TermIndex(forms: forms, demonyms: demonyms)
        weakNames = TermIndex(forms: forms, demonyms: demonyms)
        groupNames = TermIndex(forms: forms)
        topicTerms = TermIndex(forms: forms)
        measureTerms = TermIndex(forms: forms)
        measureObjects = TermIndex(forms: forms)
        resolver = ActorResolver(lists: lists)
        anaphora = TopicAnaphora(lists: lists)
        parted = PartedTerms(topics: watchlist.topics, peoples: demonyms)
        venues = MeetingVenues(lists: lists, topics: watchlist.topics)
        containers = Set(lists("topic-containers").records.map { WordKey($0.name) })
        compounds = Set(
            lists("set-compounds").records.compactMap { record in
                let words = record.name.split(separator: " ")
                return words.count == 2 ? WordPair(first: WordKey(words[0]), second: WordKey(words[1])) : nil
            })
        insertActors(lists)
        let vocabulary = TopicVocabulary(lists: lists, topics: watchlist.topics)
        for (index, topic) in watchlist.topics.enumerated() {
            let terms = vocabulary.terms(of: index, topic)
            for term in terms {
                topicTerms.insert(term.text, id: TopicTermID(index, term).rawValue, manner: .term)
            }
        }
        for (index, measure) in watchlist.numbers.enumerated() {
            for term in measure.terms { measureTerms.insert(term, id: index, manner: .term) }
            for term in measure.of { measureObjects.insert(term, id: index, manner: .term) }
        }
        firsts = TermStarts { kind in
            switch kind {
            case .names: names
            case .datedNames: datedNames
            case .weakNames: weakNames
            case .groupNames: groupNames
            case .topics: topicTerms
            case .measures: measureTerms
            case .measureObjects: measureObjects
            }
        }
    }

    /// One side of a conflict.
    private struct Group {
        var names: [String]
        /// Words for who gives the orders.
        var rule: [String]

        func isClaimed(by aliases: Set<String>) -> Bool { (names + rule).contains { aliases.contains($0) } }

        /// "Syrian government" rules; an "army" alone does not.
        func isRuled(by aliases: [String]) -> Bool {
            aliases.contains { alias in
                alias.lowercased().split(separator: " ").contains { rule.contains(String($0)) }
            }
        }
    }

    private mutating func insertActors(_ lists: (String) -> WordList) {
        let groups = lists("actor-groups").records.map {
            Group(names: [$0.name] + $0.values("members"), rule: $0.values("rule"))
        }
        let own = Set(watchlist.actors.flatMap { [$0.name] + $0.aliases })
        var claimed = [Int](repeating: 0, count: groups.count)
        var members: [(actor: Int, group: Int)] = []
        for (index, actor) in watchlist.actors.enumerated() {
            let aliases = Set([actor.name] + actor.aliases)
            for alias in aliases {
                if let year = actor.since[alias] {
                    datedNames.insert(alias, id: dates.count, manner: .name)
                    dates.append((index, year))
                } else {
                    names.insert(alias, id: index, manner: .name)
                }
            }
            // Who is an actor of its own speaks for itself.
            for member in actor.members where !own.contains(member) { names.insert(member, id: index, manner: .name) }
            if actor.kind == .person, let surname = actor.name.split(separator: " ").dropFirst().last {
                weakNames.insert(String(surname), id: index, manner: .name)
            }
            for alias in actor.weakAliases { weakNames.insert(alias, id: index, manner: .name) }
            for (number, group) in groups.enumerated() where group.isClaimed(by: aliases) {
                claimed[number] += 1
                members.append((index, number))
            }
        }
        for (actor, group) in members {
            let aliases = [watchlist.actors[actor].name] + watchlist.actors[actor].aliases
            for member in groups[group].names + (groups[group].isRuled(by: aliases) ? groups[group].rule : [])
            where !watchlist.actors[actor].aliases.contains(member) {
                // Where two watched actors have such a side, the article must name which.
                if claimed[group] == 1 {
                    groupNames.insert(member, id: actor, manner: .name)
                } else {
                    weakNames.insert(member, id: actor, manner: .name)
                }
            }
        }
    }

    /// All matches in a document.
    ///
    /// - Parameter year: of the article; names that count from a later year on are passed over.
    public func matches(in document: Document, year: Int = .max) -> WatchMatches {
        let text = TextPieces(document)
        let starts = firsts.places(in: text)
        var found = WatchMatches()
        found.topics = topics(topicTerms.hits(in: text, at: starts[.topics]), document)
        let split = parted.matches(in: document, topics: found.topics)
        let named = split.isEmpty ? found.topics : Self.ordered(found.topics + split)
        found.takenUp = Self.ordered(split + anaphora.matches(in: document, topics: named))
        found.venues = venues.matches(in: document, topics: found.topics)
        found.measures = distinct(measureTerms.hits(in: text, at: starts[.measures]), document)
        found.measureObjects = distinct(measureObjects.hits(in: text, at: starts[.measureObjects]), document)
        found.actors = actors(in: text, at: starts, document, year: year)
        resolver.resolve(&found, in: document)
        return found
    }

    private static func ordered(_ matches: [WatchMatches.Match]) -> [WatchMatches.Match] {
        matches.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    /// Names of actors, longest first where they overlap; weak ones only of actors that are also named in full.
    private func actors(
        in text: TextPieces, at starts: TermStarts.Places, _ document: Document, year: Int
    ) -> [WatchMatches.Match] {
        var hits = names.hits(in: text, at: starts[.names])
        for var hit in datedNames.hits(in: text, at: starts[.datedNames]) where dates[hit.id].since <= year {
            hit.id = dates[hit.id].actor
            hits.append(hit)
        }
        let strong = hits.filter { !resolver.isOther($0, in: document) }
        let named = Set(strong.map(\.id))
        let weak = weakNames.hits(in: text, at: starts[.weakNames]).filter {
            named.contains($0.id) && resolver.isBare($0, in: document)
        }
        var kept: [WatchMatches.Match] = []
        var end = 0
        let general = groupNames.hits(in: text, at: starts[.groupNames]).filter { resolver.isBare($0, in: document) }
        let all = (strong + weak + general).sorted {
            ($0.tokens.lowerBound, -$0.length, $0.id) < ($1.tokens.lowerBound, -$1.length, $1.id)
        }
        for hit in all where hit.tokens.lowerBound >= end {
            kept.append(match(hit, document))
            end = hit.tokens.upperBound
        }
        return kept
    }

    /// For each topic its longest terms; a term for and one against it share an index.
    private func topics(_ hits: [TermIndex.Hit], _ document: Document) -> [WatchMatches.Match] {
        var ends: [Int: Int] = [:]
        var kept: [WatchMatches.Match] = []
        var given: [TopicPlace: Int] = [:]
        for hit in hits where !TopicTermID(rawValue: hit.id).isKindred {
            let place = TopicPlace(topic: TopicTermID(rawValue: hit.id).topic, start: hit.tokens.lowerBound)
            given[place] = max(given[place, default: 0], hit.tokens.upperBound)
        }
        for hit in hits {
            let id = TopicTermID(rawValue: hit.id)
            // "advised against travel bans": the user's "travel ban", not a word of its family that runs into it.
            if id.isKindred,
                hit.tokens.dropFirst().contains(where: {
                    given[TopicPlace(topic: id.topic, start: $0), default: 0] > hit.tokens.upperBound
                })
            {
                continue
            }
            guard hit.tokens.lowerBound >= ends[id.topic, default: 0] else { continue }
            var match = match(hit, document)
            match.index = id.topic
            match.isOpposite = id.side == .against
            match.isWeak = id.side == .weak
            match.leaps = id.isKindred ? .kindredTopic : []
            kept.append(match)
            ends[id.topic] = hit.tokens.upperBound
        }
        var endings: [Int: WatchMatches.Match] = [:]
        for match in kept { endings[match.tokens.upperBound] = match }
        return meant(Self.longest(kept, document), document).filter { match in
            !isContainer(match, after: endings[match.head], document) && !isInCompound(match, document)
        }
    }

    private struct TopicPlace: Hashable {
        var topic: Int
        var start: Int
    }

    /// "inspected the school" where the topic is nuclear inspections: a verb with an object of its own means the topic
    /// only in a text that has more of the topic's words.
    private func meant(_ matches: [WatchMatches.Match], _ document: Document) -> [WatchMatches.Match] {
        var sure: Set<Int> = []
        var stray: Set<Int> = []
        for match in matches {
            if isStray(match, document) { stray.insert(match.index) } else { sure.insert(match.index) }
        }
        stray = stray.filter { index in
            guard !sure.contains(index) else { return false }
            let name = watchlist.topics[index].name.split(separator: " ").map { WordKey($0.lowercased()) }
            return name.count == 2 && !document.tokens.contains { $0.lemma == name[0] || $0.form == name[0] }
        }
        return stray.isEmpty ? matches : matches.filter { !stray.contains($0.index) }
    }

    private func isStray(_ match: WatchMatches.Match, _ document: Document) -> Bool {
        guard match.tokens.count == 1, document.tokens[match.head].partOfSpeech == .verb,
            let object = document.child(match.head, .object)
        else { return false }
        return document.tokens[object].partOfSpeech == .noun
    }

    /// "a truce deal" is no deal of its own where the truce is another topic.
    private func isContainer(
        _ match: WatchMatches.Match, after other: WatchMatches.Match?, _ document: Document
    ) -> Bool {
        guard let other, other.index != match.index, match.tokens.count == 1,
            containers.contains(document.tokens[match.head].lemma)
        else { return false }
        return document.tokens[other.head].relation == .compound && document.head(other.head) == match.head
    }

    /// "chemical weapons" where the topic is weapons: another thing, by the list `set-compounds`.
    private func isInCompound(_ match: WatchMatches.Match, _ document: Document) -> Bool {
        guard match.tokens.count == 1 else { return false }
        let tokens = document.tokens
        let word = match.head
        if word > 0, tokens[word - 1].sentence == tokens[word].sentence,
            compounds.contains(WordPair(first: tokens[word - 1].lemma, second: tokens[word].lemma))
        {
            return true
        }
        return word + 1 < tokens.count && tokens[word + 1].sentence == tokens[word].sentence
            && compounds.contains(WordPair(first: tokens[word].lemma, second: tokens[word + 1].lemma))
    }

    /// Drops what lies within a longer match of another topic: "air strikes" in "moratorium on air strikes".
    private static func longest(
        _ matches: [WatchMatches.Match], _ document: Document
    ) -> [WatchMatches.Match] {
        var (widest, kept) = (0..<0, [WatchMatches.Match]())
        var widestHead = 0
        // "lift the state of emergency", by its family a reform, leaves the user's own "state of emergency" alone.
        var given: [Int: [WatchMatches.Match]] = [:]
        for match in matches where !match.leaps.contains(.kindredTopic) {
            given[match.tokens.lowerBound, default: []].append(match)
        }
        let matches = matches.filter { match in
            guard match.leaps.contains(.kindredTopic), match.tokens.count > 1 else { return true }
            return !match.tokens.contains { start in
                given[start, default: []].contains {
                    $0.index != match.index && $0.tokens.upperBound <= match.tokens.upperBound
                        && $0.tokens.count < match.tokens.count
                }
            }
        }
        for match in matches.sorted(by: {
            ($0.tokens.lowerBound, -$0.tokens.count, $0.index) < ($1.tokens.lowerBound, -$1.tokens.count, $1.index)
        }) {
            let isInside =
                match.tokens.count < widest.count && match.tokens.lowerBound >= widest.lowerBound
                && match.tokens.upperBound <= widest.upperBound
            // "bans drilling" is a ban of drilling, and a word on drilling all the same.
            let isGoverned = isInside && document.tokens[widestHead].partOfSpeech == .verb && match.head != widestHead
            if isInside, !isGoverned { continue }
            if match.tokens.upperBound > widest.upperBound {
                widest = match.tokens
                widestHead = match.head
            }
            kept.append(match)
        }
        return kept
    }

    /// One match for each place and term's owner: the longest.
    private func distinct(_ hits: [TermIndex.Hit], _ document: Document) -> [WatchMatches.Match] {
        var ends: [Int: Int] = [:]
        var kept: [WatchMatches.Match] = []
        for hit in hits where hit.tokens.lowerBound >= ends[hit.id, default: 0] {
            kept.append(match(hit, document))
            ends[hit.id] = hit.tokens.upperBound
        }
        return kept
    }

    private func match(_ hit: TermIndex.Hit, _ document: Document) -> WatchMatches.Match {
        WatchMatches.Match(
            index: hit.id,
            tokens: hit.tokens,
            head: Self.head(of: hit.tokens, in: document),
            isJoined: hit.isJoinedBefore || hit.isJoinedAfter
        )
    }

    /// The word of a stretch that hangs from outside it; the last one where several do and none is a verb.
    static func head(of tokens: Range<Int>, in document: Document) -> Int {
        var head = tokens.upperBound - 1
        // "moratorium on air strikes": what stands before the preposition is the head, wherever the parser hangs the rest.
        let isPhrase = tokens.dropFirst().contains {
            document.tokens[$0].partOfSpeech == .adposition && document.tokens[$0].tag != .rp
        }
        for index in isPhrase ? Array(tokens) : tokens.reversed() {
            let up = Int(document.tokens[index].head)
            guard !tokens.contains(up) else { continue }
            // "recognised the rebel" of "recognised the rebel council": the verb, which the council hangs from.
            if up >= 0, tokens.contains(Int(document.tokens[up].head)) { continue }
            head = index
            if document.tokens[index].partOfSpeech == .verb { break }
            if document.tokens[index].partOfSpeech == .noun || document.tokens[index].partOfSpeech == .properNoun {
                break
            }
        }
        return head
    }
}
