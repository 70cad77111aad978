import Articles
import Claims

/// Whether two sentences speak of one matter: two mergers, two rounds of talks and two countries' tariffs share a topic.
///
/// Names tell them apart: words with a capital letter. A sentence without a name can be of any matter.
enum Matter {
    /// Whether two observations can be compared at all. The American sanctions and the European ones have a status each,
    /// one whose doer is not named may be either's; and a measure has a level in dollars and one in percent.
    static func isComparable(_ a: Observation, _ b: Observation) -> Bool {
        switch a.key.kind {
        case .number: NumberComparison.hasOneUnit(a, b)
        case .status:
            (a.doer == nil || b.doer == nil || a.doer == b.doer)
                && (abs(b.date - a.date) <= sameMatterDays || !isDifferent(a, b))
        case .deadline: a.doer == nil || b.doer == nil || a.doer == b.doer
        case .stance: true
        }
    }

    /// Days after which sentences without a name in common are taken to speak of two actions.
    private static let sameMatterDays = 21

    /// Whether both sentences name somebody or something, and nothing in common.
    static func isDifferent(_ a: Observation, _ b: Observation) -> Bool {
        if a.doer != nil, a.doer == b.doer { return false }
        let mine = names(in: a.evidence.text)
        let theirs = names(in: b.evidence.text)
        return !mine.isEmpty && !theirs.isEmpty
            && !mine.contains { name in theirs.contains { isAlike(name, $0) } }
    }

    /// Words with a capital letter, in small letters, to at most eight bytes; the sentence's first word only where it is
    /// all in capitals.
    static func names(in text: String) -> [[UInt8]] {
        var names: [[UInt8]] = []
        var word: [UInt8] = []
        var capitals = 0
        var isFirst = true
        func close() {
            defer { (word, capitals) = ([], 0) }
            guard word.count > 1, capitals > 0 else {
                if !word.isEmpty { isFirst = false }
                return
            }
            let isName = !isFirst || capitals == word.count
            isFirst = false
            if isName { names.append(Array(word.prefix(8))) }
        }
        for byte in text.utf8.prefix(2_000) {
            switch byte {
            case 0x41...0x5A:
                if word.isEmpty || capitals > 0 { capitals += 1 }
                word.append(byte | 0x20)
            case 0x61...0x7A, 0x80...: word.append(byte)
            default: close()
            }
        }
        close()
        return names
    }

    /// "Iran" and "Iranian", "BP" and "BP".
    private static func isAlike(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        let length = min(a.count, b.count, 5)
        return length < 4 ? a == b : a.prefix(length) == b.prefix(length)
    }
}
