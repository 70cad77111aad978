/// Case and apostrophe folding over UTF-8 bytes, and the hash of what results.
public enum TextFolding {
    /// The folded form of a scalar: lower case for ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic; the straight
    /// apostrophe for U+2019 and U+02BC; the hyphen for U+2010, U+2011.
    @inlinable
    public static func fold(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: return scalar &+ 32
        case 0..<0x80: return scalar
        case 0xC0...0xDE: return scalar == 0xD7 ? scalar : scalar &+ 32
        case 0x100...0x137: return scalar | 1
        case 0x139...0x148: return scalar & 1 == 1 ? scalar &+ 1 : scalar
        case 0x14A...0x177: return scalar | 1
        case 0x179...0x17E: return scalar & 1 == 1 ? scalar &+ 1 : scalar
        case 0x391...0x3A9: return scalar &+ 32
        case 0x410...0x42F: return scalar &+ 32
        case 0x400...0x40F: return scalar &+ 80
        case 0x2019, 0x02BC: return 0x27
        case 0x2010, 0x2011: return 0x2D
        default: return scalar
        }
    }

    /// The scalar that starts at `index` and its length in bytes; a byte that starts no valid sequence is a scalar of
    /// its own (0xFFFD, length 1), so any bytes at all can be walked.
    @inlinable
    public static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (first, 1) }
        let length: Int
        var scalar: UInt32
        switch first {
        case 0xC2...0xDF: (length, scalar) = (2, first & 0x1F)
        case 0xE0...0xEF: (length, scalar) = (3, first & 0x0F)
        case 0xF0...0xF4: (length, scalar) = (4, first & 0x07)
        default: return (0xFFFD, 1)
        }
        guard index &+ length <= bytes.count else { return (0xFFFD, 1) }
        for offset in 1..<length {
            let byte = UInt32(bytes[index &+ offset])
            guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            scalar = scalar << 6 | (byte & 0x3F)
        }
        let valid =
            (length == 3 && scalar >= 0x800 && !(0xD800...0xDFFF).contains(scalar))
            || (length == 4 && (0x10000...0x10FFFF).contains(scalar)) || length == 2
        return valid ? (scalar, length) : (0xFFFD, 1)
    }

    /// A 64-bit hash of the folded scalars: FNV-1a over them with a final mix.
    @inlinable
    public static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                let folded = byte &- 0x41 < 26 ? byte | 32 : byte
                hash = (hash ^ UInt64(folded)) &* 0x100_0000_01B3
                index &+= 1
            } else {
                let (scalar, length) = decode(bytes, at: index)
                hash = (hash ^ UInt64(fold(scalar))) &* 0x100_0000_01B3
                index &+= length
            }
        }
        hash ^= hash >> 32
        hash = hash &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
        return hash == 0 ? 1 : hash
    }
}
