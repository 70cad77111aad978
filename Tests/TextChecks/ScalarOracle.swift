/// Counts code points by the table of well-formed sequences in the Unicode standard (3.9, table 3-7), for comparison
/// with the engine's own decoder: a byte that is part of no well-formed sequence counts as one.
public enum ScalarOracle {
    /// For each byte position, and for the end, how many code points begin before it; -1 within a sequence.
    ///
    /// - Parameter cuts: positions that no sequence reaches across (the borders of regions).
    public static func positions(_ text: [UInt8], cuts: Set<Int> = []) -> [Int32] {
        var positions = [Int32](repeating: 0, count: text.count + 1)
        var (index, count): (Int, Int32) = (0, 0)
        while index < text.count {
            var length = wellFormed(text, at: index)
            if length > 1, (1..<length).contains(where: { cuts.contains(index + $0) }) { length = 1 }
            positions[index] = count
            for offset in 1..<max(1, length) { positions[index + offset] = -1 }
            count += 1
            index += length
        }
        positions[text.count] = count
        return positions
    }

    /// The length of the well-formed sequence that starts at `index`; 1 where none does.
    public static func wellFormed(_ text: [UInt8], at index: Int) -> Int {
        let second: ClosedRange<UInt8>
        let length: Int
        switch text[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE, 0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 1
        }
        guard index + length <= text.count, second.contains(text[index + 1]) else { return 1 }
        for offset in 2..<max(2, length) where !(0x80...0xBF).contains(text[index + offset]) { return 1 }
        return length
    }

    /// Whether the bytes `range`, a well-formed sequence or a single byte, are white space to a reader.
    public static func isSpace(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        switch Array(text[range]) {
        case [0x09], [0x0A], [0x0B], [0x0C], [0x0D], [0x20], [0xC2, 0x85], [0xC2, 0xA0], [0xE1, 0x9A, 0x80],
            [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9], [0xE2, 0x80, 0xAF], [0xE2, 0x81, 0x9F], [0xE3, 0x80, 0x80],
            [0xEF, 0xBB, 0xBF]:
            return true
        default:
            // U+2000 to U+200B, the spaces of printers.
            return range.count == 3 && text[range.lowerBound] == 0xE2 && text[range.lowerBound + 1] == 0x80
                && (0x80...0x8B).contains(text[range.lowerBound + 2])
        }
    }
}
