/// Texts that no newspaper prints and that an engine must get through in time linear in their length: one thing over and
/// over, as often as is asked for.
public struct HostileText: Sendable {
    public let name: String
    private let head: String
    private let piece: String
    /// Repeated as often as the piece, after all of them.
    private let closing: String
    /// Makes every piece another: put in place of `#`.
    private let isNumbered: Bool

    init(_ name: String, _ piece: String, head: String = "", closing: String = "") {
        (self.name, self.piece, self.closing) = (name, piece, closing)
        // A text of marks alone is no article: give it a word.
        self.head = head.isEmpty && !piece.utf8.contains { ($0 | 32) &- 0x61 < 26 } ? "So " : head
        isNumbered = piece.contains("#")
    }

    /// The text with `count` pieces.
    public func bytes(_ count: Int) -> [UInt8] {
        var bytes = Array(head.utf8)
        bytes.reserveCapacity(bytes.count + count * (piece.utf8.count + closing.utf8.count))
        let one = Array(piece.utf8)
        if isNumbered {
            for index in 0..<count {
                for byte in one { if byte == 0x23 { bytes += Self.letters(index) } else { bytes.append(byte) } }
            }
        } else {
            for _ in 0..<count { bytes += one }
        }
        for _ in 0..<count where !closing.isEmpty { bytes += Array(closing.utf8) }
        return bytes
    }

    /// A word of its own for each number.
    private static func letters(_ number: Int) -> [UInt8] {
        var (rest, word) = (number, [UInt8]())
        repeat {
            word.append(0x61 + UInt8(rest % 26))
            rest /= 26
        } while rest > 0
        return word
    }

    /// Every kind, by name.
    public static let all: [HostileText] = marks + words + names + sayings + figures + lines

    static let marks: [HostileText] = [
        HostileText("opening curly quotation marks", "“"),
        HostileText("opening curly marks, apart", "“ "),
        HostileText("opening single marks", "‘"),
        HostileText("straight quotation marks", "\""),
        HostileText("straight marks, apart", "\" "),
        HostileText("apostrophes, apart", "' "),
        HostileText("quotations never closed", "“We go "),
        HostileText("a quotation never closed a line", "“We go on.\n"),
        HostileText("single quotations never closed", "‘We go "),
        HostileText("quotations within quotations", "“a ‘b ", closing: "’ ”"),
        HostileText("closing marks only", "a” "),
        HostileText("brackets nested", "(", closing: ")"),
        HostileText("brackets nested around words", "( so [ much ", closing: "] )"),
        HostileText("commas", ","),
        HostileText("commas, apart", ", "),
        HostileText("full stops, apart", ". "),
        HostileText("colons and semicolons", "a: b; "),
        HostileText("dashes", "a – b — c -- "),
        HostileText("hyphens in one word", "a-"),
        HostileText("dots in one word", "a."),
        HostileText("slashes in one word", "1/"),
        HostileText("addresses in one word", "www.a@b.c://"),
        HostileText("marks of other scripts", "\u{301}\u{FE0F}"),
        HostileText("signs beyond the basic plane", "\u{1F4F0}"),
    ]

    static let words: [HostileText] = [
        HostileText("one word", "a"),
        HostileText("one word in capitals", "A"),
        HostileText("one word of words with n't", "don't"),
        HostileText("a sentence of words", "word "),
        HostileText("a sentence of other words", "#wd "),
        HostileText("words in capitals", "ALL CAPITALS "),
        HostileText("conjunctions", "and Russia or Ukraine "),
        HostileText("prepositions", "of the end "),
        HostileText("clauses within clauses", "who said that he thinks that they "),
        HostileText("negations", "not "),
        HostileText("single letters", "A "),
        HostileText("initials", "J. "),
        HostileText("abbreviations", "U.S. "),
        HostileText("possessives", "Russia's "),
        HostileText("spaces", " ", head: "A"),
    ]

    static let names: [HostileText] = [
        HostileText("one person over and over", "Vladimir Putin met Putin. "),
        HostileText("other persons", "John #son met Mary #ley. "),
        HostileText("one surname, other given names", "K#n Smith met Smith. "),
        HostileText("other bodies", "The #al Party of #land met. "),
        HostileText("other places", "They went to #ville. "),
        HostileText("names in one run", "Smith "),
        HostileText("other names in one run", "S#n "),
        HostileText("titles", "President "),
        HostileText("pronouns", "he "),
        HostileText("pronouns in sentences", "He said he saw him. "),
        HostileText("descriptions", "The Russian president met the minister. "),
        HostileText("other descriptions", "The #er met the #ist. "),
        HostileText("acronyms", "UN and NATO and IAEA "),
        HostileText("appositions", "Sergei Lavrov, the Russian foreign minister, "),
        HostileText("peoples", "Russian Ukrainian American "),
    ]

    static let sayings: [HostileText] = [
        HostileText("said", "said "),
        HostileText("said, with commas", "said, "),
        HostileText("he said, in one sentence", "he said, "),
        HostileText("he said, in sentences", "It is so, he said. "),
        HostileText("according to", "according to "),
        HostileText("quoted and said", "“We will go,” Putin said. "),
        HostileText("quotations in pieces", "“We will,” he said, “go on,” she said, "),
        HostileText("speaker in front", "Putin said that Russia rejected the ceasefire. "),
        HostileText("stances", "Russia rejected the ceasefire and Ukraine accepted the truce, "),
        HostileText("stances in sentences", "Russia rejected the ceasefire. It backs a truce. "),
        HostileText("actors only", "Russia Ukraine "),
        HostileText("topics only", "ceasefire truce sanctions "),
        HostileText("conditions", "if Russia would only if it could "),
        HostileText("questions", "Will Russia accept a ceasefire? "),
    ]

    static let figures: [HostileText] = [
        HostileText("one number", "1"),
        HostileText("a number with commas", "1,000,"),
        HostileText("numbers in words", "two hundred thousand "),
        HostileText("numbers in sentences", "At least 12 people were killed and 1.5 million tons sold. "),
        HostileText("numbers without end", "12 25% $3 billion to 40 "),
        HostileText("ranges", "between 20 and 30 to "),
        HostileText("tariffs", "The tariff on India rose by 25% to 50%. "),
        HostileText("days", "Friday "),
        HostileText("dates", "on August 6, 2025, by the end of next week "),
        HostileText("deadlines", "Trump gave Russia until Friday to accept a ceasefire. "),
        HostileText("statuses", "The sanctions were suspended, then imposed and lifted. "),
    ]

    static let lines: [HostileText] = [
        HostileText("line breaks", "\n", head: "A"),
        HostileText("line breaks of two bytes", "\r\n", head: "A"),
        HostileText("a word a line", "word\n"),
        HostileText("an agency's name a line", "Reuters\n"),
        HostileText("headings", "Who Says What\n"),
        HostileText("a dateline a line", "KYIV, Aug 6 (Reuters) - It rained.\n"),
        HostileText("datelines in one line", "KYIV, Aug 6 (Reuters) - "),
        HostileText("bullets", "- rain\n• snow\n"),
        HostileText("date lines", "date 2025-08-06\n"),
        HostileText("bylines", "By John Smith\n"),
        HostileText("credits", "Image: Reuters/Pool\n"),
    ]
}
