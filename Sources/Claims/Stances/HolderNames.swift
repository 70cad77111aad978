import Linguistics

/// Puts names to the words that hold or report a position.
struct HolderNames {
    struct Name: Equatable {
        var name: String
        var isWatched: Bool
    }

    let watchlist: Watchlist
    let context: StanceContext

    private static let first: Set<WordKey> = ["i", "we", "our", "us", "my"]

    /// nil where it is not known who is meant.
    func holder(of reading: StanceReading) -> Name? {
        switch reading.holder {
        case .word(let word):
            if let speaker = reporter(word) ?? ownSide(word) { return speaker }
            if isNotSpeaker(word) { return otherPerson(before: word) }
            if let name = name(word), name.isWatched { return name }
            if let actor = described(word) { return Name(name: watchlist.actors[actor].name, isWatched: true) }
            let token = context.token(word)
            if let name = name(word), token.partOfSpeech != .pronoun || isPerson(word) { return name }
            guard token.partOfSpeech == .pronoun else { return nil }
            if Self.first.contains(token.form) { return speaker(at: word) }
            // "Moscow said it would …": a pronoun that nothing resolves is the speaker.
            if token.tag == .prpPossessive { return subjectOfSentence(before: word, form: token.form) ?? name(word) }
            guard agrees(token) else { return nil }
            if let via = reading.via.last { return name(via) }
            return subjectAbove(word) ?? subjectBefore(word) ?? name(word)
        case .speaker: return speaker(at: reading.focus.lowerBound)
        case .actor(let actor): return Name(name: watchlist.actors[actor].name, isWatched: true)
        }
    }

    /// "We accept": the holder is whoever says it.
    func isFirstPerson(_ reading: StanceReading) -> Bool {
        guard case .word(let word) = reading.holder else { return false }
        return Self.first.contains(context.token(word).form)
    }

    /// Who says so, by name ("Volodymyr Zelensky", not "Ukraine"), where that is not the holder.
    func via(of reading: StanceReading, holder: Name) -> [String] {
        var words = reading.via
        if words.count <= 1, isFirstPerson(reading) {
            // "We accept": whoever says it is the holder.
            return []
        }
        if words.isEmpty, case .word(let word) = reading.holder, ownSide(word) != nil { return [] }
        if words.isEmpty, case .word = reading.holder,
            let attribution = context.attribution(at: reading.focus.lowerBound),
            let source = attribution.source.first, !source.isEmpty, source.upperBound <= context.document.tokens.count
        {
            words = [WatchMatcher.head(of: source, in: context.document)]
        }
        return words.compactMap { word in
            guard let said = name(word) ?? nominal(word), said != holder else { return nil }
            if !said.isWatched, let actor = described(word), watchlist.actors[actor].name == holder.name { return nil }
            return person(word) ?? said.name
        }
    }

    /// "Turkey announced it was …", "Putin said he would …": the subject of a clause that somebody says of himself.
    ///
    /// Coreference is asked only where the reporter cannot be meant: "he" is no country. "It" after a spokesman's name
    /// is whom he speaks for.
    private func reporter(_ word: Int) -> Name? {
        let token = context.token(word)
        guard token.relation == .nominalSubject || token.relation == .passiveSubject, agrees(token),
            let clause = context.document.head(word), let verb = reporting(clause), verb < word,
            context.lexicon.verb(context.token(verb).lemma)?.reports == true,
            let subject = context.document.child(verb, .nominalSubject), subject < word,
            context.document.child(subject, .conjunct) == nil,
            let actor = context.matches.actor(at: subject)
        else { return nil }
        let said = context.token(subject)
        if said.partOfSpeech == .pronoun {
            guard said.form == token.form else { return nil }
        } else {
            let isPerson =
                isPerson(subject) || context.lexicon.isOffice(said.lemma)
                || said.partOfSpeech == .properNoun && isUnknown(subject)
            switch token.form {
            case "it": guard said.tag != .nns, said.tag != .nnps else { return nil }
            case "they": guard !isPerson || said.tag == .nns || said.tag == .nnps else { return nil }
            default: guard isPerson else { return nil }
            }
        }
        return Name(name: watchlist.actors[actor].name, isWatched: true)
    }

