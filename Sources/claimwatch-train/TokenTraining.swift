@preconcurrency import Foundation
import Linguistics

/// Trains the borders of tokens and of sentences.
struct TokenTraining {
    let corpus: Corpus

    /// The file `tokens.bin`: the borders of tokens, those of sentences, the words that are two.
    func run(epochs: Int = 8) -> [UInt8] {
        let lexicon = SplitLexicon.pack(splitWords())
        return lexicon.withUnsafeBytes { raw -> [UInt8] in
            var recorder = Recorder()
            let splitLexicon = SplitLexicon(raw)
            for document in variants() { recorder.read(document, lexicon: splitLexicon) }
            let tokens = Self.train(recorder.tokens, epochs: epochs, limit: 400_000)
            let sentences = Self.train(recorder.sentences, epochs: epochs, limit: 500_000)
            return ModelArchive.pack([tokens, sentences, lexicon])
        }
    }

    /// The documents, and copies of them with the other kind of quotation marks, and some in capitals.
    private func variants() -> [[Treebank.Sentence]] {
        var result: [[Treebank.Sentence]] = []
        for (index, document) in corpus.documents.enumerated() {
            result.append(document)
            let curly = document.map { Augmentation.curly($0) }
            if curly.contains(where: { $0 != nil }) { result.append(zip(document, curly).map { $1 ?? $0 }) }
            let straight = document.map { Augmentation.straight($0) }
            if straight.contains(where: { $0 != nil }) { result.append(zip(document, straight).map { $1 ?? $0 }) }
            if index % 20 == 7 { result.append(document.map { Augmentation.capitals($0) }) }
        }
        return result
    }

    /// Words without an apostrophe that the treebanks part more often than not.
    private func splitWords() -> [(word: WordKey, cut: UInt8)] {
        var whole: [String: Int] = [:]
        var parted: [String: [Int: Int]] = [:]
        for sentence in corpus.train {
            var index = 0
            while index < sentence.words.count {
                let word = sentence.words[index].form.lowercased()
                let isWord = word.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
                if isWord, !sentence.words[index].spaceAfter, index + 1 < sentence.words.count {
                    let next = sentence.words[index + 1].form.lowercased()
                    if next.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
                        parted[word + next, default: [:]][word.utf8.count, default: 0] += 1
                    }
                }
                whole[word, default: 0] += 1
                index += 1
            }
        }
        var result: [(word: WordKey, cut: UInt8)] = []
        for word in parted.keys.sorted() {
            guard let cuts = parted[word], let best = cuts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
            else { continue }
            if best.value >= 2, best.value > whole[word, default: 0] {
                result.append((WordKey(word), UInt8(best.key)))
            }
        }
        return result
    }

    private static func train(_ examples: Examples, epochs: Int, limit: Int) -> [UInt8] {
        var trainer = AveragedPerceptronTrainer(classCount: 2)
        var random = SeededGenerator(seed: 11)
        var order = Array(0..<examples.labels.count)
        for epoch in 0..<epochs {
            order.shuffle(using: &random)
            var wrong = 0
            for index in order {
                let gold = Int(examples.labels[index])
                if trainer.learn(examples.features(index), gold: gold, margin: 1) != gold { wrong += 1 }
            }
            Log.line("  epoch \(epoch): \(wrong) of \(order.count) wrong, \(trainer.rowCount) features")
        }
        return trainer.compile(limit: limit, minimumChanges: 1)
    }
}

/// Features with their right answers, all of the same number of features.
struct Examples {
    var width = 0
    var values: [UInt64] = []
    var labels: [UInt8] = []

    mutating func append(_ features: UnsafeBufferPointer<UInt64>, _ label: UInt8) {
        width = features.count
        values += features
        labels.append(label)
    }

    func features(_ index: Int) -> ArraySlice<UInt64> { values[index * width..<(index + 1) * width] }
}

/// Runs tokeniser and splitter with the right answers and notes what they were asked.
private struct Recorder {
    var tokens = Examples()
    var sentences = Examples()

    private struct Gold: BoundaryDecider {
        var borders: [Bool]
        var examples: Examples

        mutating func isBoundary(_ features: UnsafeBufferPointer<UInt64>, at byte: Int) -> Bool {
            examples.append(features, borders[byte] ? 1 : 0)
            return borders[byte]
        }
    }

    mutating func read(_ document: [Treebank.Sentence], lexicon: SplitLexicon) {
        let gold = GoldText(document)
        var ends = [Bool](repeating: false, count: gold.text.count + 1)
        var sentenceEnds = ends
        for spans in gold.spans {
            for span in spans {
                ends[span.upperBound] = true
                ends[span.lowerBound] = true
            }
            if let last = spans.last { sentenceEnds[last.upperBound] = true }
        }
        var tokenJudge = Gold(borders: ends, examples: tokens)
        tokens = Examples()
        var sentenceJudge = Gold(borders: sentenceEnds, examples: sentences)
        sentences = Examples()
        let noModel = HashedWeights(UnsafeRawBufferPointer(start: nil, count: 0))
        gold.text.withUnsafeBufferPointer { text in
            var cursor = ScalarCursor()
            var read: [Token] = []
            Tokeniser(model: noModel, lexicon: lexicon)
                .read(text, 0..<text.count, from: &cursor, into: &read, deciding: &tokenJudge)
            var found: [Sentence] = []
            var paragraph = 0
            SentenceSplitter(model: noModel)
                .split(
                    &read,
                    0..<read.count,
                    of: text,
                    paragraph: &paragraph,
                    isHeading: false,
                    into: &found,
                    deciding: &sentenceJudge
                )
        }
        tokens = tokenJudge.examples
        sentences = sentenceJudge.examples
    }
}
