import Linguistics

/// A stretch of text between quotation marks.
struct Quotation: Sendable, Equatable {
    /// Token indices, the marks included; without a closing mark it runs to the end of its paragraph.
    var tokens: Range<Int>
    /// Between single marks.
    var isSingle = false
    /// Has no closing mark, and the next paragraph opens with a mark: the same words go on there.
    var goesOn = false
    /// Goes on from the paragraph before.
    var isContinuation = false
}

/// Finds the quotations of a document: curly and straight marks, double and single, over several paragraphs.
///
/// One pass with a state for double and one for single marks, so the time goes with the number of tokens whatever the
/// marks are. Apostrophes are told from single marks by the spaces around them. Inside a quotation others are not
/// reported.
struct QuotationSpans {
    private(set) var quotations: [Quotation] = []
    /// For each token the index of its quotation, -1 outside.
    private(set) var quotationOf: [Int32]

    private enum Mark { case none, open, close, either, singleOpen, singleClose, singleEither }

    init(_ document: Document) {
        quotationOf = [Int32](repeating: -1, count: document.tokens.count)
        var doubles: [Quotation] = []
        var singles: [Quotation] = []
        var (open, singleOpen) = (-1, -1)
        var pending = false
        for index in document.tokens.indices {
            let token = document.tokens[index]
            if index > 0, token.shape.contains(.lineBefore) {
                if open >= 0 {
                    let mark = Self.mark(document, index)
                    let goesOn = mark == .open || mark == .either
                    doubles.append(Quotation(tokens: open..<index, goesOn: goesOn, isContinuation: pending))
                    pending = goesOn
                } else {
                    pending = false
                }
                (open, singleOpen) = (-1, -1)
            }
            let mark = Self.mark(document, index)
            if mark == .none { continue }
            switch mark {
            case .none: break
            case .open:
                if open < 0 { open = index }
            case .close:
                if open >= 0 {
                    doubles.append(Quotation(tokens: open..<index + 1, isContinuation: pending))
                    (open, pending) = (-1, false)
                }
            case .either:
                if open >= 0 {
                    doubles.append(Quotation(tokens: open..<index + 1, isContinuation: pending))
                    (open, pending) = (-1, false)
                } else if !Self.looksClosing(document, index) {
                    open = index
                }
            case .singleOpen:
                if singleOpen < 0, open < 0 { singleOpen = index }
            case .singleClose:
                if singleOpen >= 0 {
                    if index - singleOpen > 1 {
                        singles.append(Quotation(tokens: singleOpen..<index + 1, isSingle: true))
                    }
                    singleOpen = -1
                }
            case .singleEither:
                if singleOpen >= 0, Self.closesSingle(document, index) {
                    if index - singleOpen > 1 {
                        singles.append(Quotation(tokens: singleOpen..<index + 1, isSingle: true))
                    }
                    singleOpen = -1
                } else if singleOpen < 0, open < 0, Self.opensSingle(document, index) {
                    singleOpen = index
                }
            }
        }
        if open >= 0 {
            doubles.append(Quotation(tokens: open..<document.tokens.count, isContinuation: pending))
        }
        merge(doubles, singles)
    }

    /// Both kinds in the order of the text; of two that overlap the one that begins first stays.
    private mutating func merge(_ doubles: [Quotation], _ singles: [Quotation]) {
        var (a, b, end) = (0, 0, 0)
        while a < doubles.count || b < singles.count {
            let next: Quotation
            if b >= singles.count || (a < doubles.count && doubles[a].tokens.lowerBound < singles[b].tokens.lowerBound)
            {
                next = doubles[a]
                a += 1
            } else {
                next = singles[b]
                b += 1
            }
            guard next.tokens.lowerBound >= end else { continue }
            for token in next.tokens { quotationOf[token] = Int32(quotations.count) }
            quotations.append(next)
            end = next.tokens.upperBound
        }
    }

