import Linguistics

/// A number written in digits, with what is written onto them: "2,350", "1.5", "$20bn", "25%", "3½", "1/2", "100th".
struct NumberLiteral: Equatable {
    var value: Double
    /// The sign before the digits; empty without one.
    var prefix: Range<Int>
    /// The letters or signs after the digits; empty without any.
    var suffix: Range<Int>
    /// Four digits without separators, between 1900 and 2100.
    var looksLikeYear = false
    /// "1/2", "½".
    var isFraction = false

    /// Reads a token. nil where it is no number: a time ("5:30"), a date ("9/11/2001"), a name ("G7", "F-16").
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count <= 40 else { return nil }
        var index = bytes.startIndex
        while index < bytes.endIndex, !Self.isDigit(bytes[index]), !Self.isVulgar(bytes, index) {
            // A letter before the digits makes a name of it.
            guard !Self.isLetter(bytes[index]) else { return nil }
            index += 1
        }
        guard index < bytes.endIndex, index - bytes.startIndex <= 4 else { return nil }
        // "'90s" is a decade.
        if index > bytes.startIndex, bytes[index - 1] == 0x27 { return nil }
        prefix = bytes.startIndex..<index
        var whole = 0.0
        var digits = 0
        var hasSeparator = false
        while index < bytes.endIndex {
            if Self.isDigit(bytes[index]) {
                whole = whole * 10 + Double(bytes[index] - 0x30)
                digits += 1
            } else if bytes[index] == 0x2C, Self.threeDigits(bytes, index + 1) {
                hasSeparator = true
            } else {
                break
            }
            index += 1
        }
        value = whole
        if index + 1 < bytes.endIndex, bytes[index] == 0x2E, Self.isDigit(bytes[index + 1]) {
            index += 1
            var place = 0.1
            while index < bytes.endIndex, Self.isDigit(bytes[index]) {
                value += Double(bytes[index] - 0x30) * place
                place /= 10
                digits += 1
                index += 1
            }
            hasSeparator = true
            value = (value * 1_000_000).rounded() / 1_000_000
        } else if index < bytes.endIndex, bytes[index] == 0x2F, digits > 0 {
            guard let (below, end) = Self.integer(bytes, index + 1), below > 0, end == bytes.endIndex, whole < below,
                below <= 10
            else { return nil }
            (value, index, isFraction) = (whole / below, end, true)
        }
        if let part = Self.vulgar(bytes, index) {
            value += part.value
            isFraction = digits == 0
            index = part.end
        }
        guard digits > 0 || isFraction else { return nil }
        suffix = index..<bytes.endIndex
        for byte in bytes[suffix] where Self.isDigit(byte) { return nil }
        looksLikeYear =
            digits == 4 && !hasSeparator && suffix.isEmpty && prefix.isEmpty && whole >= 1900 && whole <= 2100
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 0x61 < 26 }

    private static func threeDigits(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
        guard index + 3 <= bytes.endIndex else { return false }
        return isDigit(bytes[index]) && isDigit(bytes[index + 1]) && isDigit(bytes[index + 2])
    }

    private static func integer(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (Double, Int)? {
        var (value, index) = (0.0, start)
        while index < bytes.endIndex, isDigit(bytes[index]) {
            value = value * 10 + Double(bytes[index] - 0x30)
            index += 1
        }
        return index > start ? (value, index) : nil
    }

    private static func isVulgar(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool { vulgar(bytes, index) != nil }

    /// "¼", "½", "¾".
    private static func vulgar(_ bytes: ArraySlice<UInt8>, _ index: Int) -> (value: Double, end: Int)? {
        guard index + 2 <= bytes.endIndex, bytes[index] == 0xC2 else { return nil }
        switch bytes[index + 1] {
        case 0xBC: return (0.25, index + 2)
        case 0xBD: return (0.5, index + 2)
        case 0xBE: return (0.75, index + 2)
        default: return nil
        }
    }
}
