/// Universal part of speech (Universal Dependencies v2).
public enum PartOfSpeech: UInt8, Sendable, CaseIterable, CustomStringConvertible {
    case adjective, adposition, adverb, auxiliary, coordinatingConjunction, determiner, interjection, noun, numeral
    case particle, pronoun, properNoun, punctuation, subordinatingConjunction, symbol, verb, other

    /// The UD abbreviations, in the order of the cases.
    public static let abbreviations = [
        "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X",
    ]

    public init?(abbreviation: some StringProtocol) {
        guard let index = Self.abbreviations.firstIndex(where: { $0 == abbreviation }) else { return nil }
        self.init(rawValue: UInt8(index))
    }

    public var description: String { Self.abbreviations[Int(rawValue)] }
}

/// Penn Treebank tag, as English treebanks of UD have it in their fifth column.
public enum PennTag: UInt8, Sendable, CaseIterable, CustomStringConvertible {
    case cc, cd, dt, ex, fw, `in`, jj, jjr, jjs, ls, md, nn, nnp, nnps, nns, pdt, pos, prp, prpPossessive, rb, rbr, rbs
    case rp, sym, to, uh, vb, vbd, vbg, vbn, vbp, vbz, wdt, wp, wpPossessive, wrb, openingQuote, closingQuote, comma
    case period, colon, leftBracket, rightBracket, hyphen, dollar, hash, nfp, add, afx, gw, other

    /// The treebank's spelling, in the order of the cases.
    public static let spellings = [
        "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNP", "NNPS", "NNS", "PDT", "POS",
        "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT",
        "WP", "WP$", "WRB", "``", "''", ",", ".", ":", "-LRB-", "-RRB-", "HYPH", "$", "#", "NFP", "ADD", "AFX", "GW",
        "XX",
    ]

    public init?(spelling: some StringProtocol) {
        guard let index = Self.spellings.firstIndex(where: { $0 == spelling }) else { return nil }
        self.init(rawValue: UInt8(index))
    }

    public var description: String { Self.spellings[Int(rawValue)] }

    /// Past tense or past participle.
    public var isPast: Bool { self == .vbd || self == .vbn }
}
