import Linguistics

/// What the rules ask of a document.
struct StanceContext {
    let document: Document
    let lexicon: StanceLexicon
    let matches: WatchMatches
    let attributions: [Attribution]
    /// The year of the article; earlier ones are history.
    let year: Int
    let subjects: Subjects
    /// For each token the innermost attribution whose content it stands in, -1 for none.
    private let attributionOfToken: [Int32]
    /// For each token the actor's name that it is a word of, -1 for none; for each token the mention that it heads.
    private let nameOfToken: [Int32]
    private let mentionOfToken: [Int32]
    /// For each token the topic whose word heads there, -1 for none.
    private let topicOfToken: [Int32]
    /// The actors that each sentence names.
    private let actorsOfSentence: [Set<Int>]

    init(
        document: Document, lexicon: StanceLexicon, matches: WatchMatches, attributions: [Attribution], year: Int
    ) {
        var document = document
        TreeMends.mend(&document, lexicon, matches)
        (self.document, self.lexicon, self.matches) = (document, lexicon, matches)
        (self.attributions, self.year) = (attributions, year)
        subjects = Subjects(document: document, lexicon: lexicon)
        var owner = [Int32](repeating: -1, count: document.tokens.count)
        let wide = attributions.indices.sorted { Self.length(attributions[$0]) > Self.length(attributions[$1]) }
        for index in wide {
            for range in attributions[index].content {
                for token in range.clamped(to: 0..<owner.count) { owner[token] = Int32(index) }
            }
        }
        attributionOfToken = owner
        var names = [Int32](repeating: -1, count: document.tokens.count)
        for (index, match) in matches.actors.enumerated() {
            for token in match.tokens.clamped(to: 0..<names.count) { names[token] = Int32(index) }
        }
        nameOfToken = names
        var topics = [Int32](repeating: -1, count: document.tokens.count)
        for match in matches.topics where topics.indices.contains(match.head) {
            topics[match.head] = Int32(match.index)
        }
        topicOfToken = topics
        var named = [Set<Int>](repeating: [], count: document.sentences.count)
        for match in matches.actors where document.tokens.indices.contains(match.head) {
            named[Int(document.tokens[match.head].sentence)].insert(match.index)
        }
        actorsOfSentence = named
        var mentions = [Int32](repeating: -1, count: document.tokens.count)
        for (index, mention) in document.mentions.enumerated() where mentions.indices.contains(mention.head) {
            mentions[mention.head] = Int32(index)
        }
        mentionOfToken = mentions
    }

    /// The name of an actor that a word belongs to.
    func actorName(at token: Int) -> WatchMatches.Match? {
        guard nameOfToken.indices.contains(token), nameOfToken[token] >= 0 else { return nil }
        return matches.actors[Int(nameOfToken[token])]
    }

    /// The topic that a word heads the name of, by its index in the watch list.
    func topic(at token: Int) -> Int? {
        guard topicOfToken.indices.contains(token), topicOfToken[token] >= 0 else { return nil }
        return Int(topicOfToken[token])
    }

    /// Whether a sentence names an actor, by its index.
    func names(_ actor: Int, inSentence number: Int) -> Bool { actorsOfSentence[number].contains(actor) }

    /// The mention that a word heads.
    func mention(at token: Int) -> Mention? {
        guard mentionOfToken.indices.contains(token), mentionOfToken[token] >= 0 else { return nil }
        return document.mentions[Int(mentionOfToken[token])]
    }

    private static func length(_ attribution: Attribution) -> Int { attribution.content.reduce(0) { $0 + $1.count } }

    /// The attribution in whose content a word stands.
    func attribution(at token: Int) -> Attribution? {
        guard attributionOfToken.indices.contains(token), attributionOfToken[token] >= 0 else { return nil }
        return attributions[Int(attributionOfToken[token])]
    }

    func token(_ index: Int) -> Token { document.tokens[index] }

    /// Whether a word heads a clause: a verb, or what a copula or an auxiliary makes a predicate.
    func isPredicate(_ node: Int) -> Bool {
        let token = document.tokens[node]
        switch token.relation {
        case .compound, .adjectivalModifier, .determiner, .caseMarker, .nominalModifier, .possessive, .object:
            if token.partOfSpeech != .verb { return false }
            return token.relation != .compound && token.relation != .adjectivalModifier
        default: break
        }
        if token.partOfSpeech == .verb || token.partOfSpeech == .auxiliary { return true }
        for child in document.children(node) {
            switch document.tokens[child].relation {
            case .copula, .nominalSubject, .passiveSubject, .clausalSubject, .auxiliary: return true
            default: break
            }
        }
        return token.partOfSpeech == .adjective && token.relation != .unspecified
    }

    /// The relation of a clause, put right where the parser leaves out that it has a subject of its own: no open
    /// complement has one.
    func relation(of node: Int) -> DependencyRelation {
        let relation = document.tokens[node].relation
        guard relation == .openComplement || relation == .adverbialClause && document.child(node, .coordinator) != nil,
            document.child(node, .nominalSubject) != nil
        else { return relation }
        return document.child(node, .coordinator) != nil ? .conjunct : .clausalComplement
    }

    /// The preposition of a word ("for" in "for a ceasefire"); of a chain the first.
    func preposition(of word: Int) -> WordKey? {
        guard let marker = document.child(word, .caseMarker) else { return nil }
        return document.tokens[marker].form
    }

