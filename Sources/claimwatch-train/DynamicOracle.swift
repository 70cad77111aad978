import Linguistics

/// The right heads of a sentence, and what a step of the parser costs: how many of them it makes unreachable.
/// After Goldberg and Nivre, "Training Deterministic Parsers with Non-Deterministic Oracles" (2013).
struct DynamicOracle: Sendable {
    /// Head of each word, counted as ``ParserState`` counts; count + 1 for the root of the sentence.
    let heads: [Int]
    private let dependents: [[Int]]

    /// - Parameter sentence: arcs that cross others are lifted to the head's head until none does.
    init(_ sentence: Treebank.Sentence) {
        let count = sentence.words.count
        var heads = [0] + sentence.words.map { $0.head < 0 ? count + 1 : $0.head + 1 } + [0]
        Self.lift(&heads, count)
        self.heads = heads
        var dependents = [[Int]](repeating: [], count: count + 2)
        for word in stride(from: 1, through: count, by: 1) { dependents[heads[word]].append(word) }
        self.dependents = dependents
    }

    func cost(_ step: ParserState.Step, _ state: ParserState) -> Int {
        let top = state.below(0)
        switch step {
        case .shift:
            let next = state.next
            var cost =
                heads[next] < next && heads[next] != top && heads[next] > 0 && isOnStack(heads[next], state) ? 1 : 0
            for word in dependents[next] where word < next && isOnStack(word, state) { cost += 1 }
            return cost
        case .left:
            var cost = heads[top] > state.next || heads[top] == state.below(1) ? 1 : 0
            for word in dependents[top] where word >= state.next { cost += 1 }
            return cost
        case .right:
            var cost = heads[top] >= state.next ? 1 : 0
            for word in dependents[top] where word >= state.next { cost += 1 }
            return cost
        }
    }

    /// Words before the next one that have no head yet lie on the stack.
    private func isOnStack(_ word: Int, _ state: ParserState) -> Bool { word < state.next && state.heads[word] == 0 }

    /// Makes the tree projective: the shortest crossing arc is moved up, again and again.
    private static func lift(_ heads: inout [Int], _ count: Int) {
        while true {
            var shortest: (word: Int, length: Int)?
            for word in stride(from: 1, through: count, by: 1) where heads[word] <= count {
                let (low, high) = (min(word, heads[word]), max(word, heads[word]))
                guard high - low > 1, shortest.map({ high - low < $0.length }) ?? true else { continue }
                for between in low + 1..<high {
                    var up = between
                    while up <= count, up != heads[word] { up = heads[up] }
                    if up != heads[word] {
                        shortest = (word, high - low)
                        break
                    }
                }
            }
            guard let shortest else { return }
            heads[shortest.word] = heads[heads[shortest.word]]
        }
    }
}
