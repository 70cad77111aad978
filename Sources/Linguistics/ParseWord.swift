/// What the parser sees of a word.
package struct ParseWord: Sendable {
    /// The lemma, which with the tag says as much as the form and is met more often; numbers are all one word.
    package var form: UInt64 = 0
    /// Part of speech and Penn tag, and 1 so that no tag is another thing.
    package var tag: UInt64 = 0
    package var cluster: UInt64 = 0
    package var suffix: UInt64 = 0
    /// How many commas, coordinators, verbs and other marks stand before the word in its sentence, a byte each.
    package var marksBefore: UInt64 = 0

    package init() {}
}

/// The words of a sentence as the parser counts them: 0 is no word, 1 ... count the words, count + 1 the root.
package struct ParseSentence: Sendable {
    package private(set) var words: [ParseWord] = [ParseWord(), ParseWord()]

    package var count: Int { words.count - 2 }

    package init() {}

    /// Replaces the words by those of `tokens[range]`, which have their tags and lemmas.
    package mutating func fill(_ tokens: [Token], _ range: Range<Int>, _ view: SentenceView) {
        words.removeAll(keepingCapacity: true)
        words.append(ParseWord())
        var marks: UInt64 = 0
        for index in range {
            let token = tokens[index]
            let seen = view[index - range.lowerBound]
            var word = ParseWord()
            let isNumber = token.shape.contains(.hasDigit) && !token.shape.contains(.hasLetter)
            word.form = isNumber ? 2 : token.lemma.hash
            word.tag = Self.tag(token.partOfSpeech, token.tag)
            word.cluster = seen.cluster
            word.suffix = seen.suffix3
            word.marksBefore = marks
            words.append(word)
            marks = Self.counting(marks, token)
        }
        var root = ParseWord()
        (root.form, root.tag, root.marksBefore) = (1, 1, marks)
        words.append(root)
    }

    static func tag(_ part: PartOfSpeech, _ tag: PennTag) -> UInt64 {
        UInt64(part.rawValue) << 8 | UInt64(tag.rawValue) + 1
    }

    private static func counting(_ marks: UInt64, _ token: Token) -> UInt64 {
        switch token.partOfSpeech {
        case .punctuation: marks &+ (token.tag == .comma ? 1 : 1 << 48)
        case .coordinatingConjunction: marks &+ 1 << 16
        case .verb, .auxiliary: marks &+ 1 << 32
        default: marks
        }
    }

    /// Which kinds of marks stand between two words, `left` before `right`: none, one or more of each.
    @inline(__always)
    static func between(_ left: ParseWord, _ right: ParseWord) -> UInt64 {
        let marks = right.marksBefore &- left.marksBefore
        var found: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 16) {
            found = found << 2 | min((marks >> shift) & 0xFFFF, 2)
        }
        return found
    }
}
