/// Finds the noun phrases and pronouns of a document: what can refer to somebody or something. One pass over the tokens,
/// without recursion.
struct NominalFinder {
    let document: Document
    let lexicon: NameLexicon
    /// The stretch of each token's phrase without clauses, appositions and further members of a list.
    private var low: [Int32] = []
    private var high: [Int32] = []
    /// For each token the name that its phrase carries; -1 without one.
    private var nameOf: [Int32]
    /// For each token the name that it is a word of; -1 outside names.
    private var nameAt: [Int32]
    /// Whether a token is a word of a date or a time: nobody calls a Friday "she".
    private var isTime: [Bool]
    /// For each name the first token of the title before it; the name's own first token without one.
    private(set) var titleStarts: [Int32] = []
    private let hasTree: Bool

    init(_ document: Document, _ lexicon: NameLexicon) {
        self.document = document
        self.lexicon = lexicon
        hasTree = document.tokens.contains { $0.head >= 0 }
        nameOf = [Int32](repeating: -1, count: document.tokens.count)
        nameAt = nameOf
        isTime = [Bool](repeating: false, count: document.tokens.count)
        measure()
        placeNames()
    }

    /// The phrases in the order of their heads.
    func find() -> [Nominal] {
        var result: [Nominal] = []
        var quotation: Int32 = 0
        var quotations: Int32 = 0
        var paragraph = -1
        for sentence in document.sentences {
            if sentence.paragraph != paragraph { (quotation, paragraph) = (0, sentence.paragraph) }
            for index in sentence.tokens {
                if document.tokens[index].shape.contains(.quote) || isQuoteTag(index), isDouble(index) {
                    if quotation != 0 {
                        quotation = 0
                    } else {
                        quotations += 1
                        quotation = quotations
                    }
                    continue
                }
                let first = result.count
                append(index, to: &result)
                for added in first..<result.count { result[added].quotation = quotation }
            }
        }
        return result
    }

    private static let nothing: Set<WordKey> = ["nothing", "nobody", "none"]

    private func isQuoteTag(_ index: Int) -> Bool {
        document.tokens[index].tag == .openingQuote || document.tokens[index].tag == .closingQuote
    }

    private func isDouble(_ index: Int) -> Bool {
        let (start, end) = (Int(document.tokens[index].start), Int(document.tokens[index].end))
        if end - start == 1 { return document.text[start] == 0x22 }
        if end - start == 2 { return true }
        // U+201C ... U+201F: double curly marks; the single ones are U+2018 ... U+201B.
        return end - start == 3 && document.text[start + 2] >= 0x9C
    }

    private func append(_ index: Int, to result: inout [Nominal]) {
        let token = document.tokens[index]
        if token.partOfSpeech == .pronoun || token.partOfSpeech == .determiner,
            let pronoun = lexicon.pronoun(token.form),
            !(token.shape.contains(.allCapitals) && token.partOfSpeech != .pronoun)
        {
            guard token.relation != .expletive else { return }
            if pronoun.kind == .relative && !isRelative(index) { return }
            var nominal = Nominal(tokens: index..<index + 1, head: index, kind: .pronoun)
            nominal.pronoun = pronoun
            nominal.isDefinite = true
            describe(pronoun, &nominal)
            result.append(nominal)
            return
        }
        let name = Int(nameOf[index])
        guard name >= 0 || (nameAt[index] < 0 && isHead(index)) else { return }
        // "There is no chair for him": nobody can be meant by it later.
        if name < 0,
            Self.nothing.contains(token.form)
                || document.child(index, where: { $0.form == "no" && $0.relation == .determiner }) != nil
        {
            return
        }
        var nominal = Nominal(tokens: phrase(index), head: index, kind: .other)
        if name >= 0 {
            let tokens = document.names[name].tokens
            nominal.tokens =
                min(
                    Int(titleStarts[name]),
                    nominal.tokens.lowerBound
                )..<max(tokens.upperBound, nominal.tokens.upperBound)
            (nominal.kind, nominal.name, nominal.nameKind) = (.name, name, document.names[name].kind)
            describe(name: document.names[name], &nominal)
        } else {
            describe(noun: index, &nominal)
            if isTime[index] { nominal.genders = .neuter }
        }
        result.append(nominal)
        if hasTree, let list = coordination(index, nominal) { result.append(list) }
    }

    /// "X and Y" as a phrase of its own, for "they".
    private func coordination(_ index: Int, _ nominal: Nominal) -> Nominal? {
        var end = -1
        for child in document.children(index) where document.tokens[child].relation == .conjunct {
            guard isNoun(child) else { return nil }
            end = max(end, Int(high[child]))
        }
        guard end > nominal.tokens.lowerBound else { return nil }
        var list = Nominal(tokens: nominal.tokens.lowerBound..<end, head: index, kind: .other)
        (list.canBeSingular, list.canBePlural, list.genders) = (false, true, nominal.genders)
        return list
    }

