/// The words of a text one after another, as the prints of stories take them: runs of letters and digits, a figure with
/// its points and commas one word.
struct StoryWords {
    struct Word {
        /// Of the whole word, without case.
        var hash: UInt32
        /// Of a content word's first letters; nil for a short word, which is a function word mostly.
        var stem: UInt32?
        var isFigure: Bool
        var isCapitalised: Bool
        /// The first after the end of a sentence.
        var startsSentence: Bool
    }

    /// Letters that a content word has at least, and letters that it is known by.
    private static let (shortest, stem) = (4, 6)

    private let text: [UInt8]
    private let end: Int
    private var index: Int

    init(_ text: [UInt8], _ range: Range<Int>) { (self.text, index, end) = (text, range.lowerBound, range.upperBound) }

    mutating func next() -> Word? {
        var startsSentence = false
        while index < end, letter(at: index) == 0 {
            if isStop(index) { startsSentence = true }
            index += width(at: index)
        }
        guard index < end else { return nil }
        var (hash, stem): (UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 0xCBF2_9CE4_8422_2325)
        var (count, isFigure) = (0, false)
        let isCapitalised = (0x41...0x5A).contains(text[index])
        while index < end {
            var byte = letter(at: index)
            if byte == 0 {
                // "1.5", "1,050"
                guard isFigure, text[index] == 0x2E || text[index] == 0x2C, index + 1 < end, isDigit(index + 1) else {
                    break
                }
                byte = text[index]
            }
            if isDigit(index) { isFigure = true }
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            if count < Self.stem || isFigure { stem = (stem ^ UInt64(byte)) &* 0x100_0000_01B3 }
            count += 1
            index += 1
        }
        let isContent = isFigure || count >= Self.shortest
        return Word(
            hash: UInt32(truncatingIfNeeded: hash >> 32 ^ hash),
            stem: isContent ? UInt32(truncatingIfNeeded: stem >> 32 ^ stem) : nil, isFigure: isFigure,
            isCapitalised: isCapitalised, startsSentence: startsSentence)
    }

    /// The byte in lower case where it belongs to a word, else 0. Bytes beyond ASCII are letters, but for quotation marks,
    /// dashes and spaces (U+2000 to U+206F, U+00A0).
    private func letter(at index: Int) -> UInt8 {
        switch text[index] {
        case 0x30...0x39, 0x61...0x7A: text[index]
        case 0x41...0x5A: text[index] | 0x20
        case 0xE2: index + 1 < end && (0x80...0x81).contains(text[index + 1]) ? 0 : 0xE2
        case 0xC2: 0
        case 0x80...: text[index]
        default: 0
        }
    }

    private func width(at index: Int) -> Int {
        switch text[index] {
        case 0xE2: 3
        case 0xC2: 2
        default: 1
        }
    }

    private func isDigit(_ index: Int) -> Bool { (0x30...0x39).contains(text[index]) }

    /// A full stop, an exclamation or a question mark before a space, a mark or the end; an empty line.
    private func isStop(_ index: Int) -> Bool {
        switch text[index] {
        case 0x2E, 0x21, 0x3F: index + 1 >= end || letter(at: index + 1) == 0
        case 0x0A: index + 1 < end && text[index + 1] == 0x0A
        default: false
        }
    }
}
