import EnglishLanguage
import Linguistics

/// A sentence ready for training: its tokens and what the models see of them.
struct TrainingSentence: Sendable {
    var view = SentenceView()
    var tokens: [Token] = []
    let gold: Treebank.Sentence
    let text: [UInt8]
    /// Sentences of one document, and their copies, have the same number.
    let fold: Int

    init(_ sentence: Treebank.Sentence, clusters: WordClusters, fold: Int = 0) {
        gold = sentence
        self.fold = fold
        let raw = GoldText([sentence])
        text = raw.text
        text.withUnsafeBufferPointer { text in
            var cursor = ScalarCursor()
            for (index, span) in raw.spans[0].enumerated() {
                cursor.advance(to: span.lowerBound, in: text)
                let start = cursor.scalar
                cursor.advance(to: span.upperBound, in: text)
                var token = Token(
                    start: Int32(span.lowerBound),
                    end: Int32(span.upperBound),
                    scalarStart: start,
                    scalarEnd: cursor.scalar,
                    form: WordKey(folding: UnsafeBufferPointer(rebasing: text[span]))
                )
                token.shape = WordShape.of(UnsafeBufferPointer(rebasing: text[span]))
                if index > 0, Int(tokens[index - 1].end) < span.lowerBound { token.shape.insert(.spaceBefore) }
                tokens.append(token)
            }
            view.fill(tokens, 0..<tokens.count, text, clusters: clusters)
        }
    }
}

extension TrainingSentence {
    /// The sentences, and copies of some as wires write them.
    static func variants(_ sentences: [Treebank.Sentence], clusters: WordClusters) -> [TrainingSentence] {
        var result: [TrainingSentence] = []
        var fold = 0
        for (index, sentence) in sentences.enumerated() {
            if sentence.startsDocument { fold += 1 }
            result.append(TrainingSentence(sentence, clusters: clusters, fold: fold))
            for copy in Augmentation.copies(sentence, number: index) {
                result.append(TrainingSentence(copy, clusters: clusters, fold: fold))
            }
        }
        return result
    }
}

/// The classes of the tagger: pairs of part of speech and Penn tag.
struct TagClasses: Sendable {
    private(set) var pairs: [(PartOfSpeech, PennTag)] = []
    private var indices: [Int: Int] = [:]

    init(_ sentences: [Treebank.Sentence]) {
        var counts: [Int: Int] = [:]
        for sentence in sentences { for word in sentence.words { counts[Self.key(word), default: 0] += 1 } }
        for key in counts.keys.sorted() where counts[key, default: 0] >= 3 && pairs.count < 250 {
            guard let part = PartOfSpeech(rawValue: UInt8(key >> 8)), let tag = PennTag(rawValue: UInt8(key & 255))
            else { continue }
            indices[key] = pairs.count
            pairs.append((part, tag))
        }
    }

    /// The word's class; nil for a pair too rare to learn.
    func index(_ word: Treebank.Word) -> Int? { indices[Self.key(word)] }

    private static func key(_ word: Treebank.Word) -> Int {
        Int(word.partOfSpeech.rawValue) << 8 | Int(word.tag.rawValue)
    }

    var bytes: [UInt8] { pairs.flatMap { [$0.0.rawValue, $0.1.rawValue] } }
}

/// Trains the tagger.
struct TaggerTraining: Sendable {
    let classes: TagClasses
    var epochs = 8
    var limit = 2_300_000

    /// The file `tagger.bin`.
    func run(_ sentences: [TrainingSentence], report: Bool = false) -> [UInt8] {
        var trainer = AveragedPerceptronTrainer(classCount: classes.pairs.count, capacity: 1 << 20, activation: 2)
        var random = SeededGenerator(seed: 23)
        var order = Array(sentences.indices)
        var features = TaggerFeatures()
        for epoch in 0..<epochs {
            order.shuffle(using: &random)
            var (wrong, all) = (0, 0)
            for index in order {
                let sentence = sentences[index]
                var (previous, beforePrevious): (UInt64, UInt64) = (0, 0)
                for (place, word) in sentence.gold.words.enumerated() {
                    features.fill(sentence.view, place, previous, beforePrevious)
                    let found: Int
                    if let gold = classes.index(word) {
                        found = features.withBuffer { trainer.learn($0, gold: gold, margin: 2) }
                        if found != gold { wrong += 1 }
                        all += 1
                    } else {
                        found = features.withBuffer { trainer.predict($0) }
                    }
                    (beforePrevious, previous) = (previous, UInt64(found) + 1)
                }
            }
            if report { Log.line("  epoch \(epoch): \(wrong) of \(all) wrong, \(trainer.rowCount) features") }
        }
        return ModelArchive.pack([classes.bytes, trainer.compile(limit: limit)])
    }
}
