import Linguistics

/// Trains the ranker of antecedents: an averaged perceptron that wants the best-ranked phrase of the pronoun's gold group
/// above every other phrase.
struct PronounTraining {
    let lexicon: NameLexicon
    var epochs = 10

    /// A document with names, word classes and tree, and the annotated text that it is of.
    struct Example {
        var text: AnnotatedText
        var document: Document
    }

    /// How many times the examples are learnt from anew, each time in other orders.
    var runs = 5

    /// Bytes of `mentions.bin`: the mean of what the runs make of the examples.
    func train(_ examples: [Example], limit: Int) -> [UInt8] {
        let trainers = (0..<runs).map { run(examples, seed: 23 + UInt64($0)) }
        return AveragedPerceptronTrainer.compile(trainers, limit: limit, minimumChanges: 3)
    }

    private func run(_ examples: [Example], seed: UInt64) -> AveragedPerceptronTrainer {
        var trainer = AveragedPerceptronTrainer(classCount: 1, capacity: 1 << 18)
        var generator = SeededGenerator(seed: seed)
        var order = Array(examples.indices)
        for epoch in 0..<epochs {
            order.shuffle(using: &generator)
            var (wrong, all) = (0, 0)
            for index in order {
                let score = learn(examples[index], &trainer)
                (wrong, all) = (wrong + score.wrong, all + score.all)
            }
            print("epoch \(epoch + 1): \(wrong) of \(all) pronouns wrong, \(trainer.rowCount) features")
        }
        return trainer
    }

    private func learn(_ example: Example, _ trainer: inout AveragedPerceptronTrainer) -> (wrong: Int, all: Int) {
        let gold = GoldMentions(example.text)
        var groups: [Int32: String] = [:]
        for phrase in gold.pronouns(example.text, lexicon) {
            groups[example.text.document.tokens[phrase.head].start] = phrase.group
        }
        var (wrong, all) = (0, 0)
        var linker = EntityLinker(example.document, lexicon)
        linker.link { index, linker in
            let document = linker.document
            func group(_ index: Int) -> String? {
                let (head, last) = linker.place(index)
                return gold.group(head: document.tokens[head].start, end: document.tokens[last].end)
            }
            var features = PronounFeatures(copy linker, index)
            var rows: [[UInt64]] = []
            var best: (score: Float, place: Int)?
            var right: (score: Float, place: Int)?
            let wanted = groups[document.tokens[linker.place(index).head].start]
            for (rank, candidate) in features.candidates.enumerated() {
                features.fill(candidate, rank: rank)
                rows.append(features.values)
                var score: [Float] = [0]
                trainer.add(features.values, to: &score)
                if best.map({ score[0] > $0.score }) ?? true { best = (score[0], rank) }
                if let wanted, group(candidate) == wanted, right.map({ score[0] > $0.score }) ?? true {
                    right = (score[0], rank)
                }
            }
            if wanted != nil {
                all += 1
                if let best, let right {
                    if best.place != right.place, best.score >= right.score {
                        wrong += 1
                        for feature in rows[right.place] { trainer.update(feature, label: 0, by: 1) }
                        for feature in rows[best.place] { trainer.update(feature, label: 0, by: -1) }
                    }
                    trainer.tick()
                } else {
                    wrong += 1
                }
            }
            return (right ?? best).map { features.candidates[$0.place] }
        }
        return (wrong, all)
    }
}