    /// Particles of a verb ("off" in "called off").
    func particles(of verb: Int) -> [WordKey] {
        document.children(verb).compactMap { child in
            let token = document.tokens[child]
            let isParticle =
                token.relation == .particle
                || token.relation == .adverbialModifier && lexicon.isParticle(token.form)
                || token.relation == .caseMarker && child > verb
            return isParticle ? token.form : nil
        }
    }

    /// The level of one attitude on top of another: "rejects" over "an end to" over the topic.
    static func compose(_ outer: Int, _ inner: Int?) -> Int {
        guard let inner else { return outer }
        if inner == 0 { return outer.signum() }
        return outer * inner.signum()
    }

    /// What the denial of a position comes to.
    static func negated(_ level: Int) -> Int {
        switch level {
        case 2: return -2
        case 1: return -1
        case 0: return -1
        default: return 1
        }
    }

    /// The entry of a verb for an argument in this role.
    func verb(_ node: Int, preposition: WordKey?, isDirect: Bool) -> StanceLexicon.Verb? {
        let lemma = document.tokens[node].lemma
        let particles = particles(of: node)
        if let preposition, let entry = lexicon.verb(lemma, preposition) { return entry }
        for particle in particles {
            if let entry = lexicon.verb(lemma, particle) {
                // "pull out of the deal"; not "pull out after the talks"
                guard let preposition, !isDirect else { return entry }
                return entry.prepositions.contains(preposition) ? entry : nil
            }
        }
        guard isDirect || preposition == nil else { return nil }
        // "ruled out": a particle that is not listed changes the verb.
        return particles.isEmpty ? lexicon.verb(lemma) : nil
    }

    /// Readings of a finished path, one for each holder.
    func readings(_ path: StancePath) -> [StanceReading] {
        guard let level = path.level else { return path.emitted }
        let holders: [StanceReading.Holder]
        if path.isSpeakers {
            holders = [.speaker]
        } else if path.isSettled || !path.owners.isEmpty {
            holders = path.owners.flatMap(parts).map { .word($0) }
        } else {
            holders = subjects.of(path.node).flatMap(parts).map { .word($0) }
        }
        return path.emitted
            + holders.map {
                StanceReading(
                    holder: $0, topic: path.topic, level: level, certainty: path.certainty,
                    isHistory: path.isHistory, via: path.via, focus: path.focus, rule: path.rule,
                    isBareDeed: path.isBareDeed)
            }
    }

    /// "Canadian tariffs were suspended", "said the merger had been called off": a passive without an agent is done by
    /// whom the thing belongs to; else, where somebody announces it, by that one, which is a guess.
    func withDoer(of verb: Int, over path: StancePath, _ next: StancePath) -> StancePath {
        guard subjects.agents(verb).isEmpty, document.child(verb, .agent) == nil else { return next }
        var next = next
        var owners: [Int] = []
        let isToldOf = relation(of: verb) == .clausalComplement
        for index in document.span(path.node) {
            // "its package": whose it is may be known from the sentence before.
            guard matches.actor(at: index) != nil || !isToldOf && document.tokens[index].tag == .prpPossessive else {
                continue
            }
            guard let head = document.head(index), path.focus.contains(head) || head == path.node else { continue }
            switch document.tokens[index].relation {
            case .possessive, .adjectivalModifier, .compound: owners.append(index)
            default: break
            }
        }
        if owners.isEmpty { owners = subjects.owners(path.node).filter { matches.actor(at: $0) != nil } }
        if !owners.isEmpty {
            next.owners = owners
            return next
        }
        guard isToldOf, let above = document.head(verb) else { return next }
        let said = document.tokens[above].lemma
        guard Self.announcing.contains(said) || said == "say" || said == "add" || said == "tell" else { return next }
        next.isSpeakers = true
        if !Self.announcing.contains(said) { next.hedge() }
        return next
    }

    private static let announcing: Set<WordKey> = ["announce", "declare", "confirm", "decide", "decree", "order"]

    /// "French and British jets": each of several owners, where they are watched; else the word itself.
    private func parts(_ word: Int) -> [Int] {
        guard actorName(at: word) == nil else { return [word] }
        var owners = subjects.modifiers(word).filter { matches.actor(at: $0) != nil }
        if owners.isEmpty {
            // "envoys from Russia and Turkey", "the leaders of Russia and Turkey"
            owners = document.children(word).filter {
                guard document.tokens[$0].relation == .nominalModifier, let link = preposition(of: $0) else {
                    return false
                }
                return link == "from" || link == "of"
            }.flatMap { subjects.expanded($0) }.filter { matches.actor(at: $0) != nil }
        }
        return owners.count > 1 ? owners : [word]
    }

    /// "in 2009": a year before the article's stands among the words around a predicate.
    func hasPastYear(_ node: Int) -> Bool {
        for child in document.children(node) where isPastYear(child) { return true }
        return false
    }

    private func isPastYear(_ word: Int) -> Bool {
        let candidates = [word] + document.children(word)
        for index in candidates where document.tokens[index].shape.contains(.hasDigit) {
            let token = document.tokens[index]
            guard token.end - token.start == 4 else { continue }
            var value = 0
            for byte in document.text[Int(token.start)..<Int(token.end)] {
                guard (0x30...0x39).contains(byte) else {
                    value = 0
                    break
                }
                value = value * 10 + Int(byte - 0x30)
            }
            if (1900..<year).contains(value) { return true }
        }
        return false
    }
}