    private func isNoun(_ index: Int) -> Bool {
        document.tokens[index].partOfSpeech == .noun || document.tokens[index].partOfSpeech == .properNoun
    }

    /// Whether a noun phrase hangs from this word.
    private func isHead(_ index: Int) -> Bool {
        guard isNoun(index) || isNominal(index) else { return false }
        guard hasTree else {
            return index + 1 >= document.tokens.count || !isNoun(index + 1)
        }
        switch document.tokens[index].relation {
        case .compound, .flat, .fixed, .goesWith, .adjectivalModifier, .caseMarker, .punctuation, .marker, .coordinator,
            .determiner:
            return false
        default: return true
        }
    }

    /// "everyone", "that", "the poor", "the 90s": words of other classes that stand as a noun phrase.
    private func isNominal(_ index: Int) -> Bool {
        guard hasTree else { return false }
        let token = document.tokens[index]
        switch token.partOfSpeech {
        case .pronoun, .determiner:
            return token.tag == .nn || token.tag == .dt && token.relation != .determiner
        case .numeral: return token.relation.isSubject || token.relation == .object || token.relation == .oblique
        case .adjective:
            return (token.relation.isSubject || token.relation == .object || token.relation == .oblique)
                && document.child(index, .determiner) != nil
        default: return false
        }
    }

    /// "who" with a noun before it, not the question.
    private func isRelative(_ index: Int) -> Bool {
        guard hasTree else { return index > 0 && isNoun(index - 1) }
        var current = index
        for _ in 0..<8 {
            if document.tokens[current].relation == .relativeClause { return true }
            guard let up = document.head(current) else { return false }
            current = up
        }
        return false
    }

    private func phrase(_ index: Int) -> Range<Int> {
        if hasTree { return Int(low[index])..<Int(high[index]) }
        var start = index
        let first = document.sentences[Int(document.tokens[index].sentence)].tokens.lowerBound
        while start > first {
            switch document.tokens[start - 1].partOfSpeech {
            case .noun, .properNoun, .adjective, .determiner, .numeral: start -= 1
            default: return start..<index + 1
            }
        }
        return start..<index + 1
    }

    // MARK: - What a phrase can be

    private func describe(_ pronoun: Pronoun, _ nominal: inout Nominal) {
        switch pronoun.gender {
        case .masculine: nominal.genders = .masculine
        case .feminine: nominal.genders = .feminine
        case .neuter: nominal.genders = .neuter
        default: nominal.genders = pronoun.person < 3 ? .human : .any
        }
        (nominal.canBeSingular, nominal.canBePlural) = (!pronoun.isPlural || pronoun.person == 3, pronoun.isPlural)
        if pronoun.kind == .relative { nominal.canBePlural = true }
    }

    private func describe(name: Name, _ nominal: inout Nominal) {
        nominal.isDefinite = true
        let last = document.tokens[name.tokens.upperBound - 1]
        switch name.kind {
        case .person:
            nominal.genders = personGenders(nominal, name)
        case .nationality:
            (nominal.genders, nominal.canBePlural, nominal.canBeSingular) = (.human, true, last.tag != .nnps)
        case .organisation:
            (nominal.genders, nominal.canBePlural) = (.neuter, true)
        default:
            (nominal.genders, nominal.canBePlural) = (.neuter, last.tag == .nnps || name.kind == .place)
        }
    }

    /// Told by the given name, else by titles and nouns in the phrase.
    private func personGenders(_ nominal: Nominal, _ name: Name) -> Nominal.Genders {
        var found: Nominal.Genders = []
        for index in max(nominal.tokens.lowerBound, name.tokens.lowerBound - Self.reach)..<name.tokens.upperBound {
            let classes = document.wordClasses[index]
            if name.tokens.contains(index) && !(classes.contains(.givenName) || classes.contains(.title)) { continue }
            if name.tokens.contains(index), name.tokens.count > 1, index == name.tokens.upperBound - 1 { continue }
            if classes.contains(.masculine) { found.insert(.masculine) }
            if classes.contains(.feminine) { found.insert(.feminine) }
            if !found.isEmpty { break }
        }
        return found.isEmpty ? .human : found
    }

