/// Decides for each noun phrase and pronoun of a document who or what is meant, in one pass in the order of the text.
///
/// Names are linked by their words (short to full, acronym to long form, spellings by ``NameKey``), descriptions by
/// title, nationality and the name's own nouns, appositions and predicates by the tree, and pronouns by
/// ``PronounResolver``.
package struct EntityLinker {
    package let document: Document
    let lexicon: NameLexicon
    private(set) var nominals: [Nominal]
    private(set) var table = EntityTable()
    /// The nominal that hangs from each token; -1 without one.
    private var nominalAt: [Int32]
    /// Latest description without name, by the lemma of its head.
    private var byNoun: [WordKey: Int32] = [:]
    /// Latest entities of each kind that descriptions may mean.
    private var recentPersons: [Int32] = []
    private var recentBodies: [Int32] = []
    private var latestPlace: (country: Int32, other: Int32) = (-1, -1)

    /// A linker for the phrases of a document.
    package init(_ document: Document, _ lexicon: NameLexicon) {
        self.init(document, lexicon, NominalFinder(document, lexicon).find())
    }

    init(_ document: Document, _ lexicon: NameLexicon, _ nominals: [Nominal]) {
        (self.document, self.lexicon, self.nominals) = (document, lexicon, nominals)
        nominalAt = [Int32](repeating: -1, count: document.tokens.count)
        for (index, nominal) in nominals.enumerated().reversed() { nominalAt[nominal.head] = Int32(index) }
    }

    /// Links everything.
    ///
    /// - Parameter antecedent: gives for the pronoun at an index the index of the phrase that it stands for.
    package mutating func link(_ antecedent: (Int, borrowing EntityLinker) -> Int?) {
        for index in nominals.indices {
            switch nominals[index].kind {
            case .name: linkName(index)
            case .description, .other: linkNoun(index)
            case .pronoun:
                let isRelative = nominals[index].pronoun?.kind == .relative
                let found = isRelative ? relativeHead(nominals[index].head) : antecedent(index, self)
                if let found { join(index, to: found) }
            }
        }
    }

    /// The head and the last token of the phrase at an index.
    package func place(_ index: Int) -> (head: Int, last: Int) {
        (nominals[index].head, nominals[index].tokens.upperBound - 1)
    }

    /// The noun that a relative pronoun's clause hangs from.
    private func relativeHead(_ token: Int) -> Int? {
        var current = token
        for _ in 0..<8 {
            if document.tokens[current].relation == .relativeClause {
                return document.head(current).map { Int(nominalAt[$0]) }.flatMap { $0 >= 0 ? $0 : nil }
            }
            guard let up = document.head(current) else { break }
            current = up
        }
        if token > 0, nominalAt[token - 1] >= 0 { return Int(nominalAt[token - 1]) }
        return nil
    }

    /// Puts a nominal into the entity of another, which gets one if it has none.
    mutating func join(_ index: Int, to antecedent: Int) {
        let entity = nominals[antecedent].entity >= 0 ? nominals[antecedent].entity : makeEntity(antecedent)
        put(index, entity)
    }

    private mutating func put(_ index: Int, _ entity: Int) {
        nominals[index].entity = entity
        table[entity].nominals.append(Int32(index))
        if table[entity].kind == .person { remember(entity, .person, nil) }
        let both = table[entity].genders.intersection(nominals[index].genders)
        if !both.isEmpty { table[entity].genders = both }
    }

    private mutating func makeEntity(_ index: Int) -> Int {
        let nominal = nominals[index]
        let entity = table.add(
            EntityTable.Entry(
                kind: nominal.nameKind,
                genders: nominal.genders,
                isPlural: !nominal.canBeSingular,
                description: nominal.tokens
            )
        )
        put(index, entity)
        return entity
    }

    // MARK: - Names

    private mutating func linkName(_ index: Int) {
        let nominal = nominals[index]
        let name = document.names[nominal.name]
        let words = keys(name)
        let owner = owner(of: name)
        let initials = words.count > 1 && name.kind != .person ? NameKey.initials(document, name.tokens) : nil
        let isAcronym = name.tokens.count == 1 && document.tokens[name.tokens.lowerBound].shape.contains(.allCapitals)
        let entity: Int
        if let found = table.find(
            words,
            initials,
            kind: name.kind,
            owner: owner,
            isAcronym: isAcronym,
            genders: nominal.genders
        ) {
            entity = found
            put(index, entity)
        } else if let described = apposed(index), table[described].name < 0,
            !table[described].genders.isDisjoint(with: nominal.genders)
        {
            entity = described
            table[entity].kind = name.kind
            put(index, entity)
        } else {
            entity = makeEntity(index)
        }
        let known = table[entity].name
        if known < 0 || words.count > table[entity].words.count, document.names[nominal.name].kind == table[entity].kind
        {
            table[entity].name = nominal.name
            table[entity].words = words
        }
        table.know(entity, words, initials, kind: table[entity].kind ?? name.kind, owner: owner)
        if table[entity].owner == nil, name.kind == .person {
            table[entity].owner = lexicon.ownerNumber(document.tokens, name.tokens)
        }
        addRoles(entity, nominal, name)
        remember(entity, name.kind, owner)
    }

    private func keys(_ name: Name) -> [UInt64] {
        var keys: [UInt64] = []
        for index in name.tokens.prefix(NameLexicon.longestPhrase) {
            let token = document.tokens[index]
            let isWord = !token.shape.isDisjoint(with: [.hasLetter, .hasDigit])
            let isSmall = !token.shape.contains(.capitalised) && document.wordClasses[index].contains(.nameConnector)
            if isWord && !isSmall && token.tag != .pos { keys.append(NameKey.key(document, token)) }
        }
        return keys
    }

    /// A country by any of its names is one; other forms of an owner (capital, palace) are entities of their own.
    private func owner(of name: Name) -> Int32? {
        guard name.kind == .place || name.kind == .organisation else { return nil }
        guard let owner = lexicon.ownerNumber(document.tokens, name.tokens) else { return nil }
        if name.tokens.count == 1 {
            return document.wordClasses[name.tokens.lowerBound].contains(.country) ? owner : nil
        }
        let phrase = lexicon.phrase(document.tokens, at: name.tokens.lowerBound, before: name.tokens.upperBound)
        return phrase?.classes.contains(.country) == true ? owner : nil
    }

    private mutating func remember(_ entity: Int, _ kind: Name.Kind, _ owner: Int32?) {
        func push(_ list: inout [Int32]) {
            if let old = list.firstIndex(of: Int32(entity)) { list.remove(at: old) }
            list.append(Int32(entity))
            if list.count > Self.memory { list.removeFirst() }
        }
        switch kind {
        case .person: push(&recentPersons)
        case .organisation: push(&recentBodies)
        case .place: if owner != nil { latestPlace.country = Int32(entity) } else { latestPlace.other = Int32(entity) }
        default: break
        }
    }

    /// How many persons and bodies a description may choose among.
    private static let memory = 24

    // MARK: - Roles

    /// Titles and nouns in the phrase around a name, its nationality, and what apposition and predicate say of it.
    private mutating func addRoles(_ entity: Int, _ nominal: Nominal, _ name: Name) {
        var first = -1
        let isUntitled = table[entity].title == nil
        let start = max(nominal.tokens.lowerBound, name.tokens.lowerBound - NominalFinder.reach)
        for index in start..<max(start, name.tokens.lowerBound) {
            let classes = document.wordClasses[index]
            if !classes.isDisjoint(with: [.personNoun, .title]) {
                addRole(entity, index)
                if first < 0 { first = index }
                if isUntitled { table[entity].title = first..<index + 1 }
            }
            takeNationality(entity, index)
        }
        for child in document.children(nominal.head) where document.tokens[child].relation == .appositive {
            describe(entity, child)
        }
        for child in document.children(nominal.head) where document.tokens[child].relation == .nominalModifier {
            takeNationality(entity, child)
        }
        // "Putin is the president of Russia": the predicate is the head.
        if document.tokens[nominal.head].relation.isSubject, let predicate = document.head(nominal.head),
            document.child(predicate, .copula) != nil, document.tokens[predicate].partOfSpeech == .noun
        {
            describe(entity, predicate)
        }
    }

    /// Takes roles and nationality from a phrase that describes the entity.
    private mutating func describe(_ entity: Int, _ head: Int) {
        guard document.tokens[head].partOfSpeech == .noun || document.tokens[head].tag == .nnp else { return }
        if document.tokens[head].tag == .nn || !document.wordClasses[head].isDisjoint(with: [.title, .personNoun]) {
            addRole(entity, head)
        }
        for child in document.children(head) {
            takeNationality(entity, child)
            if document.tokens[child].relation == .compound { addRole(entity, child) }
        }
        let at = Int(nominalAt[head])
        if at >= 0, nominals[at].entity < 0, nominals[at].kind != .name, document.tokens[head].relation == .appositive {
            put(at, entity)
        }
    }

    private mutating func addRole(_ entity: Int, _ index: Int) {
        let lemma = document.tokens[index].lemma
        if table[entity].roles.count < 8, !table[entity].roles.contains(lemma) { table[entity].roles.append(lemma) }
        if classes(index).contains(.leader) { table[entity].isLeader = true }
    }

    private mutating func takeNationality(_ entity: Int, _ index: Int) {
        guard table[entity].owner == nil, let owner = nationality(index) else { return }
        table[entity].owner = owner
    }

    /// The country of "Russian", "Russia's", "of Russia".
    private func nationality(_ index: Int) -> Int32? {
        guard document.tokens[index].shape.contains(.capitalised),
            !document.wordClasses[index].isDisjoint(with: [.demonym, .country])
        else { return nil }
        return lexicon.ownerNumber(document.tokens, index..<index + 1)
    }

    private func classes(_ index: Int) -> WordClass {
        document.wordClasses[index].union(lexicon.classes(document.tokens[index].lemma).subtracting(.proper))
    }

    // MARK: - Descriptions

    /// The entity of the phrase that this one stands in apposition to.
    private func apposed(_ index: Int) -> Int? {
        let head = nominals[index].head
        guard document.tokens[head].relation == .appositive, let up = document.head(head), nominalAt[up] >= 0 else {
            return nil
        }
        let other = nominals[Int(nominalAt[up])]
        return other.entity >= 0 ? other.entity : nil
    }

    private mutating func linkNoun(_ index: Int) {
        let nominal = nominals[index]
        guard nominal.entity < 0 else { return }
        let token = document.tokens[nominal.head]
        if token.relation == .appositive, let up = document.head(nominal.head), nominalAt[up] >= 0,
            nominals[Int(nominalAt[up])].canBePlural || nominal.canBeSingular
        {
            join(index, to: Int(nominalAt[up]))
            return
        }
        let isNew = nominal.kind == .other && !nominal.isDefinite
        if nominal.isDefinite, let found = described(nominal) {
            put(index, found)
        } else if !isNew {
            if nominal.kind == .description {
                let entity = makeEntity(index)
                addRole(entity, nominal.head)
                for place in max(nominal.tokens.lowerBound, nominal.head - NominalFinder.reach)..<nominal.head {
                    takeNationality(entity, place)
                }
                for child in document.children(nominal.head) where document.tokens[child].relation == .nominalModifier {
                    takeNationality(entity, child)
                }
            }
        }
        if nominal.canBeSingular { byNoun[token.lemma] = Int32(index) }
    }

    /// Whom a definite description means.
    private func described(_ nominal: Nominal) -> Int? {
        let head = nominal.head
        let lemma = document.tokens[head].lemma
        let classes = classes(head)
        var owner: Int32?
        var modifiers: [WordKey] = []
        for index in max(nominal.tokens.lowerBound, head - NominalFinder.reach)..<head {
            if let found = nationality(index) { owner = found }
            if document.tokens[index].relation == .compound || document.tokens[index].relation == .adjectivalModifier {
                modifiers.append(document.tokens[index].lemma)
            }
        }
        for child in document.children(head) where document.tokens[child].relation == .nominalModifier {
            if let found = nationality(child) { owner = found }
        }
        if classes.contains(.personNoun), nominal.canBeSingular, !classes.contains(.group) {
            let isLeader = classes.contains(.leader)
            for candidate in recentPersons.reversed() {
                let entry = table[Int(candidate)]
                guard !entry.genders.isDisjoint(with: nominal.genders), !entry.isPlural else { continue }
                if let owner, let other = entry.owner, owner != other { continue }
                let sameRole = entry.roles.contains(lemma)
                if sameRole && (owner == nil || entry.owner != nil) { return Int(candidate) }
                if isLeader && entry.isLeader && (owner == nil || entry.owner == owner) { return Int(candidate) }
                if isLeader, let owner, entry.owner == owner, entry.roles.isEmpty { return Int(candidate) }
            }
            // "the senator": who was just spoken of, if nothing else is known of them.
            if owner == nil, modifiers.isEmpty, byNoun[lemma] == nil, isBare(head), let latest = recentPersons.last {
                let entry = table[Int(latest)]
                let isClose = entry.nominals.last.map { isNear(Int($0), head) } ?? false
                if entry.roles.isEmpty, isClose, !entry.genders.isDisjoint(with: nominal.genders) { return Int(latest) }
            }
        }
        if classes.contains(.bodyNoun), nominal.canBeSingular {
            for candidate in recentBodies.reversed() where hasNoun(table[Int(candidate)], lemma) {
                return Int(candidate)
            }
        }
        if classes.contains(.territoryNoun), nominal.canBeSingular, owner == nil, modifiers.isEmpty {
            if Self.countryNouns.contains(lemma), latestPlace.country >= 0 { return Int(latestPlace.country) }
            if latestPlace.other >= 0, hasNoun(table[Int(latestPlace.other)], lemma) { return Int(latestPlace.other) }
        }
        // "the report" after "a report": the same noun, and nothing that tells them apart.
        if nominal.canBeSingular, let earlier = byNoun[lemma], nominals[Int(earlier)].entity >= 0, modifiers.isEmpty {
            return nominals[Int(earlier)].entity
        }
        return nil
    }

    /// Whether nothing follows the noun that would tell whom it means.
    private func isBare(_ head: Int) -> Bool {
        document.children(head).allSatisfy { $0 < head || document.tokens[$0].partOfSpeech == .punctuation }
    }

    /// Whether a nominal stands in one of the two sentences before a word, or in its own.
    private func isNear(_ index: Int, _ word: Int) -> Bool {
        document.tokens[word].sentence - document.tokens[nominals[index].head].sentence <= 2
    }

    private static let countryNouns: Set<WordKey> = ["country", "nation", "state", "republic"]

    /// Whether the noun is a word of the entity's name, or was said of it.
    private func hasNoun(_ entry: EntityTable.Entry, _ lemma: WordKey) -> Bool {
        if entry.roles.contains(lemma) { return true }
        guard entry.name >= 0 else { return false }
        return document.names[entry.name].tokens.contains { document.tokens[$0].form == lemma }
    }
}
