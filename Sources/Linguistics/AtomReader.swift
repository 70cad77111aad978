/// Cuts a stretch without white space into atoms.
struct AtomReader {
    let text: UnsafeBufferPointer<UInt8>

    /// The atom that starts at `start`; `end` is the end of the stretch.
    func atom(at start: Int, end: Int) -> Atom {
        let (first, length) = TextFolding.decode(text, at: start)
        switch ScalarClass.of(first) {
        case .digit: return digits(at: start, end: end)
        case .lowerLetter, .upperLetter: return letters(at: start, end: end)
        case .space, .lineBreak, .mark: return mark(first, length: length, at: start, end: end)
        }
    }

    private func digits(at start: Int, end: Int) -> Atom {
        var index = start
        while index < end, text[index] &- 0x30 < 10 { index += 1 }
        let count = index - start
        return Atom(
            start: start,
            end: index,
            scalars: Int32(count),
            hash: hash(start, index),
            kind: Atom.digits + UInt64(min(count, 5) - 1),
            shape: .hasDigit
        )
    }

    private func mark(_ scalar: UInt32, length: Int, at start: Int, end: Int) -> Atom {
        var index = start + length
        var scalars: Int32 = 1
        if length == 1, Self.repeats(UInt8(truncatingIfNeeded: scalar)) {
            while index < end, text[index] == text[start] {
                index += 1
                scalars += 1
            }
        }
        let folded = UInt64(scalars > 1 ? scalar | 0x4_0000 : scalar)
        return Atom(
            start: start,
            end: index,
            scalars: scalars,
            hash: hash(start, index),
            kind: Atom.mark | folded,
            shape: Self.isQuote(scalar) ? .quote : []
        )
    }

    private func letters(at start: Int, end: Int) -> Atom {
        var index = start
        var (scalars, upper): (Int32, Int32) = (0, 0)
        var firstIsUpper = false
        while index < end {
            let (scalar, length) = TextFolding.decode(text, at: index)
            let kind = ScalarClass.of(scalar)
            guard kind == .lowerLetter || kind == .upperLetter else { break }
            if kind == .upperLetter {
                upper += 1
                if scalars == 0 { firstIsUpper = true }
            }
            scalars += 1
            index += length
        }
        // "n't" is a word of its own: "did|n't", "ca|n't".
        if let cut = negation(start: start, end: index, limit: end) {
            scalars -= 1
            if text[cut] == 0x4E { upper -= 1 }
            index = cut
        }
        var shape: WordShape = .hasLetter
        let kind: UInt64
        if upper == 0 {
            kind = scalars == 1 ? Atom.lowerLetter : Atom.lower
        } else if upper == scalars {
            kind = scalars == 1 ? Atom.upperLetter : Atom.capitals
            shape.formUnion(scalars == 1 ? .capitalised : [.capitalised, .allCapitals])
        } else {
            kind = firstIsUpper && upper == 1 ? Atom.capitalised : Atom.mixed
            if firstIsUpper { shape.insert(.capitalised) }
        }
        return Atom(start: start, end: index, scalars: scalars, hash: hash(start, index), kind: kind, shape: shape)
    }

    /// Where "n't" begins if the run of letters `start..<end` ends in its "n".
    private func negation(start: Int, end: Int, limit: Int) -> Int? {
        guard end - start > 1, end < limit, text[end - 1] | 32 == 0x6E else { return nil }
        var next = end
        if text[next] == 0x27 {
            next += 1
        } else if text[next] == 0xE2, next + 2 < limit, text[next + 1] == 0x80, text[next + 2] == 0x99 {
            next += 3
        } else {
            return nil
        }
        guard next < limit, text[next] | 32 == 0x74 else { return nil }
        if next + 1 < limit {
            let after = ScalarClass.of(TextFolding.decode(text, at: next + 1).scalar)
            if after == .lowerLetter || after == .upperLetter { return nil }
        }
        return end - 1
    }

    func hash(_ start: Int, _ end: Int) -> UInt64 {
        TextFolding.hash(UnsafeBufferPointer(rebasing: text[start..<end]))
    }

    /// Marks of which several make one mark: full stops, hyphens, rules, exclamation and question marks, backticks …
    private static func repeats(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2E, 0x2D, 0x21, 0x3F, 0x2A, 0x3D, 0x5F, 0x7E, 0x60, 0x23, 0x2B, 0x3E, 0x3C, 0x27: return true
        default: return false
        }
    }

    static func isQuote(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x22, 0x27, 0x60, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A: return true
        default: return false
        }
    }
}
