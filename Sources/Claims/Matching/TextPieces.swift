import Linguistics

/// The words of a text as terms are compared with them: hyphens dropped, "cease-fire" as two pieces, "U.S." as "us".
///
/// Terms and documents are cut in the same way, so it does not matter how either writes a compound.
struct TextPieces {
    struct Piece {
        var key: WordKey
        var lemma: WordKey
        /// Index of the token that the piece is (a part) of.
        var token: Int32
        var partOfSpeech: PartOfSpeech
        var isCapitalised: Bool
        var isAllCapitals: Bool
        /// A hyphen joins it to the piece before.
        var isJoined: Bool
        /// A mark that no term reaches across.
        var isMark: Bool
    }

    private(set) var pieces: [Piece] = []
    /// For a term the words of the pieces as text; empty for a document.
    private(set) var words: [String] = []

    /// The pieces of an analysed document.
    init(_ document: Document) {
        pieces.reserveCapacity(document.tokens.count + 16)
        document.text.withUnsafeBufferPointer { bytes in
            var joined = false
            for (index, token) in document.tokens.enumerated() {
                let word = UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
                // No term reaches over the border of a sentence.
                if index > 0, document.tokens[index - 1].sentence != token.sentence { appendMark(index) }
                if Self.isHyphen(word) {
                    let follows = index > 0 && document.tokens[index - 1].end == token.start
                    joined = follows
                    if !follows { appendMark(index) }
                    continue
                }
                if token.partOfSpeech == .particle, Self.isApostrophe(word) {
                    // "prisoners' office"
                    appendPossessive(index)
                    joined = false
                    continue
                }
                let isJoined = joined && index > 0 && document.tokens[index - 1].end == token.start
                joined = false
                append(word, token: index, isJoined: isJoined, analysed: token)
            }
        }
    }

    /// The pieces of a term as a user writes it.
    init(term: String) {
        var text = term
        text.withUTF8 { bytes in
            var start = 0
            var token = 0
            for index in 0...bytes.count {
                guard index == bytes.count || bytes[index] == 0x20 else { continue }
                if index > start {
                    var word = UnsafeBufferPointer(rebasing: bytes[start..<index])
                    let ending = Self.possessiveLength(word)
                    if ending > 0 { word = UnsafeBufferPointer(rebasing: word[0..<word.count - ending]) }
                    append(word, token: token, isJoined: false, analysed: nil)
                    token += 1
                    if ending > 0 {
                        words.append("'s")
                        appendPossessive(token)
                        token += 1
                    }
                }
                start = index + 1
            }
        }
    }

    private mutating func appendPossessive(_ token: Int) {
        pieces.append(
            Piece(
                key: "'s",
                lemma: "'s",
                token: Int32(token),
                partOfSpeech: .particle,
                isCapitalised: false,
                isAllCapitals: false,
                isJoined: false,
                isMark: false
            )
        )
    }

    private mutating func appendMark(_ token: Int) {
        pieces.append(
            Piece(
                key: .none,
                lemma: .none,
                token: Int32(token),
                partOfSpeech: .punctuation,
                isCapitalised: false,
                isAllCapitals: false,
                isJoined: false,
                isMark: true
            )
        )
    }

    private mutating func append(
        _ word: UnsafeBufferPointer<UInt8>,
        token: Int,
        isJoined: Bool,
        analysed: Token?
    ) {
        if let analysed, analysed.partOfSpeech == .punctuation || !Self.hasLetterOrDigit(word) {
            return appendMark(token)
        }
        var start = 0
        var joined = isJoined
        for index in 0...word.count {
            guard index == word.count || word[index] == 0x2D else { continue }
            if index > start {
                let part = UnsafeBufferPointer(rebasing: word[start..<index])
                let isWhole = part.count == word.count
                let key = Self.key(part, whole: isWhole ? analysed?.form : nil)
                if analysed == nil { words.append(String(decoding: part, as: UTF8.self)) }
                pieces.append(
                    Piece(
                        key: key,
                        lemma: isWhole ? analysed?.lemma ?? key : key,
                        token: Int32(token),
                        partOfSpeech: analysed?.partOfSpeech ?? .other,
                        isCapitalised: Self.isCapital(part),
                        isAllCapitals: Self.isAllCapitals(part),
                        isJoined: joined,
                        isMark: false
                    )
                )
                joined = true
            }
            start = index + 1
        }
    }

    /// The folded key of a word without its full stops ("U.S." and "US" are one).
    private static func key(_ word: UnsafeBufferPointer<UInt8>, whole: WordKey?) -> WordKey {
        guard word.contains(0x2E) else { return whole ?? WordKey(folding: word) }
        let letters = word.filter { $0 != 0x2E }
        return letters.withUnsafeBufferPointer { WordKey(folding: $0) }
    }

    private static func isHyphen(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count == 1 && word[0] == 0x2D
            || word.count == 3 && word[0] == 0xE2 && word[1] == 0x80 && (word[2] == 0x90 || word[2] == 0x91)
    }

    private static func possessiveLength(_ word: UnsafeBufferPointer<UInt8>) -> Int {
        let count = word.count
        if count > 2, word[count - 2] == 0x27, word[count - 1] == 0x73 { return 2 }
        if count > 4, word[count - 4] == 0xE2, word[count - 3] == 0x80, word[count - 2] == 0x99,
            word[count - 1] == 0x73
        {
            return 4
        }
        // "prisoners'"
        if count > 2, word[count - 2] | 0x20 == 0x73, word[count - 1] == 0x27 { return 1 }
        if count > 4, word[count - 4] | 0x20 == 0x73, isApostrophe(UnsafeBufferPointer(rebasing: word[(count - 3)...]))
        {
            return 3
        }
        return 0
    }

    private static func isApostrophe(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count == 1 && word[0] == 0x27
            || word.count == 3 && word[0] == 0xE2 && word[1] == 0x80 && word[2] == 0x99
    }

    private static func hasLetterOrDigit(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.contains { $0 >= 0x80 || isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x24 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 0x61 < 26 }

    /// Whether the first letter is a capital; letters beyond ASCII count as the folding sees them.
    private static func isCapital(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = word.first else { return false }
        if first < 0x80 { return first &- 0x41 < 26 }
        let (scalar, _) = TextFolding.decode(word, at: 0)
        return TextFolding.fold(scalar) != scalar && scalar != 0x2019
    }

    private static func isAllCapitals(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        var letters = 0
        for byte in word {
            if byte &- 0x61 < 26 { return false }
            if byte &- 0x41 < 26 { letters += 1 }
        }
        return letters > 1
    }
}
