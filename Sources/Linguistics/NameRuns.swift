/// The stretches of a sentence in which names can stand: words with capitals, and the small words between them. The rest
/// of the text, nine words in ten, costs the sequence model nothing.
package enum NameRuns {
    /// Small words that two capitalised words of one run may be parted by, at most.
    static let longestGap = 3

    /// Appends the runs of a sentence in order.
    package static func find(_ document: Document, _ sentence: Range<Int>, into runs: inout [Range<Int>]) {
        let tokens = document.tokens
        var start = -1
        var last = -1
        for index in sentence {
            if isCandidate(tokens[index]) {
                if start < 0 { start = index }
                last = index
            } else if start >= 0, index - last > longestGap || !connects(tokens[index], document.wordClasses[index]) {
                runs.append(start..<last + 1)
                start = -1
            }
        }
        if start >= 0 { runs.append(start..<last + 1) }
    }

    private static func isCandidate(_ token: Token) -> Bool {
        token.shape.contains(.capitalised) || token.tag == .nnp || token.tag == .nnps
            || (token.shape.contains(.hasDigit) && token.partOfSpeech != .punctuation)
    }

    private static func connects(_ token: Token, _ classes: WordClass) -> Bool {
        if classes.contains(.nameConnector) { return true }
        switch token.tag {
        case .hyphen, .pos, .sym, .period, .cc: return token.end - token.start <= 3
        case .colon: return token.end - token.start == 1
        default: return false
        }
    }
}
