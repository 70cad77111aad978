import Linguistics

/// Trains the sequence model of names: a structured averaged perceptron over the runs of capitalised words.
struct NameTraining {
    let lexicon: NameLexicon
    let clusters: WordClusters
    var epochs = 12
    /// Share of the words that are hidden from the learner at each pass, so that it learns to judge strange ones.
    var hiding = 0.5

    /// A text as the analyser reads it, and the gold names at its tokens.
    struct Example {
        var document: Document
        var text: AnnotatedText
        var names: [Name] = []

        /// Gold names whose borders are not borders of the analyser's tokens are left out: they cannot be found.
        init(document: Document, text: AnnotatedText, gold: GoldNames) {
            (self.document, self.text) = (document, text)
            var starts: [Int32: Int] = [:]
            var ends: [Int32: Int] = [:]
            for (index, token) in document.tokens.enumerated() {
                starts[token.start] = index
                ends[token.end] = index + 1
            }
            for name in gold.names(text) {
                let first = text.document.tokens[name.tokens.lowerBound].start
                let last = text.document.tokens[name.tokens.upperBound - 1].end
                if let start = starts[first], let end = ends[last], start < end {
                    names.append(Name(tokens: start..<end, kind: name.kind))
                }
            }
        }
    }

    /// How many times the examples are learnt from anew, each time in other orders.
    var runs = 5

    /// Bytes of `names.bin`: the mean of what the runs make of the examples.
    func train(_ examples: [Example], limit: Int) -> [UInt8] {
        let trainers = (0..<runs).map { run(examples, seed: 17 + UInt64($0)) }
        return AveragedPerceptronTrainer.compile(trainers, limit: limit, minimumChanges: 2)
    }

    private func run(_ examples: [Example], seed: UInt64) -> AveragedPerceptronTrainer {
        var trainer = AveragedPerceptronTrainer(classCount: NameLabels.count, capacity: 1 << 20)
        var generator = SeededGenerator(seed: seed)
        var order = Array(examples.indices)
        for epoch in 0..<epochs {
            order.shuffle(using: &generator)
            var (wrong, all) = (0, 0)
            for index in order {
                let score = learn(examples[index], &trainer, &generator)
                (wrong, all) = (wrong + score.wrong, all + score.all)
            }
            print("epoch \(epoch + 1): \(wrong) of \(all) runs wrong, \(trainer.rowCount) features")
        }
        return trainer
    }

    /// The text in capitals, or with a capital at each longer word, as headlines are; bytes stay where they are.
    static func headline(_ text: [UInt8], allCapitals: Bool) -> [UInt8] {
        var text = text
        for index in text.indices where (0x61...0x7A).contains(text[index]) {
            let isFirst = index == 0 || text[index - 1] == 0x20
            let isLong =
                index + 3 < text.count && text[index + 1] > 0x40 && text[index + 2] > 0x40 && text[index + 3] > 0x40
            if allCapitals || (isFirst && isLong) { text[index] -= 32 }
        }
        return text
    }

    private func learn(
        _ example: Example,
        _ trainer: inout AveragedPerceptronTrainer,
        _ generator: inout SeededGenerator
    ) -> (wrong: Int, all: Int) {
        let document = example.document
        let labels = Self.labels(example.names, count: document.tokens.count)
        let context = NameContext(document)
        var features = NameFeatures(clusters)
        var runs: [Range<Int>] = []
        var rows: [[UInt64]] = []
        var scores = [Float](repeating: 0, count: NameLabels.count)
        var predicted: [Int] = []
        var wrong = 0
        var all = 0
        for sentence in document.sentences {
            runs.removeAll(keepingCapacity: true)
            NameRuns.find(document, sentence.tokens, into: &runs)
            for run in runs {
                let gold = Self.repaired(Array(labels[run]))
                rows.removeAll(keepingCapacity: true)
                features.begin(document, run, lexicon)
                var emissions: [Int32] = []
                for index in run {
                    let hides = Double.random(in: 0..<1, using: &generator) < hiding
                    features.fill(document, context, index, run: run, sentence: sentence.tokens, hidesWord: hides)
                    rows.append(features.values)
                    for label in scores.indices { scores[label] = 0 }
                    trainer.add(features.values, to: &scores)
                    emissions += scores.map { Int32($0) }
                }
                var decoder = SequenceDecoder(transitions: Self.transitions(trainer))
                decoder.decode(emissions, into: &predicted)
                all += 1
                if predicted != gold {
                    wrong += 1
                    update(&trainer, rows, gold, by: 1)
                    update(&trainer, rows, predicted, by: -1)
                }
                trainer.tick()
            }
        }
        return (wrong, all)
    }

    private func update(
        _ trainer: inout AveragedPerceptronTrainer,
        _ rows: [[UInt64]],
        _ labels: [Int],
        by change: Float
    ) {
        var previous = NameLabels.outside
        for (row, label) in zip(rows, labels) {
            for feature in row { trainer.update(feature, label: label, by: change) }
            trainer.update(NameTagger.transitionFeature(previous), label: label, by: change)
            previous = label
        }
    }

    private static func transitions(_ trainer: AveragedPerceptronTrainer) -> [Int32] {
        var result: [Int32] = []
        result.reserveCapacity(NameLabels.count * NameLabels.count)
        var scores = [Float](repeating: 0, count: NameLabels.count)
        for previous in 0..<NameLabels.count {
            for label in scores.indices { scores[label] = 0 }
            trainer.add(NameTagger.transitionFeature(previous), to: &scores)
            result += scores.map { Int32($0) }
        }
        return result
    }

    static func labels(_ names: [Name], count: Int) -> [Int] {
        var labels = [Int](repeating: NameLabels.outside, count: count)
        for name in names {
            guard let kind = NameLabels.kinds.firstIndex(of: name.kind), let first = name.tokens.first else { continue }
            for index in name.tokens { labels[index] = NameLabels.inside(kind) }
            labels[first] = NameLabels.begin(kind)
            labels[name.tokens.upperBound - 1] = name.tokens.count == 1 ? NameLabels.single(kind) : NameLabels.end(kind)
        }
        return labels
    }

    /// A name that reaches out of its run cannot be found: what is left of it is no name.
    private static func repaired(_ labels: [Int]) -> [Int] {
        var labels = labels
        var previous = NameLabels.outside
        for index in labels.indices {
            if !NameLabels.allows(previous, labels[index]) { labels[index] = NameLabels.outside }
            previous = labels[index]
        }
        if let last = labels.last, !NameLabels.allows(last, NameLabels.outside) {
            var index = labels.count - 1
            while index >= 0, labels[index] != NameLabels.outside {
                let isStart = NameLabels.allows(NameLabels.outside, labels[index])
                labels[index] = NameLabels.outside
                if isStart { break }
                index -= 1
            }
        }
        return labels
    }
}