    /// "His negotiators, he said, would come": those of whoever says so, where "he" is known better than "his".
    private func ownSide(_ word: Int) -> Name? {
        guard let owner = context.document.child(word, .possessive), context.token(owner).tag == .prpPossessive,
            let attribution = context.attribution(at: word), attribution.quotation == .indirect,
            let source = attribution.source.first, source.count == 1,
            context.token(source.lowerBound).sentence == context.token(word).sentence
        else { return nil }
        switch (context.token(owner).form, context.token(source.lowerBound).form) {
        case ("his", "he"), ("her", "she"): return speaker(at: word)
        default: return nil
        }
    }

    /// The verb that a clause is reported by, also where the parser hung "that he would go" on whom it was told.
    private func reporting(_ clause: Int) -> Int? {
        guard let up = context.document.head(clause) else { return nil }
        switch context.token(clause).relation {
        case .clausalComplement: return up
        case .relativeClause, .adjectivalClause:
            guard context.token(up).relation == .object || context.token(up).relation == .indirectObject,
                context.document.child(clause, where: { $0.form == "that" && $0.relation == .marker }) != nil
            else { return nil }
            return context.document.head(up)
        default: return nil
        }
    }

    /// "He's agreed to it," Trump said: whoever speaks does not call himself "he", whatever coreference makes of it.
    private func isNotSpeaker(_ word: Int) -> Bool {
        let form = context.token(word).form
        guard form == "he" || form == "she", let attribution = context.attribution(at: word),
            attribution.quotation == .direct, attribution.entity >= 0
        else { return false }
        return context.mention(at: word)?.entity == attribution.entity
    }

    /// The person named last in the two sentences before a quotation, who is not its speaker.
    private func otherPerson(before word: Int) -> Name? {
        guard let attribution = context.attribution(at: word) else { return nil }
        let document = context.document
        let sentence = Int(context.token(word).sentence)
        let first = document.sentences[max(0, sentence - 2)].tokens.lowerBound
        for index in (first..<max(first, word)).reversed() {
            guard let mention = context.mention(at: index), mention.entity >= 0, mention.entity != attribution.entity,
                document.entities.indices.contains(mention.entity), document.entities[mention.entity].kind == .person
            else { continue }
            return name(index)
        }
        return nil
    }

    private func isPerson(_ word: Int) -> Bool {
        let document = context.document
        guard let mention = context.mention(at: word), document.entities.indices.contains(mention.entity) else {
            return false
        }
        return document.entities[mention.entity].kind == .person
    }

    /// A name of which it is not known what it names.
    private func isUnknown(_ word: Int) -> Bool {
        let document = context.document
        guard let mention = context.mention(at: word), document.entities.indices.contains(mention.entity) else {
            return true
        }
        let kind = document.entities[mention.entity].kind
        return kind != .place && kind != .organisation
    }

    /// The name of the person that a word means.
    private func person(_ word: Int) -> String? {
        let document = context.document
        guard let mention = context.mention(at: word), mention.entity >= 0,
            document.entities.indices.contains(mention.entity), document.entities[mention.entity].kind == .person
        else { return nil }
        return document.string(document.entities[mention.entity].canonical)
    }

