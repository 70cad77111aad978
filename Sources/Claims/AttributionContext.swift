import Linguistics

/// What the attribution models look at, worked out once for a document: one number a token and property.
package struct AttributionContext {
    package let document: Document
    let quotations: [Quotation]
    /// Index of the token's quotation; -1 outside.
    let quotationOf: [Int32]
    /// Kinds of the cue list; see ``CueLexicon``.
    let kinds: [CueLexicon.Kinds]
    /// How the word refers: to a person by pronoun, a place by name …; see ``nominal(_:_:)``.
    private(set) var nominal: [UInt8]
    /// What hangs below the word; see ``Frame``.
    private(set) var frame: [Frame]
    /// The word's subject, its own or the one that it shares by conjunction or control; -1 without.
    private(set) var subject: [Int32]
    /// The word's object; -1 without.
    private(set) var object: [Int32]
    /// The word's class, learnt without annotation; 0 where it is not known.
    private(set) var cluster: [UInt8]
    /// Hashes of the last two and the last three bytes, folded.
    private(set) var suffix: [UInt16]
    /// The first and the last token of what hangs below the word.
    private(set) var low: [Int32]
    private(set) var high: [Int32]

    /// What hangs below a word, as bits.
    struct Frame: OptionSet {
        let rawValue: UInt32
        static let subject = Frame(rawValue: 1)
        static let clause = Frame(rawValue: 2)
        static let open = Frame(rawValue: 4)
        static let object = Frame(rawValue: 8)
        static let indirectObject = Frame(rawValue: 16)
        static let oblique = Frame(rawValue: 32)
        static let parataxis = Frame(rawValue: 64)
        static let that = Frame(rawValue: 128)
        static let auxiliary = Frame(rawValue: 256)
        static let passive = Frame(rawValue: 512)
        static let negation = Frame(rawValue: 1024)
        static let adverbial = Frame(rawValue: 2048)
        static let copula = Frame(rawValue: 4096)
        static let possessor = Frame(rawValue: 8192)
        static let nominalModifier = Frame(rawValue: 16384)
        static let adnominalClause = Frame(rawValue: 32768)
        static let marker = Frame(rawValue: 65536)
        static let particle = Frame(rawValue: 131072)
        static let quotation = Frame(rawValue: 262144)
    }

    package init(_ document: Document, lexicon: CueLexicon) {
        self.document = document
        let spans = QuotationSpans(document)
        (quotations, quotationOf) = (spans.quotations, spans.quotationOf)
        kinds = lexicon.kinds(of: document)
        let count = document.tokens.count
        nominal = [UInt8](repeating: 0, count: count)
        frame = [Frame](repeating: [], count: count)
        subject = [Int32](repeating: -1, count: count)
        object = subject
        cluster = document.tokens.map { UInt8(truncatingIfNeeded: lexicon.clusters.cluster($0.form)) }
        suffix = [UInt16](repeating: 0, count: count)
        low = (0..<Int32(count)).map { $0 }
        high = low
        nameWords()
        for index in 0..<count {
            if nominal[index] == 0 { nominal[index] = Self.reference(document.tokens[index]) }
            suffix[index] = lastBytes(index)
            link(index)
        }
        shareSubjects()
        widen()
    }

    /// Marks the words of names with the kind of the name.
    private mutating func nameWords() {
        for name in document.names {
            for token in name.tokens where token < nominal.count { nominal[token] = 32 + name.kind.rawValue }
        }
    }

    /// Whether the stretch stands within a quotation.
    func isQuoted(_ ranges: [Range<Int>]) -> Bool { ranges.first.map { quotationOf[$0.lowerBound] >= 0 } ?? false }

    /// What stands as the subject of an active verb, where it is no part of what is said: a name or a noun that begins the
    /// clause, with all that hangs from it up to the verb.
    func speaker(of verb: Int, besides content: [Range<Int>]) -> Range<Int>? {
        let subject = Int(subject[verb])
        guard subject >= 0, subject < verb, document.tokens[subject].head == Int32(verb),
            !frame[verb].contains(.passive), document.tokens[subject].relation == .nominalSubject,
            ![.pronoun, .determiner].contains(document.tokens[subject].partOfSpeech)
        else { return nil }
        let range = Int(low[subject])..<min(Int(high[subject]) + 1, verb)
        return range.isEmpty || content.contains { $0.overlaps(range) } ? nil : range
    }

    private static let pronouns: [WordKey: UInt8] = [
        "he": 1, "she": 1, "i": 2, "we": 3, "they": 4, "it": 5, "you": 6, "who": 7, "that": 8, "which": 9, "his": 10,
        "her": 11, "their": 12, "its": 13, "my": 14, "our": 15, "your": 16, "him": 17, "them": 18, "this": 19,
        "these": 20, "those": 20, "some": 21, "many": 21, "others": 21, "one": 22, "what": 23, "there": 24,
    ]

    /// The class of a word that is no name.
    private static func reference(_ token: Token) -> UInt8 {
        switch token.partOfSpeech {
        case .pronoun, .determiner, .numeral, .other, .adjective: pronouns[token.form] ?? 0
        case .properNoun: 25
        case .noun: token.tag == .nns ? 27 : 26
        default: 0
        }
    }

    private func lastBytes(_ index: Int) -> UInt16 {
        let token = document.tokens[index]
        var hash: UInt32 = 17
        for at in max(Int(token.start), Int(token.end) - 3)..<Int(token.end) {
            hash = (hash ^ UInt32(document.text[at] | 32)) &* 0x9E37_79B1
        }
        return UInt16(truncatingIfNeeded: hash >> 12)
    }

    /// Tells the head of a word what hangs below it.
    private mutating func link(_ index: Int) {
        let token = document.tokens[index]
        let head = Int(token.head)
        guard head >= 0, head < frame.count else { return }
        var bits: Frame = []
        switch token.relation {
        case .nominalSubject, .clausalSubject:
            bits = .subject
            subject[head] = Int32(index)
        case .passiveSubject, .passiveClausalSubject:
            bits = [.subject, .passive]
            subject[head] = Int32(index)
        case .clausalComplement: bits = .clause
        case .openComplement: bits = .open
        case .object:
            bits = .object
            object[head] = Int32(index)
        case .indirectObject: bits = .indirectObject
        case .oblique, .agent: bits = .oblique
        case .parataxis: bits = .parataxis
        case .auxiliary: bits = .auxiliary
        case .passiveAuxiliary: bits = [.auxiliary, .passive]
        case .adverbialClause: bits = .adverbial
        case .copula: bits = .copula
        case .possessive: bits = .possessor
        case .nominalModifier: bits = .nominalModifier
        case .adjectivalClause, .relativeClause: bits = .adnominalClause
        case .marker: bits = token.form == "that" ? [.that, .marker] : .marker
        case .particle: bits = .particle
        case .adverbialModifier: bits = Self.negations.contains(token.form) ? .negation : []
        default: break
        }
        if quotationOf[index] >= 0, quotationOf[head] < 0 { bits.insert(.quotation) }
        frame[head].formUnion(bits)
    }

    private static let negations: Set<WordKey> = ["not", "n't", "never", "no"]

    /// Gives a verb without a subject the one of the verb it is joined to or opens from.
    private mutating func shareSubjects() {
        for index in frame.indices where subject[index] < 0 {
            var current = index
            for _ in 0..<6 {
                let token = document.tokens[current]
                guard token.head >= 0 else { break }
                if token.relation == .relativeClause || token.relation == .adjectivalClause {
                    subject[index] = token.head
                    break
                }
                guard
                    token.relation == .conjunct || token.relation == .openComplement
                        || token.relation == .adverbialClause || token.relation == .parataxis
                else { break }
                current = Int(token.head)
                if subject[current] >= 0, subject[current] != Int32(index) {
                    subject[index] = subject[current]
                    break
                }
            }
        }
    }

    /// The reach of what hangs below each word, leaves first: a word gives its reach to its head once all below it have
    /// given theirs. Words in a cycle would never be ready, and keep their own reach.
    private mutating func widen() {
        var waiting = [Int32](repeating: 0, count: low.count)
        for token in document.tokens where token.head >= 0 && Int(token.head) < waiting.count {
            waiting[Int(token.head)] += 1
        }
        var ready: [Int] = waiting.indices.filter { waiting[$0] == 0 }
        while let index = ready.popLast() {
            let head = Int(document.tokens[index].head)
            guard head >= 0, head < low.count else { continue }
            low[head] = min(low[head], low[index])
            high[head] = max(high[head], high[index])
            waiting[head] -= 1
            if waiting[head] == 0 { ready.append(head) }
        }
    }
}
