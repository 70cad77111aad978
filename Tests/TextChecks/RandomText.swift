import Linguistics

/// Texts drawn by a seeded generator: bytes at random, broken UTF-8, and pieces of news put together without sense.
public struct RandomText {
    private var generator: SeededGenerator

    public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// The next text, of up to about `length` bytes.
    public mutating func next(length: Int) -> [UInt8] {
        let size = Int.random(in: 0...max(1, length), using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: return (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
        case 1: return scalars(size)
        case 2: return damaged(pieces(size))
        default: return pieces(size)
        }
    }

    /// Valid UTF-8 from anywhere in the code space.
    private mutating func scalars(_ size: Int) -> [UInt8] {
        var text = ""
        while text.utf8.count < size {
            let top: UInt32 = [0x80, 0x250, 0x2100, 0x1_0000, 0x11_0000].randomElement(using: &generator) ?? 0x80
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<top, using: &generator)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return Array(text.utf8)
    }

    private mutating func pieces(_ size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < size {
            bytes += Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
            if Int.random(in: 0..<3, using: &generator) > 0 { bytes.append(0x20) }
        }
        return bytes
    }

    /// The text of which each byte of `choices` chooses a piece: what a fuzzer changes byte by byte stays news.
    public static func text(of choices: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        for choice in choices {
            let (round, index) = Int(choice).quotientAndRemainder(dividingBy: pieces.count)
            bytes += Array(pieces[index].utf8)
            if round == 0 { bytes.append(0x20) }
        }
        return bytes
    }

    /// Some bytes put in, taken out or changed, so that sequences break.
    private mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...(bytes.count / 20) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            default: bytes.insert(UInt8.random(in: 0x80...0xFF, using: &generator), at: place)
            }
        }
        return bytes
    }

    private static let pieces: [String] = [
        "“", "”", "‘", "’", "\"", "'", "``", "''", "(", ")", "[", "]", "{", "«", "»", ",", ".", "...", "…", ";", ":",
        "?", "!", "–", "—", "-", "--", "/", "%", "$", "€", "&", "@", "#", "*", "•", "\n", "\n\n", "\r\n", "\t",
        "\u{A0}", "\u{2028}", "\u{200B}", "\u{FEFF}", "\u{301}", "e\u{301}", "é", "Ł", "ß", "Ж", "中", "\u{1F4F0}",
        "\u{0}", "U.S.", "U.N.", "Mr.", "J.", "a.m.", "Inc.", "e.g.", "3-1/2-year", "1,000", "2.5", "25%", "$3bn",
        "12", "one", "two hundred", "million", "n't", "don't", "can’t", "cannot", "gonna", "d'ye", "it's", "Russia's",
        "https://example.org/a?b=c.", "www.a.b", "name@host.org", "said", "says", "told", "according to", "he", "she",
        "they", "who", "which", "that", "if", "not", "and", "but", "of", "the", "a", "in", "to", "by", "on", "was",
        "would", "Russia", "Ukraine", "Vladimir Putin", "Putin", "Volodymyr Zelenskyy", "Zelensky", "the Kremlin",
        "Donald Trump", "Mr Trump", "the president", "the Russian leader", "NATO", "UN", "Reuters", "KYIV, Aug 6 (",
        "rejected", "accepted", "a ceasefire", "the truce", "sanctions", "tariffs", "killed", "people", "Friday",
        "August 6, 2025", "next week", "until", "suspended", "CEASEFIRE TALKS COLLAPSE", "- ", "By John Smith",
    ]
}