    /// "the company", "its forces", "the general assembly": the actor that was named last before, if nobody else of the
    /// kind was named since.
    private func described(_ word: Int) -> Int? {
        let document = context.document
        guard context.lexicon.descriptions.contains(context.token(word).lemma) else { return nil }
        var isOwned = false
        for child in document.children(word) {
            let token = context.token(child)
            switch token.relation {
            case .appositive where token.partOfSpeech == .pronoun: break
            case .adjectivalClause, .relativeClause, .nominalModifier, .appositive: return nil
            case .determiner where token.form == "the": isOwned = true
            case .possessive where token.tag == .prpPossessive:
                if let actor = context.matches.actor(at: child) { return actor }
                isOwned = true
            case .possessive: return nil
            case .compound where token.shape.contains(.capitalised): return nil
            case .adjectivalModifier where token.shape.contains(.capitalised): return nil
            default: break
            }
        }
        guard isOwned else { return nil }
        // "the alliance" is no country.
        let isBody = Self.bodies.contains(context.token(word).lemma)
        let sentence = Int(context.token(word).sentence)
        let first = document.sentences[max(0, sentence - 1)].tokens.lowerBound
        guard
            let last = (first..<max(first, word)).reversed().lazy.compactMap({ context.actorName(at: $0) })
                .first(where: {
                    !$0.isJoined && (!isBody || !context.lexicon.isCountry(watchlist.actors[$0.index].name))
                })
        else { return nil }
        let others = document.names.contains {
            $0.tokens.lowerBound >= last.tokens.upperBound && $0.tokens.upperBound <= word
                && ($0.kind == .organisation || $0.kind == .place)
        }
        return others ? nil : last.index
    }

    private static let bodies: Set<WordKey> = [
        "alliance", "bloc", "board", "company", "council", "firm", "group", "organisation", "organization", "party",
        "union", "carmaker", "bank", "airline", "agency", "fund", "court", "cartel", "retailer", "federation",
    ]

    /// The subject of a sentence's main clause.
    private func mainSubject(ofSentence number: Int) -> Int? {
        context.document.sentences[number].tokens.first(where: { context.token($0).head < 0 })
            .flatMap { context.document.child($0, .nominalSubject) }
    }

    /// The subject of the sentence before, where it is an actor and the pronoun opens the next one.
    private func subjectBefore(_ pronoun: Int) -> Name? {
        let document = context.document
        let number = Int(context.token(pronoun).sentence)
        guard number > 0, document.sentences[number].tokens.lowerBound == pronoun else { return nil }
        guard let subject = mainSubject(ofSentence: number - 1), let actor = context.matches.actor(at: subject) else {
            return nil
        }
        return Name(name: watchlist.actors[actor].name, isWatched: true)
    }

    /// "The Union has decided to wait. Adoption of its package has been put off": whose it is where nothing else says so.
    private func subjectOfSentence(before pronoun: Int, form: WordKey) -> Name? {
        let document = context.document
        let number = Int(context.token(pronoun).sentence)
        guard number > 0, form == "its" || form == "their",
            let subject = mainSubject(ofSentence: number - 1), form == "their" || !isPerson(subject),
            let actor = context.matches.actor(at: subject)
        else { return nil }
        return Name(name: watchlist.actors[actor].name, isWatched: true)
    }

    /// The subject of the clause that a pronoun's clause hangs from ("Israel met envoys after it accepted …").
    private func subjectAbove(_ pronoun: Int) -> Name? {
        guard let clause = context.document.head(pronoun), let above = context.document.head(clause) else { return nil }
        switch context.token(clause).relation {
        case .adverbialClause, .clausalComplement, .conjunct, .parataxis: break
        default: return nil
        }
        guard let subject = context.document.child(above, .nominalSubject),
            let actor = context.matches.actor(at: subject)
        else { return nil }
        return Name(name: watchlist.actors[actor].name, isWatched: true)
    }

    private func agrees(_ pronoun: Token) -> Bool {
        let known: Set<WordKey> = ["he", "she", "it", "they"]
        return known.contains(pronoun.form)
    }

    /// Who says what stands at this word, by the attributions.
    private func speaker(at token: Int) -> Name? {
        guard let attribution = context.attribution(at: token) ?? freeSpeech(at: token) else {
            return thinker(at: token)
        }
        if let actor = centred(attribution) { return Name(name: watchlist.actors[actor].name, isWatched: true) }
        if let actor = context.matches.actor(ofEntity: attribution.entity) {
            return Name(name: watchlist.actors[actor].name, isWatched: true)
        }
        for range in attribution.source {
            guard range.upperBound <= context.document.tokens.count, !range.isEmpty else { continue }
            let head = WatchMatcher.head(of: range, in: context.document)
            if let name = name(head), name.isWatched { return name }
            // "the president told reporters"
            if let actor = described(head) { return Name(name: watchlist.actors[actor].name, isWatched: true) }
        }
        return attribution.speaker.map { Name(name: $0, isWatched: false) }
    }

