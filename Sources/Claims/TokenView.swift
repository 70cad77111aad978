import Linguistics

/// The values of a word that features are made of, as 64-bit numbers.
struct TokenView {
    let context: AttributionContext
    let range: Range<Int>

    /// What stands beyond the sentence.
    private static let outside: UInt64 = 0x51ED

    @inline(__always)
    func form(_ index: Int) -> UInt64 {
        range.contains(index) ? context.document.tokens[index].form.hash : Self.outside
    }

    @inline(__always)
    func lemma(_ index: Int) -> UInt64 {
        range.contains(index) ? context.document.tokens[index].lemma.hash : Self.outside
    }

    @inline(__always)
    func tag(_ index: Int) -> UInt64 {
        guard range.contains(index) else { return 999 }
        let token = context.document.tokens[index]
        return UInt64(token.tag.rawValue) << 8 | UInt64(token.partOfSpeech.rawValue)
    }

    @inline(__always)
    func relation(_ index: Int) -> UInt64 {
        range.contains(index) ? UInt64(context.document.tokens[index].relation.rawValue) : 99
    }

    @inline(__always)
    func kinds(_ index: Int) -> UInt64 { range.contains(index) ? UInt64(context.kinds[index]) : 0 }

    @inline(__always)
    func nominal(_ index: Int) -> UInt64 { range.contains(index) ? UInt64(context.nominal[index]) : 0 }

    @inline(__always)
    func cluster(_ index: Int) -> UInt64 { range.contains(index) ? UInt64(context.cluster[index]) : 999 }

    @inline(__always)
    func suffix(_ index: Int) -> UInt64 { range.contains(index) ? UInt64(context.suffix[index]) : 0 }

    @inline(__always)
    func shape(_ index: Int) -> UInt64 {
        range.contains(index) ? UInt64(context.document.tokens[index].shape.rawValue & 0x4F) : 0x80
    }

    /// 0 outside quotations, 1 within, 2 the first mark, 3 the last.
    @inline(__always)
    func quotation(_ index: Int) -> UInt64 {
        guard range.contains(index) else { return 4 }
        let at = Int(context.quotationOf[index])
        guard at >= 0 else { return 0 }
        let tokens = context.quotations[at].tokens
        return index == tokens.lowerBound ? 2 : index == tokens.upperBound - 1 ? 3 : 1
    }

    @inline(__always)
    func head(_ index: Int) -> Int { range.contains(index) ? Int(context.document.tokens[index].head) : -1 }

    @inline(__always)
    func frame(_ index: Int) -> UInt64 { range.contains(index) ? UInt64(context.frame[index].rawValue) : 0 }

    /// Steps apart as a small number: 0 ... 7, with the side.
    static func distance(_ steps: Int) -> UInt64 {
        let size = abs(steps)
        let bucket: UInt64 =
            size < 4 ? UInt64(size) : size < 6 ? 4 : size < 10 ? 5 : size < 16 ? 6 : size < 30 ? 7 : 8
        return steps < 0 ? bucket : bucket + 16
    }
}
