/// The phrases that a pronoun may stand for, and what tells them apart.
package struct PronounFeatures {
    private let linker: EntityLinker
    private let index: Int
    private let pronoun: Nominal
    private let grammar: Pronoun
    /// Indices of nominals, the nearest first.
    package private(set) var candidates: [Int] = []
    package private(set) var values: [UInt64] = []

    package init(_ linker: EntityLinker, _ index: Int) {
        self.linker = linker
        self.index = index
        pronoun = linker.nominals[index]
        grammar =
            linker.nominals[index].pronoun ?? Pronoun(person: 3, isPlural: false, gender: .unknown, kind: .personal)
        gather()
    }

    private mutating func gather() {
        let sentence = sentence(pronoun)
        var earlier = index - 1
        let last = max(0, index - PronounResolver.window)
        while earlier >= last {
            let candidate = linker.nominals[earlier]
            if sentence - self.sentence(candidate) > PronounResolver.sentences { break }
            if fits(candidate) { candidates.append(earlier) }
            earlier -= 1
        }
    }

    private func sentence(_ nominal: Nominal) -> Int32 { linker.document.tokens[nominal.head].sentence }

    private func fits(_ candidate: Nominal) -> Bool {
        if grammar.person == 1 {
            return candidate.pronoun?.person == 1 && candidate.pronoun?.isPlural == grammar.isPlural
                && candidate.quotation == pronoun.quotation
        }
        if let other = candidate.pronoun, other.person != 3 { return false }
        let isPlural = grammar.isPlural
        guard isPlural ? candidate.canBePlural : candidate.canBeSingular else { return false }
        var genders = candidate.genders
        if candidate.entity >= 0 {
            let both = genders.intersection(linker.table[candidate.entity].genders)
            if !both.isEmpty { genders = both }
        }
        guard !genders.isDisjoint(with: pronoun.genders) else { return false }
        if candidate.tokens.contains(pronoun.head) && candidate.kind != .pronoun { return false }
        return grammar.kind != .personal || !(shareVerb(candidate) || speaksOf(candidate))
    }

    /// "…", he said: nobody inside the quotation is "he", as a rule.
    private func speaksOf(_ candidate: Nominal) -> Bool {
        guard pronoun.quotation == 0, candidate.quotation != 0, sentence(pronoun) == sentence(candidate),
            linker.document.tokens[pronoun.head].relation.isSubject, let verb = linker.document.head(pronoun.head)
        else { return false }
        return linker.document.wordClasses[verb].contains(.speechVerb)
    }

    /// "He saw him": two arguments of one verb are two persons.
    private func shareVerb(_ candidate: Nominal) -> Bool {
        let tokens = linker.document.tokens
        guard tokens[candidate.head].head >= 0, tokens[candidate.head].head == tokens[pronoun.head].head else {
            return false
        }
        switch tokens[candidate.head].relation {
        case .nominalSubject, .passiveSubject, .object, .indirectObject: break
        default: return false
        }
        switch tokens[pronoun.head].relation {
        case .nominalSubject, .passiveSubject, .object, .indirectObject, .oblique, .agent: return true
        default: return false
        }
    }

    /// How prominent a candidate is, without a model.
    func salience(_ candidate: Int) -> Int32 {
        let other = linker.nominals[candidate]
        let relation = linker.document.tokens[other.head].relation
        var score = -20 * (sentence(pronoun) - sentence(other)) - Int32(min(index - candidate, 40))
        if relation.isSubject { score += 25 }
        if relation == .nominalModifier || relation == .possessive || relation == .compound { score -= 12 }
        if other.kind == .name, other.nameKind == .person || grammar.gender == .neuter { score += 12 }
        if other.kind == .pronoun { score += 15 }
        if other.isDefinite { score += 5 }
        if other.quotation != pronoun.quotation { score -= 15 }
        if other.genders == .any { score -= 10 }
        if other.entity >= 0 { score += 3 * Int32(min(linker.table[other.entity].nominals.count, 5)) }
        return score
    }

    /// Fills ``values`` with the features of a candidate.
    package mutating func fill(_ candidate: Int, rank: Int) {
        values = Array(unsafeUninitializedCapacity: Self.most) { values, count in
            count = fill(candidate, rank: rank, into: values)
        }
    }

    /// More features than any candidate has.
    static let most = 40

    /// Fills a buffer with the features of a candidate, and returns their number.
    func fill(_ candidate: Int, rank: Int, into values: UnsafeMutableBufferPointer<UInt64>) -> Int {
        var filled = 0
        let tokens = linker.document.tokens
        let other = linker.nominals[candidate]
        let form = formClass
        let word = tokens[other.head]
        let distance = UInt64(min(max(sentence(pronoun) - sentence(other), 0), 5))
        let steps = index - candidate
        let order = UInt64(steps < 6 ? steps : steps < 10 ? 6 : steps < 20 ? 7 : 8)
        let rank = UInt64(min(rank, 9))
        let role = Self.role(word.relation)
        let ownRole = Self.role(tokens[pronoun.head].relation)
        let kind = UInt64(other.kind.rawValue)
        let named = UInt64(other.nameKind.map { Int($0.rawValue) + 1 } ?? 0)
        let genders = UInt64(fullGenders(other).rawValue)
        let count = other.entity >= 0 ? linker.table[other.entity].nominals.count : 0
        let wordClass = linker.document.wordClasses[other.head].rawValue & Self.nounMask
        let frequency = UInt64(count < 3 ? count : count < 5 ? 3 : count < 10 ? 4 : 5)
        let number: UInt64 = (other.canBePlural ? 1 : 0) | (other.canBeSingular ? 2 : 0)
        let quote: UInt64 =
            pronoun.quotation == other.quotation ? (pronoun.quotation == 0 ? 0 : 1) : (pronoun.quotation == 0 ? 2 : 3)
        func append(_ feature: UInt64) {
            guard filled < values.count else { return }
            values.initializeElement(at: filled, to: feature)
            filled += 1
        }
        func add(_ template: UInt64, _ a: UInt64) { append(Feature.hash(template, a)) }
        func add(_ template: UInt64, _ a: UInt64, _ b: UInt64) { append(Feature.hash(template, a, b)) }
        func add(_ template: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) {
            append(Feature.hash(template, a, b, c))
        }
        add(1, distance)
        add(2, form, distance)
        add(3, form, order)
        add(4, form, rank)
        add(5, role, distance)
        add(6, form, role, ownRole)
        add(7, form, kind, named)
        add(8, form, genders, kind)
        add(9, form, number)
        add(10, frequency, distance)
        add(11, form, frequency)
        add(12, form, quote, distance)
        add(13, form, word.lemma.hash)
        add(14, form, UInt64(other.isDefinite ? 1 : 0), kind)
        add(15, form, rank, distance)
        add(16, kind, role, distance)
        if other.kind == .pronoun {
            add(17, tokens[pronoun.head].form.hash, word.form.hash)
            add(18, tokens[pronoun.head].form.hash, word.form.hash, distance)
        }
        // Where the two stand in the tree.
        let sameHead: UInt64 = word.head == tokens[pronoun.head].head && word.head >= 0 ? 1 : 0
        var above: UInt64 = 0
        var current = pronoun.head
        for step in 1...6 {
            guard let up = linker.document.head(current) else { break }
            if up == Int(word.head) {
                above = UInt64(step)
                break
            }
            current = up
        }
        add(20, form, sameHead, above)
        add(21, role, above, ownRole)
        if distance <= 1, role == ownRole { add(22, form, role, distance) }
        let between = nearerSubject(candidate)
        add(23, form, between, role)
        add(24, form, UInt64(min(other.tokens.count, 6)))
        if let verb = linker.document.head(pronoun.head) {
            add(25, tokens[verb].lemma.hash, ownRole, named << 4 | genders)
        }
        add(29, form, UInt64(word.tag.rawValue), distance)
        add(30, form, UInt64(word.tag.rawValue), wordClass)
        add(31, tokens[pronoun.head].form.hash, UInt64(word.tag.rawValue), named)
        add(27, form, wordClass)
        let isFirst = other.head == firstNominalHead(other)
        add(28, form, isFirst ? 1 : 0, distance)
        return filled
    }

    private static let nounMask = WordClass([
        .personNoun, .bodyNoun, .territoryNoun, .timeUnit, .title, .group, .unit, .currency, .month, .weekday,
    ]).rawValue

    /// Whether the candidate begins its sentence.
    private func firstNominalHead(_ nominal: Nominal) -> Int {
        let start = linker.document.sentences[Int(sentence(nominal))].tokens.lowerBound
        return nominal.tokens.lowerBound <= start + 1 ? nominal.head : -1
    }

    /// How many candidates nearer than this one are subjects, at most 3.
    private func nearerSubject(_ candidate: Int) -> UInt64 {
        var count: UInt64 = 0
        for nearer in candidates.prefix(12) where nearer > candidate {
            if linker.document.tokens[linker.nominals[nearer].head].relation.isSubject { count += 1 }
            if count == 3 { break }
        }
        return count
    }

    private func fullGenders(_ nominal: Nominal) -> Nominal.Genders {
        guard nominal.entity >= 0 else { return nominal.genders }
        let both = nominal.genders.intersection(linker.table[nominal.entity].genders)
        return both.isEmpty ? nominal.genders : both
    }

    /// he, she, it, they and first person; personal, possessive and reflexive apart.
    private var formClass: UInt64 {
        let gender: UInt64
        switch grammar.gender {
        case .masculine, .feminine: gender = 1
        case .neuter: gender = 2
        default: gender = grammar.isPlural ? 3 : 4
        }
        return gender << 4 | UInt64(grammar.kind.rawValue) << 2 | UInt64(grammar.person)
    }

    private static func role(_ relation: DependencyRelation) -> UInt64 {
        switch relation {
        case .nominalSubject: return 1
        case .passiveSubject: return 2
        case .object: return 3
        case .indirectObject: return 4
        case .oblique, .temporalOblique, .adverbialNounPhrase: return 5
        case .agent: return 6
        case .possessive: return 7
        case .nominalModifier, .temporalModifier: return 8
        case .conjunct: return 9
        case .appositive: return 10
        case .compound, .flat: return 11
        case .root: return 12
        default: return 13
        }
    }
}
