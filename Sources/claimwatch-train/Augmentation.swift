import Linguistics

/// Copies of training sentences as wires write them: curly quotes, ALL CAPS, lower case.
enum Augmentation {
    /// Copies for tags and trees: one of two sentences with quotation marks, one of thirty in capitals.
    static func copies(_ sentence: Treebank.Sentence, number: Int) -> [Treebank.Sentence] {
        var result: [Treebank.Sentence] = []
        let quoted = sentence.words.contains { $0.tag == .openingQuote || $0.tag == .closingQuote }
        if quoted, number % 2 == 0, let copy = curly(sentence) ?? straight(sentence) { result.append(copy) }
        if number % 30 == 3 { result.append(capitals(sentence)) }
        return result
    }

    /// Straight quotation marks and apostrophes made curly; nil where there are none.
    static func curly(_ sentence: Treebank.Sentence) -> Treebank.Sentence? {
        var copy = sentence
        var changed = false
        for index in copy.words.indices {
            let form = copy.words[index].form
            guard form.contains("'") || form.contains("\"") else { continue }
            changed = true
            let opens = copy.words[index].tag == .openingQuote
            if form == "\"" {
                copy.words[index].form = opens ? "\u{201C}" : "\u{201D}"
            } else if form == "'" {
                copy.words[index].form = opens ? "\u{2018}" : "\u{2019}"
            } else {
                copy.words[index].form = String(form.map { $0 == "'" ? "\u{2019}" : $0 })
            }
        }
        return changed ? copy : nil
    }

    /// Curly marks made straight; nil where there are none.
    static func straight(_ sentence: Treebank.Sentence) -> Treebank.Sentence? {
        var copy = sentence
        var changed = false
        for index in copy.words.indices {
            let form = copy.words[index].form
            let new = String(
                form.map { character -> Character in
                    switch character {
                    case "\u{2018}", "\u{2019}": return "'"
                    case "\u{201C}", "\u{201D}": return "\""
                    default: return character
                    }
                }
            )
            if new != form {
                changed = true
                copy.words[index].form = new
            }
        }
        return changed ? copy : nil
    }

    /// Curly marks for straight ones or the other way round.
    static func otherQuotes(_ sentence: Treebank.Sentence) -> Treebank.Sentence {
        curly(sentence) ?? straight(sentence) ?? sentence
    }

    /// A heading's capitals.
    static func capitals(_ sentence: Treebank.Sentence) -> Treebank.Sentence {
        var copy = sentence
        for index in copy.words.indices { copy.words[index].form = copy.words[index].form.uppercased() }
        return copy
    }
}
