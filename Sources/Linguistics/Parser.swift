/// Finds the head of each word: a greedy parser whose steps a linear model chooses, trained to recover from its own errors
/// (dynamic oracle, Goldberg and Nivre 2013).
public struct Parser: Sendable {
    private let weights: HashedWeights

    public init(_ weights: HashedWeights) { self.weights = weights }

    package var isEmpty: Bool { weights.classCount != ParserState.Step.allCases.count }

    /// Runs `state` to the end of the sentence.
    package func parse(_ sentence: ParseSentence, _ state: inout ParserState, _ features: inout ParserFeatures) {
        state.start(sentence.count)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 4) { scores in
            guard let start = scores.baseAddress else { return }
            while !state.isDone {
                features.fill(sentence, state)
                scores.initialize(repeating: 0)
                features.values.withUnsafeBufferPointer { weights.add($0, to: start) }
                var best: ParserState.Step?
                for step in ParserState.Step.allCases where state.allows(step) {
                    if let found = best, start[found.rawValue] >= start[step.rawValue] { continue }
                    best = step
                }
                guard let best else { return }
                state.take(best)
            }
        }
    }
}