    private func describe(noun index: Int, _ nominal: inout Nominal) {
        let token = document.tokens[index]
        let classes = classes(ofNoun: index)
        let isPlural = token.tag == .nns || token.tag == .nnps
        (nominal.canBePlural, nominal.canBeSingular) = (isPlural, !isPlural)
        if !isNoun(index) { nominal.canBePlural = true }
        if classes.contains(.personNoun) {
            nominal.kind = .description
            nominal.genders = .human
            if classes.contains(.masculine) != classes.contains(.feminine) {
                nominal.genders = classes.contains(.masculine) ? .masculine : .feminine
            }
            // "they" also of one whose sex is not told.
            if classes.contains(.group) || nominal.genders == .human { nominal.canBePlural = true }
        } else if classes.contains(.bodyNoun) || classes.contains(.territoryNoun) {
            nominal.kind = .description
            nominal.genders = .neuter
            if classes.contains(.bodyNoun) { nominal.canBePlural = true }
        } else {
            nominal.genders = .any
        }
        for child in max(nominal.tokens.lowerBound, index - Self.reach)..<index {
            if document.tokens[child].partOfSpeech == .determiner && Self.definite.contains(document.tokens[child].form)
                || document.tokens[child].tag == .prpPossessive || document.tokens[child].tag == .pos
            {
                nominal.isDefinite = true
            }
        }
    }

    private func classes(ofNoun index: Int) -> WordClass {
        let referring: WordClass = [.personNoun, .bodyNoun, .territoryNoun]
        let classes = document.wordClasses[index]
        if !classes.isDisjoint(with: referring) { return classes }
        return lexicon.classes(document.tokens[index].lemma).intersection(
            referring.union([.masculine, .feminine, .group])
        )
    }

    /// How far before its head a phrase is looked at: keeps the time linear for phrases nested without end.
    static let reach = 16

    private static let definite: Set<WordKey> = ["the", "this", "that", "these", "those"]

    // MARK: - Tables

    private mutating func measure() {
        let tokens = document.tokens
        low = tokens.indices.map(Int32.init)
        high = tokens.indices.map { Int32($0 + 1) }
        guard hasTree else { return }
        var open = tokens.indices.map { Int32(document.children($0).count) }
        var queue = tokens.indices.filter { open[$0] == 0 }
        var next = 0
        while next < queue.count {
            let index = queue[next]
            next += 1
            let head = Int(tokens[index].head)
            guard head >= 0 else { continue }
            if Self.belongs(tokens[index]) {
                low[head] = min(low[head], low[index])
                high[head] = max(high[head], high[index])
            }
            open[head] -= 1
            if open[head] == 0 { queue.append(head) }
        }
    }

    private static func belongs(_ token: Token) -> Bool {
        switch token.relation {
        case .determiner, .predeterminer, .adjectivalModifier, .compound, .numericModifier, .possessive, .flat,
            .nominalModifier, .goesWith, .fixed:
            return true
        case .caseMarker: return token.tag == .pos
        default: return false
        }
    }

    private mutating func placeNames() {
        titleStarts = document.names.map { Int32($0.tokens.lowerBound) }
        for (number, name) in document.names.enumerated() {
            switch name.kind {
            case .date, .time:
                for index in name.tokens { isTime[index] = true }
                continue
            case .money, .percent, .quantity, .ordinal, .cardinal: continue
            case .nationality where document.tokens[name.tokens.upperBound - 1].partOfSpeech == .adjective: continue
            default: break
            }
            for index in name.tokens { nameAt[index] = Int32(number) }
            var head =
                name.tokens.first { !name.tokens.contains(Int(document.tokens[$0].head)) } ?? name.tokens.lowerBound
            let up = Int(document.tokens[head].head)
            // "aide Yuri Ushakov": the phrase hangs from the title.
            if up >= 0, document.tokens[head].relation == .flat, isNoun(up), nameOf[up] < 0 { head = up }
            let start = titleStart(name)
            titleStarts[number] = Int32(start)
            if start < name.tokens.lowerBound {
                // Whatever the tree makes of "envoy Steve Witkoff", it is one phrase.
                if document.tokens[head].head == Int32(name.tokens.lowerBound - 1) { head = name.tokens.lowerBound - 1 }
                for index in start..<name.tokens.lowerBound where nameAt[index] < 0 {
                    if isTitle(index) { nameAt[index] = Int32(number) }
                }
            }
            nameOf[head] = Int32(number)
        }
    }

    /// Where the title right before a person's name begins ("Kremlin foreign policy aide", "Mr").
    private func titleStart(_ name: Name) -> Int {
        let start = name.tokens.lowerBound
        guard name.kind == .person else { return start }
        let first = max(document.sentences[Int(document.tokens[start].sentence)].tokens.lowerBound, start - 8)
        guard start > first, isTitle(start - 1) else { return start }
        var low = start - 1
        while low > first {
            let token = document.tokens[low - 1]
            guard
                token.partOfSpeech == .noun || token.partOfSpeech == .properNoun || token.partOfSpeech == .adjective
                    || token.tag == .hyphen
            else { break }
            low -= 1
        }
        return low
    }

    private func isTitle(_ index: Int) -> Bool {
        isNoun(index) && !document.wordClasses[index].isDisjoint(with: [.title, .personNoun])
    }
}
