/// The smallest piece that the tokeniser handles: a run of letters, a run of digits, a run of one mark ("--", "..."), or a
/// single mark. A token is one or more atoms.
struct Atom {
    var start: Int
    var end: Int
    /// Number of scalars.
    var scalars: Int32
    /// The folded form.
    var hash: UInt64
    /// What features know it by: how it is written, or which mark it is.
    var kind: UInt64
    var shape: WordShape

    static let lower: UInt64 = 1
    static let capitalised: UInt64 = 2
    static let capitals: UInt64 = 3
    static let upperLetter: UInt64 = 4
    static let lowerLetter: UInt64 = 5
    static let mixed: UInt64 = 6
    /// 7 ... 11: digits, by their number.
    static let digits: UInt64 = 7
    /// The kind of a mark is its scalar and this.
    static let mark: UInt64 = 0x10_0000

    var isMark: Bool { kind >= Self.mark }
    var isWord: Bool { kind < Self.digits }
    /// U+2018, which nobody but a word processor writes for an apostrophe before a word (‘em, ‘til).
    var opensQuotation: Bool { kind == Self.mark | 0x2018 }
    /// A mark that stands before a word only to open something: a curly mark or a bracket.
    var opens: Bool {
        switch kind ^ Self.mark {
        case 0x28, 0x5B, 0x7B, 0x2018, 0x201C: true
        default: false
        }
    }
}
