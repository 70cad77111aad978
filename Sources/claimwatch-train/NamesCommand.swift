import ArgumentParser
import EnglishLanguage
@preconcurrency import Foundation
import Linguistics

struct NamesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names",
        abstract: "Trains the sequence model of names and measures it on GUM dev."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "Passes over the training data.")
    var epochs = 12

    @Option(help: "Times that the data are learnt from anew, each in other orders; the model is their mean.")
    var runs = 5

    func run() throws {
        let lexicon = EnglishNames.lexicon
        let gold = GoldNames(lexicon: lexicon)
        let analyser = ModelFolder(path: options.out).analyser()
        func examples(_ name: String) throws -> [NameTraining.Example] {
            try AnnotatedText.read(Treebank(path: options.data + "/ud/en_gum-\(name).conllu")).map { text in
                NameTraining.Example(document: analyser.analyse(text.document.text), text: text, gold: gold)
            }
        }
        func headlines(_ examples: [NameTraining.Example]) -> [NameTraining.Example] {
            examples.enumerated().filter { $0.offset % 4 == 0 }.map { offset, example in
                let text = NameTraining.headline(example.document.text, allCapitals: offset % 8 == 0)
                return NameTraining.Example(document: analyser.analyse(text), text: example.text, gold: gold)
            }
        }
        var training = NameTraining(lexicon: lexicon, clusters: analyser.clusters)
        training.epochs = epochs
        training.runs = runs
        let train = options.withoutGUM ? [] : options.share(of: try examples("train"))
        let bytes = options.withoutGUM ? [0] : training.train(train + headlines(train), limit: 1_000_000)
        try options.write(bytes, "names")
        let reader = NameReader(
            lexicon: lexicon,
            weights: HashedWeights(ModelFolder.kept(bytes)),
            clusters: analyser.clusters
        )
        var score = NameScore()
        for var example in try examples("dev") {
            reader.read(&example.document)
            score.add(example.text.document, gold.names(example.text), example.document)
        }
        print(score.table)
    }
}

/// Precision, recall and F1 of names by place in the text and by kind. Kinds are compared as GUM knows them: a facility
/// is a place, a law or a language is a work (GUM: abstract); peoples are of the kind nationality on both sides, and
/// adjectives of nationality, which GUM does not mark, are left out, as are dates and numbers.
struct NameScore {
    private var right: [Name.Kind: Int] = [:]
    private var gold: [Name.Kind: Int] = [:]
    private var system: [Name.Kind: Int] = [:]
    private var spans = 0

    mutating func add(_ goldText: Document, _ goldNames: [Name], _ document: Document) {
        func key(_ document: Document, _ name: Name) -> [Int32] {
            [document.tokens[name.tokens.lowerBound].start, document.tokens[name.tokens.upperBound - 1].end]
        }
        var wanted: [[Int32]: Name.Kind] = [:]
        for name in goldNames {
            let kind = Self.coarse(name.kind)
            wanted[key(goldText, name)] = kind
            gold[kind, default: 0] += 1
        }
        for name in document.names where Self.isCompared(document, name) {
            let kind = Self.coarse(name.kind)
            system[kind, default: 0] += 1
            guard let found = wanted[key(document, name)] else { continue }
            spans += 1
            if found == kind { right[kind, default: 0] += 1 }
        }
    }

    private static func isCompared(_ document: Document, _ name: Name) -> Bool {
        switch name.kind {
        case .date, .time, .money, .percent, .quantity, .ordinal, .cardinal: return false
        case .nationality: return document.tokens[name.tokens.upperBound - 1].tag != .jj
        default: return true
        }
    }

    static func coarse(_ kind: Name.Kind) -> Name.Kind {
        switch kind {
        case .facility: return .place
        case .law, .language: return .work
        default: return kind
        }
    }

    /// Span and kind, in %.
    var f1: Double {
        let all = gold.values.reduce(0, +) + system.values.reduce(0, +)
        return 200 * Double(right.values.reduce(0, +)) / Double(max(all, 1))
    }

    var table: String {
        var lines = ["| names | gold | found | P | R | F1 |", "| --- | --- | --- | --- | --- | --- |"]
        func row(_ label: String, _ right: Int, _ gold: Int, _ system: Int) {
            let p = 100 * Double(right) / Double(max(system, 1))
            let r = 100 * Double(right) / Double(max(gold, 1))
            let f = 200 * Double(right) / Double(max(gold + system, 1))
            lines.append("| \(label) | \(gold) | \(system) | " + String(format: "%.1f | %.1f | %.1f |", p, r, f))
        }
        for kind in NameLabels.kinds {
            row("\(kind)", right[kind] ?? 0, gold[kind] ?? 0, system[kind] ?? 0)
        }
        let (all, found) = (gold.values.reduce(0, +), system.values.reduce(0, +))
        row("all, span and kind", right.values.reduce(0, +), all, found)
        row("all, span", spans, all, found)
        return lines.joined(separator: "\n")
    }
}