    private static func mark(_ document: Document, _ index: Int) -> Mark {
        let token = document.tokens[index]
        let length = token.end - token.start
        guard length > 0 else { return .none }
        if token.shape.contains(.hasLetter) { return opensWord(document, token) ? .singleOpen : .none }
        guard length <= 3 else { return .none }
        let at = Int(token.start)
        let first = document.text[at]
        switch (first, length) {
        case (0x22, 1): return .either
        case (0x27, 1): return .singleEither
        case (0x60, 1): return .singleOpen
        case (0x27, 2) where document.text[at + 1] == 0x27: return .either
        case (0x60, 2) where document.text[at + 1] == 0x60: return .open
        case (0xC2, 2): return document.text[at + 1] == 0xAB ? .open : document.text[at + 1] == 0xBB ? .close : .none
        case (0xE2, 3) where document.text[at + 1] == 0x80:
            switch document.text[at + 2] {
            case 0x98: return .singleOpen
            case 0x99: return .singleEither
            case 0x9C, 0x9E, 0x9F: return .open
            case 0x9D: return .close
            default: return .none
            }
        default: return .none
        }
    }

    /// A single mark at the front of a word that the tokeniser left on it.
    private static func opensWord(_ document: Document, _ token: Token) -> Bool {
        let at = Int(token.start)
        let first = document.text[at]
        guard first == 0x27 || first == 0xE2, token.shape.contains(.spaceBefore), !clipped.contains(token.form) else {
            return false
        }
        if first == 0x27 { return true }
        return token.end - token.start > 3 && document.text[at + 1] == 0x80 && document.text[at + 2] == 0x98
    }

    /// Words that an apostrophe begins.
    private static let clipped: Set<WordKey> = [
        "'s", "'re", "'ll", "'ve", "'d", "'m", "'t", "'em", "'til", "'till", "'cause", "'tis", "'twas", "'bout", "'n'",
        "'n", "'round",
    ]

    /// A straight mark right after a word and before a space can only close.
    private static func looksClosing(_ document: Document, _ index: Int) -> Bool {
        guard !document.tokens[index].shape.contains(.spaceBefore), index > 0 else { return false }
        let before = document.tokens[index - 1].partOfSpeech
        guard index + 1 < document.tokens.count else { return true }
        let next = document.tokens[index + 1]
        return next.shape.contains(.spaceBefore) && before != .symbol
    }

    private static func opensSingle(_ document: Document, _ index: Int) -> Bool {
        let token = document.tokens[index]
        guard index == 0 || token.shape.contains(.spaceBefore) || token.shape.contains(.lineBefore),
            index + 1 < document.tokens.count
        else { return false }
        let next = document.tokens[index + 1]
        return !next.shape.contains(.spaceBefore) && !next.shape.contains(.hasDigit)
    }

    /// A mark at a word's end closes, unless it is the possessive of a plural ("the voters' choice"): that is followed by
    /// a word, and by another mark that closes.
    private static func closesSingle(_ document: Document, _ index: Int) -> Bool {
        let token = document.tokens[index]
        guard index > 0, !token.shape.contains(.spaceBefore), token.tag != .pos else { return false }
        guard index + 1 < document.tokens.count else { return true }
        let next = document.tokens[index + 1]
        guard next.shape.contains(.spaceBefore), next.shape.contains(.hasLetter) else {
            return !next.shape.contains(.hasLetter)
        }
        let before = document.tokens[index - 1]
        guard before.shape.contains(.hasLetter), document.text[Int(before.end) - 1] | 32 == 0x73 else { return true }
        for later in index + 1..<min(index + 40, document.tokens.count) {
            let token = document.tokens[later]
            if token.shape.contains(.lineBefore) { return true }
            let mark = mark(document, later)
            if mark == .singleOpen { return true }
            if mark == .singleEither, !token.shape.contains(.spaceBefore), token.tag != .pos {
                let isMarked = !document.tokens[later - 1].shape.contains(.hasLetter)
                let isLast = later + 1 == document.tokens.count
                if isMarked || isLast || !document.tokens[later + 1].shape.contains(.hasLetter) { return false }
            }
        }
        return true
    }
}
