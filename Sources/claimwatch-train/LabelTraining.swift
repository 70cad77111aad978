import Linguistics

/// Trains the relations of words to their heads.
struct LabelTraining: Sendable {
    var epochs = 6
    var limit = 1_500_000

    /// The weights of the relations, learnt on the right trees.
    func run(_ examples: [ParseExample], report: Bool = false) -> [UInt8] {
        var trainer = AveragedPerceptronTrainer(
            classCount: DependencyRelation.allCases.count,
            capacity: 1 << 20,
            activation: 2
        )
        var random = SeededGenerator(seed: 37)
        var order = Array(examples.indices)
        var tree = LabelTree()
        var features = LabelFeatures()
        for epoch in 0..<epochs {
            order.shuffle(using: &random)
            var (wrong, all) = (0, 0)
            for index in order {
                let example = examples[index]
                let count = example.words.count
                let heads = [0] + example.gold.words.map { $0.head < 0 ? count + 1 : $0.head + 1 } + [0]
                tree.fill(heads: heads, count: count)
                for place in tree.order.indices {
                    let word = tree.order[place]
                    let gold = Int(example.gold.words[word - 1].relation.rawValue)
                    guard heads[word] <= count else {
                        tree.labels[word] = UInt8(DependencyRelation.root.rawValue)
                        continue
                    }
                    features.fill(example.words, tree, word)
                    let found = features.values.withUnsafeBufferPointer { trainer.learn($0, gold: gold, margin: 2) }
                    tree.labels[word] = UInt8(found)
                    all += 1
                    if found != gold { wrong += 1 }
                }
            }
            if report { Log.line("  epoch \(epoch): \(wrong) of \(all) wrong, \(trainer.rowCount) features") }
        }
        return trainer.compile(limit: limit)
    }
}
