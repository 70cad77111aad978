import ArgumentParser
import EnglishLanguage
@preconcurrency import Foundation
import Linguistics

struct NetworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network",
        abstract: "Trains the network that gives tags and trees. Needs tokens.bin."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "Numbers in a row of a feature.") var embedding = 128
    @Option(help: "Cells in one direction of a layer.") var cells = 64
    @Option(help: "Layers.") var layers = 3
    @Option(help: "Passes over the data.") var epochs = 9
    @Option(help: "How many of the last passes are over the treebanks alone.") var lastEpochs = 2
    @Option(help: "The share of numbers forgotten by chance.") var dropout: Float = 0.1
    @Option(help: "Networks that read text without annotation for the one that stays; 0 for none.") var teachers = 2
    @Option(help: "Cells in one direction of a teacher's layer.") var teacherCells = 96
    @Option(help: "Passes of the teachers over the treebanks.") var teacherEpochs = 10
    @Option(help: "The share of numbers that teachers forget by chance.") var teacherDropout: Float = 0.3
    @Option(help: "Words of text without annotation, about.") var words = 800_000
    @Option(help: "Measure after every so many passes.") var every = 2

    func run() throws {
        let corpus = try options.corpus()
        let analyser = ModelFolder(path: options.out).analyser()
        let sentences = TrainingSentence.variants(corpus.train, clusters: analyser.clusters)
        let raw = teachers > 0 ? try views(analyser) : []
        let classes = TagClasses(corpus.train)
        let features = NetworkFeatures.met(sentences.map(\.view), raw.flatMap { $0 })
        let rowOf = Dictionary(uniqueKeysWithValues: features.enumerated().map { ($1, Int32($0)) })
        var examples = sentences.map { NetworkExample($0, rowOf: rowOf, classes: classes) }
        let dev = corpus.dev.prefix(2).map { name, sentences in
            let examples = sentences.map {
                NetworkExample(
                    TrainingSentence($0, clusters: analyser.clusters), rowOf: rowOf, classes: classes)
            }
            return (name, examples)
        }
        let shape = NetworkWeights.Shape(
            embedding: embedding, cells: cells, layers: layers, arcs: 64, labels: 64, tagClasses: classes.pairs.count,
            relations: DependencyRelation.allCases.count)
        Log.line("network: \(examples.count) sentences, \(features.count) features, \(shape)")
        let annotated = examples.count
        if teachers > 0 {
            var training = NetworkTraining(shape: shape)
            training.shape.cells = teacherCells
            (training.epochs, training.dropout.numbers) = (teacherEpochs, teacherDropout)
            let taught = (0..<teachers).map { number in
                Log.line("teacher \(number + 1)")
                training.seed = 41 + UInt64(number)
                return training.run(examples, annotated: annotated, features: features) { report($0, $1, $2, dev) }
            }
            let unread = raw.map { $0.map { NetworkExample($0, rowOf: rowOf) } }
            let read = NetworkTeachers(teachers: taught).read(unread)
            Log.line("read: \(read.count) of \(unread.reduce(0) { $0 + $1.count }) sentences")
            examples += read
        }
        var training = NetworkTraining(shape: shape)
        (training.epochs, training.lastEpochs, training.dropout.numbers) = (
            epochs, teachers > 0 ? lastEpochs : 0, dropout
        )
        training.seed = 40
        let trained = training.run(examples, annotated: annotated, features: features) { report($0, $1, $2, dev) }
        let bytes = NetworkWriter.write(
            trained.weights, tagClasses: classes.pairs, relations: DependencyRelation.allCases)
        try options.write(bytes, "network")
    }

    /// The sentences of texts without annotation, text by text.
    private func views(_ analyser: EnglishAnalyser) throws -> [[SentenceView]] {
        var (result, count): ([[SentenceView]], Int) = ([], 0)
        for text in try PlainText(folder: options.data).texts() where count < words {
            var document = Document(text: text)
            analyser.readTokens(&document, [TextRegion(bytes: 0..<text.count, kind: .body)])
            let views = document.sentences.filter { (3...60).contains($0.tokens.count) }.map { sentence in
                var view = SentenceView()
                text.withUnsafeBufferPointer {
                    view.fill(document.tokens, sentence.tokens, $0, clusters: analyser.clusters)
                }
                return view
            }
            result.append(views)
            count += views.reduce(0) { $0 + $1.count }
        }
        return result
    }

    private func report(
        _ epoch: Int, _ loss: Double, _ trained: NetworkTraining.Trained, _ dev: [(String, [NetworkExample])]
    ) {
        var line = "  epoch \(epoch + 1): loss \(Self.rounded(loss))"
        if (epoch + 1) % every == 0 {
            for (name, examples) in dev { line += " | " + name + " " + NetworkScore.text(examples, trained) }
        }
        Log.line(line)
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

/// The features that are worth a row.
enum NetworkFeatures {
    /// The root's feature, then those met twice in the treebanks or five times in other text, in ascending order.
    static func met(_ annotated: [SentenceView], _ raw: [SentenceView]) -> [UInt64] {
        let found = counts(annotated).filter { $0.value >= 2 }.keys
        let others = counts(raw).filter { $0.value >= 5 }.keys
        return [WordFeatures.root] + Set(found).union(others).sorted()
    }

    private static func counts(_ views: [SentenceView]) -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        for view in views { for feature in NetworkExample.features(view) { counts[feature, default: 0] += 1 } }
        return counts
    }
}

/// How often the network is right on sentences and words that are given, each head by itself: a first look while it learns.
enum NetworkScore {
    static func text(_ examples: [NetworkExample], _ trained: NetworkTraining.Trained) -> String {
        let pass = SentencePass(trained.parameters)
        var (words, tags, heads, labels) = (0, 0, 0, 0)
        trained.values.withUnsafeBufferPointer { values in
            trained.rows.withUnsafeBufferPointer { rows in
                guard let values = values.baseAddress, let rows = rows.baseAddress else { return }
                for example in examples where example.count <= NetworkExample.longest {
                    pass.read(example, values, rows, rootRow: 0, heads: example.heads, dropout: nil, seed: 1)
                    for word in 0..<example.count {
                        words += 1
                        let tag = best(
                            pass.tagScores + word * trained.parameters.tags.step, trained.parameters.shape.tagClasses)
                        if tag == Int(example.tags[word]) { tags += 1 }
                        guard
                            best(pass.headScores + word * pass.headStep, example.count + 1) == Int(example.heads[word])
                        else { continue }
                        heads += 1
                        let relation = best(
                            pass.relationScores + word * trained.parameters.relation.step,
                            trained.parameters.shape.relations)
                        if relation == Int(example.relations[word]) { labels += 1 }
                    }
                }
            }
        }
        func share(_ count: Int) -> Double { (Double(count) / Double(max(words, 1)) * 10_000).rounded() / 100 }
        return "tags \(share(tags)) heads \(share(heads)) labels \(share(labels))"
    }

    private static func best(_ scores: UnsafePointer<Float>, _ count: Int) -> Int {
        var best = 0
        for index in 1..<count where scores[index] > scores[best] { best = index }
        return best
    }
}
