/// What models see of a word: its form, its ends, how it is written. Made once a word.
package struct WordView: Sendable {
    /// The folded form.
    package var form: UInt64 = 0
    /// The last one to four bytes, folded; the whole form where it is shorter.
    package var suffix1: UInt64 = 0
    package var suffix2: UInt64 = 0
    package var suffix3: UInt64 = 0
    package var suffix4: UInt64 = 0
    /// The first one to three bytes, folded.
    package var prefix1: UInt64 = 0
    package var prefix2: UInt64 = 0
    package var prefix3: UInt64 = 0
    /// Capitals, digits, marks within, and length where short.
    package var shape: UInt64 = 0
    /// The word's class by the company it keeps; 0 for an unknown word.
    package var cluster: UInt64 = 0

    /// What stands before and after a sentence.
    static let outside = WordView()

    init() {}

    /// - Parameter capitals: whether the sentence is written in capitals, so that they say nothing.
    init(_ token: Token, _ text: UnsafeBufferPointer<UInt8>, capitals: Bool, clusters: WordClusters) {
        let (start, end) = (Int(token.start), Int(token.end))
        form = token.form.hash
        let count = end - start
        var tail: UInt64 = 0
        for back in 1...4 {
            if back <= count { tail = tail << 8 | UInt64(Self.fold(text[end - back])) }
            switch back {
            case 1: suffix1 = tail
            case 2: suffix2 = tail
            case 3: suffix3 = tail
            default: suffix4 = tail
            }
        }
        var head: UInt64 = 0
        for place in 0..<3 {
            if place < count { head = head << 8 | UInt64(Self.fold(text[start + place])) }
            switch place {
            case 0: prefix1 = head
            case 1: prefix2 = head
            default: prefix3 = head
            }
        }
        var flags = UInt64(token.shape.intersection([.capitalised, .allCapitals, .hasDigit, .hasLetter]).rawValue)
        if capitals { flags = flags & ~3 | 1 << 9 }
        // Marks within the word, looked for where they stand in words; a word of a million letters costs no more.
        var marks: UInt64 = 0
        for index in start..<min(end, start + 24) {
            switch text[index] {
            case 0x2D: marks |= 1
            case 0x2E: marks |= 2
            case 0x27: marks |= 4
            case 0x2F, 0x40, 0x3A: marks |= 8
            default: break
            }
        }
        shape = flags | marks << 10 | UInt64(min(count, 4)) << 16
        // Numbers are one word to the classes, however long.
        let isNumber = token.shape.contains(.hasDigit) && !token.shape.contains(.hasLetter)
        cluster = clusters.cluster(isNumber ? "0" : token.form)
    }

    @inline(__always)
    private static func fold(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 32 : byte }
}

/// The words of one sentence with room on both sides, so that no feature asks whether it is beyond the edge.
package struct SentenceView: Sendable {
    /// Places before the first word and after the last.
    package static let margin = 3
    package private(set) var words: [WordView] = []
    package private(set) var count = 0

    package init() {}

    /// Replaces the words by those of `tokens[range]`.
    package mutating func fill(
        _ tokens: [Token],
        _ range: Range<Int>,
        _ text: UnsafeBufferPointer<UInt8>,
        clusters: WordClusters
    ) {
        words.removeAll(keepingCapacity: true)
        count = range.count
        let capitals = Self.isInCapitals(tokens, range)
        for _ in 0..<Self.margin { words.append(.outside) }
        for index in range { words.append(WordView(tokens[index], text, capitals: capitals, clusters: clusters)) }
        for _ in 0..<Self.margin { words.append(.outside) }
    }

    /// The word at a place from -3 to count + 2.
    package subscript(_ index: Int) -> WordView {
        @inline(__always) get { words[index &+ Self.margin] }
    }

    /// Whether two thirds of at least three words of letters are in capitals.
    private static func isInCapitals(_ tokens: [Token], _ range: Range<Int>) -> Bool {
        var (words, capitals) = (0, 0)
        for index in range where tokens[index].shape.contains(.hasLetter) && tokens[index].end - tokens[index].start > 1
        {
            words += 1
            if tokens[index].shape.contains(.allCapitals) { capitals += 1 }
        }
        return words > 2 && capitals * 3 >= words * 2
    }
}
