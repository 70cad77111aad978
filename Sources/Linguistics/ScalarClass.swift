/// What a scalar is to the tokeniser.
@usableFromInline
enum ScalarClass: UInt8 {
    case space, lineBreak, lowerLetter, upperLetter, digit, mark

    /// The class of a scalar; letters of scripts without case count as lower.
    @inlinable
    static func of(_ scalar: UInt32) -> ScalarClass {
        switch scalar {
        case 0x61...0x7A: return .lowerLetter
        case 0x41...0x5A: return .upperLetter
        case 0x30...0x39: return .digit
        case 0x20, 0x09: return .space
        case 0x0A...0x0D: return .lineBreak
        case 0..<0x80: return .mark
        default: return beyondASCII(scalar)
        }
    }

    @usableFromInline
    static func beyondASCII(_ scalar: UInt32) -> ScalarClass {
        switch scalar {
        case 0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF: return .space
        case 0x85, 0x2028, 0x2029: return .lineBreak
        case 0xAA, 0xB5, 0xBA: return .lowerLetter
        case 0x80...0xBF, 0xD7, 0xF7: return .mark
        case 0x2010...0x2027, 0x202A...0x202E, 0x2030...0x205E, 0x2060...0x206F: return .mark
        case 0x20A0...0x20CF, 0x2190...0x2BFF, 0x3001...0x303F, 0xFE10...0xFE6F, 0xFF01...0xFF0F: return .mark
        case 0xFFFC, 0xFFFD, 0x1F000...0x1FAFF, 0xE000...0xF8FF: return .mark
        default: return TextFolding.fold(scalar) != scalar ? .upperLetter : .lowerLetter
        }
    }
}
