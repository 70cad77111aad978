/// Finds whom a pronoun means among the phrases before it: a linear ranker over hashed features, or where there is no
/// model the nearest fitting phrase, subjects first. The window is bounded, so time goes with the length of the text.
public struct PronounResolver: Sendable {
    let weights: HashedWeights

    public init(weights: HashedWeights) { self.weights = weights }

    /// Phrases before the pronoun that are looked at, and sentences.
    static let window = 48
    static let sentences: Int32 = 6

    /// Index of the nominal that the pronoun at `index` stands for; nil where none fits.
    func antecedent(_ index: Int, in linker: EntityLinker) -> Int? {
        let pronoun = linker.nominals[index]
        guard let grammar = pronoun.pronoun, grammar.person != 2 else { return nil }
        let features = PronounFeatures(linker, index)
        var best: (score: Int32, index: Int)?
        for (rank, candidate) in features.candidates.enumerated() {
            let score: Int32
            if weights.classCount == 1 {
                score = self.score(candidate, rank: rank, features)
            } else {
                score = features.salience(candidate)
            }
            if best.map({ score > $0.score }) ?? true { best = (score, candidate) }
        }
        return best?.index
    }

    private func score(_ candidate: Int, rank: Int, _ features: PronounFeatures) -> Int32 {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: PronounFeatures.most) { values in
            let count = features.fill(candidate, rank: rank, into: values)
            var sum: Int32 = 0
            weights.add(UnsafeBufferPointer(rebasing: values[..<count]), to: &sum)
            return sum
        }
    }
}