    /// "Trump said he preferred to meet Putin. … the president told reporters": an office without a name is the one who
    /// was the subject just before, not whom he spoke of.
    private func centred(_ attribution: Attribution) -> Int? {
        let document = context.document
        guard let source = attribution.source.first, !source.isEmpty, source.upperBound <= document.tokens.count else {
            return nil
        }
        let head = WatchMatcher.head(of: source, in: document)
        let token = context.token(head)
        guard token.partOfSpeech == .noun, context.lexicon.isOffice(token.lemma), source.count == 2,
            context.token(source.lowerBound).form == "the"
        else { return nil }
        let number = Int(token.sentence)
        guard number > 0 else { return nil }
        var subjects: Set<Int> = []
        var others: Set<Int> = []
        for index in document.sentences[number - 1].tokens where context.mention(at: index)?.kind != .pronoun {
            guard let actor = context.matches.actor(at: index), isPerson(index) else { continue }
            if context.token(index).relation == .nominalSubject { subjects.insert(actor) } else { others.insert(actor) }
        }
        guard subjects.count == 1, let subject = subjects.first, !others.isEmpty else { return nil }
        return subject
    }

    /// "There would be no truce." after a sentence that says who speaks: "would" without a condition is what was said.
    private func freeSpeech(at token: Int) -> Attribution? {
        let document = context.document
        let number = Int(context.token(token).sentence)
        guard number > 0, !document.sentences[number - 1].isHeading,
            let root = document.sentences[number].tokens.first(where: { context.token($0).head < 0 }),
            document.child(root, where: { $0.form == "would" && $0.relation == .auxiliary }) != nil
        else { return nil }
        let before = document.sentences[number - 1].tokens
        var found: Attribution?
        for attribution in context.attributions {
            guard let source = attribution.source.first, before.contains(source.lowerBound) else { continue }
            // Two who speak: it may be either.
            if let one = found, one.speaker != attribution.speaker { return nil }
            found = attribution
        }
        return found
    }

    /// "Rutte was cautious. It was much too early to speak of a mission.": a judgement that "it" makes is that of the
    /// person whom the sentence before is about.
    private func thinker(at token: Int) -> Name? {
        let document = context.document
        let number = Int(context.token(token).sentence)
        guard number > 0, !document.sentences[number - 1].isHeading,
            let root = document.sentences[number].tokens.first(where: { context.token($0).head < 0 }),
            document.child(root, .copula) != nil,
            document.child(root, where: { $0.form == "it" && ($0.relation.isSubject || $0.relation == .expletive) })
                != nil,
            let subject = mainSubject(ofSentence: number - 1), isPerson(subject),
            let actor = context.matches.actor(at: subject)
        else { return nil }
        return Name(name: watchlist.actors[actor].name, isWatched: true)
    }

    /// The actor that a word stands for: a watched one, or the name of its entity.
    private func name(_ word: Int) -> Name? {
        if let actor = context.matches.actor(at: word) {
            return Name(name: watchlist.actors[actor].name, isWatched: true)
        }
        let document = context.document
        if let mention = context.mention(at: word), mention.entity >= 0,
            document.entities.indices.contains(mention.entity)
        {
            let entity = document.entities[mention.entity]
            guard entity.mentions.contains(where: { document.mentions[$0].kind != .pronoun }) else { return nil }
            return Name(name: document.string(entity.canonical), isWatched: false)
        }
        guard document.tokens[word].partOfSpeech != .pronoun else { return nil }
        return nominal(word)
    }

    /// The words of a noun phrase, without what hangs on its end.
    private func nominal(_ word: Int) -> Name? {
        let token = context.token(word)
        guard token.partOfSpeech == .noun || token.partOfSpeech == .properNoun else { return nil }
        var first = word
        for child in context.document.children(word) where child < word {
            switch context.token(child).relation {
            case .compound, .adjectivalModifier, .flat: first = min(first, child)
            default: break
            }
        }
        return Name(name: context.document.string(first..<word + 1), isWatched: false)
    }
}
