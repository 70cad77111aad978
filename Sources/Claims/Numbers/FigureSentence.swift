import Linguistics

/// One sentence with its figures and the words that say what they are about: how near is each to each?
struct FigureSentence {
    let document: Document
    let tokens: Range<Int>
    let quantities: [Quantity]

    /// Terms farther than this bind no figure.
    static let limit = 14.0

    /// How loosely a figure hangs on a word, 0 for its own unit: by the words between them and by the tree.
    func cost(_ quantity: Quantity, _ word: Range<Int>, head: Int) -> Double {
        if word.overlaps(quantity.tokens) { return 0 }
        if let counted = quantity.counted, word.contains(counted) { return 0.5 }
        let linear = distance(quantity, word)
        guard let arcs = arcs(quantity.number.upperBound - 1, head) else { return linear }
        return min(linear, 2 * Double(arcs) + 0.25 * linear)
    }

    /// Words between, marks, conjunctions and other figures counting more.
    func distance(_ quantity: Quantity, _ word: Range<Int>) -> Double {
        let between =
            quantity.tokens.upperBound <= word.lowerBound
            ? quantity.tokens.upperBound..<word.lowerBound : word.upperBound..<quantity.tokens.lowerBound
        guard between.lowerBound < between.upperBound else { return 1 }
        guard between.count < 60 else { return 100 }
        var cost = 1.0
        for index in between {
            switch document.tokens[index].form {
            case ",", ";", ":", "—", "–", "(", ")": cost += 2.5
            case "and", "but", "while", "as", "which", "that": cost += 1.5
            default: cost += 0.7
            }
        }
        for other in quantities
        where other.number.lowerBound >= between.lowerBound
            && other.number.upperBound <= between.upperBound && other.unitKind != .time
        {
            cost += 3
        }
        return cost
    }

    /// Arcs between two words of the tree; nil without one.
    private func arcs(_ a: Int, _ b: Int) -> Int? {
        let (up, other) = (path(a), path(b))
        guard up.count > 1 || other.count > 1 else { return nil }
        for (steps, node) in up.enumerated() {
            if let more = other.firstIndex(of: node) { return steps + more }
        }
        return nil
    }

    private func path(_ token: Int) -> [Int] {
        var path = [token]
        while path.count < 24, let up = document.head(path[path.count - 1]) { path.append(up) }
        return path
    }

    static let versus: Set<WordKey> = ["vs", "vs.", "versus", "v."]

    /// "loss 1.05 vs profit 16": the profit is not what the first figure is of.
    func isSetAgainst(_ term: Range<Int>, after quantity: Quantity) -> Bool {
        guard quantity.tokens.upperBound < term.lowerBound else { return false }
        let between = quantity.tokens.upperBound..<term.lowerBound
        return between.contains { Self.versus.contains(document.tokens[$0].form) }
    }
}
