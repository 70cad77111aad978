/// A key of a name's word that spellings of one name share: "Zelensky", "Zelenskyy" and "Zelenskiy"; "Sergei" and
/// "Sergey"; "Erdoğan" and "Erdogan".
///
/// Letters lose their accents; i, y and j are one; x is ks and q is k; letters written twice count once; "Ye" at the start
/// is "E". The key of an acronym is that of its letters, whatever full stops stand between them.
enum NameKey {
    static func key(_ document: Document, _ token: Token) -> UInt64 {
        document.text.withUnsafeBufferPointer { text in
            let bytes = UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)])
            return key(bytes)
        }
    }

    static func key(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var previous: UInt8 = 0
        var isFirst = true
        func add(_ letter: UInt8) {
            if letter == previous { return }
            hash = (hash ^ UInt64(letter)) &* 0x100_0000_01B3
            previous = letter
        }
        var index = 0
        while index < bytes.count {
            let (scalar, length) = TextFolding.decode(bytes, at: index)
            index += length
            let letter = base(TextFolding.fold(scalar))
            switch letter {
            case 0x2E, 0x27: continue
            case 0x79, 0x6A:
                if isFirst, letter == 0x79, index < bytes.count, bytes[index] | 32 == 0x65 { continue }
                add(0x69)
            case 0x78:
                add(0x6B)
                add(0x73)
            case 0x71: add(0x6B)
            default: add(letter)
            }
            isFirst = false
        }
        hash ^= hash >> 32
        return hash &* 0xD6E8_FEB8_6659_FD93
    }

    /// The plain letter for a folded scalar; the low byte of a scalar that has none.
    private static func base(_ scalar: UInt32) -> UInt8 {
        switch scalar {
        case 0..<0x80: return UInt8(scalar)
        case 0xE0...0xE5, 0x101, 0x103, 0x105: return 0x61
        case 0xE7, 0x107, 0x109, 0x10B, 0x10D: return 0x63
        case 0xF0, 0x10F, 0x111: return 0x64
        case 0xE8...0xEB, 0x113, 0x115, 0x117, 0x119, 0x11B: return 0x65
        case 0x11D, 0x11F, 0x121, 0x123: return 0x67
        case 0x125, 0x127: return 0x68
        case 0xEC...0xEF, 0x129, 0x12B, 0x12D, 0x12F, 0x131: return 0x69
        case 0x137: return 0x6B
        case 0x13A, 0x13C, 0x13E, 0x140, 0x142: return 0x6C
        case 0xF1, 0x144, 0x146, 0x148: return 0x6E
        case 0xF2...0xF6, 0xF8, 0x14D, 0x14F, 0x151: return 0x6F
        case 0x155, 0x157, 0x159: return 0x72
        case 0x15B, 0x15D, 0x15F, 0x161: return 0x73
        case 0x163, 0x165, 0x167: return 0x74
        case 0xF9...0xFC, 0x169, 0x16B, 0x16D, 0x16F, 0x171, 0x173: return 0x75
        case 0xFD, 0xFF, 0x177: return 0x79
        case 0x17A, 0x17C, 0x17E: return 0x7A
        default: return UInt8(truncatingIfNeeded: scalar)
        }
    }

    /// The key of the initials of the capitalised words, as an acronym would be written; nil for fewer than two.
    static func initials(_ document: Document, _ range: Range<Int>) -> UInt64? {
        var letters: [UInt8] = []
        for index in range where document.tokens[index].shape.contains(.capitalised) {
            letters.append(document.text[Int(document.tokens[index].start)])
        }
        guard letters.count >= 2 else { return nil }
        return letters.withUnsafeBufferPointer { key($0) }
    }
}
