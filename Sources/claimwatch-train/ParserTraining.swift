import Linguistics

/// A sentence ready for the parser's training: words with predicted tags, and the right tree.
struct ParseExample: Sendable {
    let words: ParseSentence
    let oracle: DynamicOracle
    let gold: Treebank.Sentence

    /// - Parameter sentence: its tokens have the tags that a tagger gave them that has not seen it.
    init(_ sentence: TrainingSentence, _ lemmatiser: Lemmatiser) {
        var words = ParseSentence()
        var tokens = sentence.tokens
        sentence.text.withUnsafeBufferPointer { lemmatiser.lemmatise(&tokens, 0..<tokens.count, $0) }
        words.fill(tokens, 0..<tokens.count, sentence.view)
        self.words = words
        oracle = DynamicOracle(sentence.gold)
        gold = sentence.gold
    }
}

/// Trains the steps of the parser.
struct ParserTraining: Sendable {
    var epochs = 8
    var limit = 3_600_000
    /// How often the parser follows its own steps rather than the best ones, from the second epoch on.
    var exploration = 0.9

    /// The weights of the steps.
    func run(_ examples: [ParseExample], report: Bool = false) -> [UInt8] {
        var trainer = AveragedPerceptronTrainer(
            classCount: ParserState.Step.allCases.count,
            capacity: 1 << 21,
            activation: 4
        )
        var random = SeededGenerator(seed: 31)
        var order = Array(examples.indices)
        var state = ParserState()
        var features = ParserFeatures()
        var scores: [Float] = [0, 0, 0]
        for epoch in 0..<epochs {
            order.shuffle(using: &random)
            var (right, all) = (0, 0)
            for index in order {
                let example = examples[index]
                state.start(example.words.count)
                while !state.isDone {
                    features.fill(example.words, state)
                    scores = [0, 0, 0]
                    trainer.add(features.values, to: &scores)
                    var (predicted, best, rival): (ParserState.Step?, ParserState.Step?, ParserState.Step?)
                    let allowed = ParserState.Step.allCases.filter { state.allows($0) }
                    let costs = ParserState.Step.allCases.map {
                        allowed.contains($0) ? example.oracle.cost($0, state) : 99
                    }
                    let least = costs.min() ?? 0
                    for step in allowed {
                        let score = scores[step.rawValue]
                        if predicted.map({ scores[$0.rawValue] < score }) ?? true { predicted = step }
                        if costs[step.rawValue] == least {
                            if best.map({ scores[$0.rawValue] < score }) ?? true { best = step }
                        } else if rival.map({ scores[$0.rawValue] < score }) ?? true {
                            rival = step
                        }
                    }
                    guard let predicted, let best else { break }
                    if let rival, scores[best.rawValue] - scores[rival.rawValue] <= 1 {
                        for feature in features.values {
                            trainer.update(feature, label: best.rawValue, by: 1)
                            trainer.update(feature, label: rival.rawValue, by: -1)
                        }
                    }
                    trainer.tick()
                    let explores = epoch > 0 && Double.random(in: 0..<1, using: &random) < exploration
                    state.take(explores ? predicted : best)
                }
                for word in 1...example.words.count {
                    all += 1
                    if state.heads[word] == example.oracle.heads[word] { right += 1 }
                }
            }
            if report {
                Log.line(
                    "  epoch \(epoch): \(Double(right * 10_000 / max(all, 1)) / 100) % of heads, \(trainer.rowCount) features"
                )
            }
        }
        return trainer.compile(limit: limit)
    }
}
