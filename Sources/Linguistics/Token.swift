/// A word, number or mark, where it stands, and what the analysis says of it.
public struct Token: Sendable {
    /// `[start, end)` in bytes of the document's text.
    public var start: Int32
    public var end: Int32
    /// `[start, end)` in Unicode scalars (code points) of the document's text.
    public var scalarStart: Int32
    public var scalarEnd: Int32
    /// The folded form.
    public var form: WordKey
    /// The lemma ("say" for "said"); the form where none is known.
    public var lemma: WordKey
    public var partOfSpeech: PartOfSpeech
    public var tag: PennTag
    public var relation: DependencyRelation
    /// How the letters are written.
    public var shape: WordShape
    /// Index, in the document, of the word this one depends on; -1 for the root of a sentence.
    public var head: Int32
    /// Index of the sentence in the document.
    public var sentence: Int32

    public init(start: Int32, end: Int32, scalarStart: Int32, scalarEnd: Int32, form: WordKey) {
        (self.start, self.end, self.scalarStart, self.scalarEnd) = (start, end, scalarStart, scalarEnd)
        (self.form, lemma) = (form, form)
        (partOfSpeech, tag, relation, shape) = (.other, .other, .unspecified, [])
        (head, sentence) = (-1, 0)
    }
}

/// How a word is written.
public struct WordShape: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let capitalised = WordShape(rawValue: 1)
    public static let allCapitals = WordShape(rawValue: 2)
    public static let hasDigit = WordShape(rawValue: 4)
    public static let hasLetter = WordShape(rawValue: 8)
    /// White space stands before the word.
    public static let spaceBefore = WordShape(rawValue: 16)
    /// A line break stands before the word.
    public static let lineBefore = WordShape(rawValue: 32)
    /// A mark that opens or closes a quotation.
    public static let quote = WordShape(rawValue: 64)

    /// The shape of a word given by itself, with nothing said of what stands before it.
    public static func of(_ word: UnsafeBufferPointer<UInt8>) -> WordShape {
        var shape: WordShape = []
        var (letters, upper, quotes, index) = (0, 0, 0, 0)
        var scalars = 0
        while index < word.count {
            let (scalar, length) = TextFolding.decode(word, at: index)
            switch ScalarClass.of(scalar) {
            case .lowerLetter: letters += 1
            case .upperLetter:
                letters += 1
                upper += 1
                if index == 0 { shape.insert(.capitalised) }
            case .digit: shape.insert(.hasDigit)
            case .mark: if AtomReader.isQuote(scalar) { quotes += 1 }
            case .space, .lineBreak: break
            }
            scalars += 1
            index += length
        }
        if letters > 0 { shape.insert(.hasLetter) }
        if letters > 1 && upper == letters { shape.insert(.allCapitals) }
        if quotes == scalars && scalars > 0 { shape.insert(.quote) }
        return shape
    }
}
