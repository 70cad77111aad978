/// What the model sees after a token that may end a sentence, and what it must remember of the sentence so far.
struct SentenceFeatures {
    private var storage = [UInt64](repeating: 0, count: 22)
    private var quotes: UInt64 = 0
    private var brackets = 0

    /// Counts marks that open and close.
    mutating func note(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) {
        guard token.shape.isDisjoint(with: [.hasLetter, .hasDigit]) else { return }
        switch text[Int(token.start)] {
        case 0x22: quotes ^= 1
        case 0x28, 0x5B: brackets += 1
        case 0x29, 0x5D: brackets = max(0, brackets - 1)
        case 0xE2 where token.end - token.start == 3:
            // Double curly marks, U+201C and U+201D.
            if text[Int(token.start) + 2] == 0x9C { quotes = 1 }
            if text[Int(token.start) + 2] == 0x9D { quotes = 0 }
        default: break
        }
    }

    /// Quotations go on over sentences, and end with the paragraph at the latest.
    mutating func endSentence(paragraph: Bool) {
        brackets = 0
        if paragraph { quotes = 0 }
    }

    mutating func fill(
        _ tokens: [Token],
        _ index: Int,
        first: Int,
        range: Range<Int>,
        _ text: UnsafeBufferPointer<UInt8>
    ) {
        func form(_ place: Int) -> UInt64 { range.contains(place) ? tokens[place].form.hash : 0 }
        func shape(_ place: Int) -> UInt64 { range.contains(place) ? Self.shape(tokens[place], text) : 0 }
        let (t, p, n, n2) = (form(index), form(index - 1), form(index + 1), form(index + 2))
        let (ts, ps, ns, ns2) = (shape(index), shape(index - 1), shape(index + 1), shape(index + 2))
        let open = quotes | (brackets > 0 ? 2 : 0)
        let length = UInt64(min(index - first, 6))
        storage[0] = Feature.hash(0, t, ns)
        storage[1] = Feature.hash(1, t, ns, ps)
        storage[2] = Feature.hash(2, t, ns, ns2)
        storage[3] = Feature.hash(3, t, n)
        storage[4] = Feature.hash(4, t, p)
        storage[5] = Feature.hash(5, t, p, ns)
        storage[6] = Feature.hash(6, t, n, ns)
        storage[7] = Feature.hash(7, ts, ns, ps)
        storage[8] = Feature.hash(8, t, open, ns)
        storage[9] = Feature.hash(9, t, open, ns, ns2)
        storage[10] = Feature.hash(10, t, length, ns)
        storage[11] = Feature.hash(11, n, ns, open)
        storage[12] = Feature.hash(12, t, n, n2)
        storage[13] = Feature.hash(13, p, ns)
        storage[14] = Feature.hash(14, ts, ns, length)
        storage[15] = Feature.hash(15, form(first), length, t)
        storage[16] = Feature.hash(16, t, p, n)
        storage[17] = Feature.hash(17, t, ns2, n2)
        storage[18] = Feature.hash(18, ts, ns, ns2, shape(index + 3))
        storage[19] = Feature.hash(19, t, p, form(index - 2))
        storage[20] = Feature.hash(20, t, ps, ns, open)
        storage[21] = Feature.hash(21, t)
    }

    func withBuffer<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
        storage.withUnsafeBufferPointer(body)
    }

    /// How a token is written, whether space stands before it, how long it is if short, whether a stop ends it.
    private static func shape(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let length = UInt64(min(token.end - token.start, 4))
        var value = UInt64(token.shape.rawValue) | length << 8
        if token.shape.isDisjoint(with: [.hasLetter, .hasDigit]) {
            value |= UInt64(text[Int(token.end) - 1]) << 16
        } else if text[Int(token.end) - 1] == 0x2E {
            value |= 1 << 24
        }
        return value
    }
}
