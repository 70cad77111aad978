import ArgumentParser
import EnglishLanguage
@preconcurrency import Foundation
import Linguistics

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures tokens, sentences, tags, lemmas, trees, names and mentions on dev, from raw text."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "A folder with a model to measure instead of the embedded one.")
    var model: String?

    @Flag(help: "Also show which relations go wrong most.")
    var byRelation = false

    func run() throws {
        let analyser = model.map { ModelFolder(path: $0).analyser() } ?? English.analyser()
        let corpus = try options.corpus()
        print(TreeScore.header)
        var tables: [(String, [String])] = []
        for (name, sentences) in corpus.dev {
            var score = TreeScore()
            for document in Corpus.documents(sentences) {
                let gold = GoldText(document)
                score.add(document, gold, analyser.analyse(gold.text))
            }
            print(score.row(name))
            if byRelation { tables.append((name, score.relationRows())) }
        }
        print("\n" + (try NamesAndMentionsReport.tables(analyser, data: options.data)))
        for (name, rows) in tables {
            print(
                "\n\(name)\n| relation | words | head % | head and label % | share of errors % |\n| --- | --- | --- | --- | --- |"
            )
            for row in rows { print(row) }
        }
    }
}

/// F1 of what the analysis of raw text got right, as the CoNLL 2018 shared task counts: words are matched by their place
/// in the text; labels are compared without their subtypes.
struct TreeScore {
    private var gold = 0
    private var system = 0
    private var goldSentences = 0
    private var systemSentences = 0
    private var tokens = 0
    private var sentences = 0
    private var partOfSpeech = 0
    private var tag = 0
    private var lemma = 0
    private var head = 0
    private var label = 0
    private var fullLabel = 0
    /// For each relation how many words have it, how many of them the right head, and how many head and label.
    private var relations = [(all: Int, head: Int, label: Int)](
        repeating: (0, 0, 0),
        count: DependencyRelation.allCases.count
    )

    static let header =
        "| text | tokens | sentences | UPOS | XPOS | lemmas | UAS | LAS | LAS with subtypes |\n"
        + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"

    func row(_ name: String) -> String {
        func f1(_ right: Int) -> String { String(format: "%.2f", 200 * Double(right) / Double(max(gold + system, 1))) }
        let split = String(
            format: "%.2f",
            200 * Double(sentences) / Double(max(goldSentences + systemSentences, 1))
        )
        let columns = [
            name, f1(tokens), split, f1(partOfSpeech), f1(tag), f1(lemma), f1(head), f1(label), f1(fullLabel),
        ]
        return "| " + columns.joined(separator: " | ") + " |"
    }

    /// The relations by their share of all wrong heads and labels.
    func relationRows() -> [String] {
        let wrong = relations.reduce(0) { $0 + $1.all - $1.label }
        let order = relations.indices.sorted {
            (relations[$1].all - relations[$1].label, $0) < (relations[$0].all - relations[$0].label, $1)
        }
        return order.filter { relations[$0].all > 0 }.prefix(20).map { index in
            let (all, head, label) = relations[index]
            let share = 100 * Double(all - label) / Double(max(wrong, 1))
            return "| \(DependencyRelation.labels[index]) | \(all) | "
                + String(
                    format: "%.1f | %.1f | %.1f |",
                    100 * Double(head) / Double(all),
                    100 * Double(label) / Double(all),
                    share
                )
        }
    }

    mutating func add(_ sentencesOfText: [Treebank.Sentence], _ text: GoldText, _ document: Document) {
        gold += text.spans.reduce(0) { $0 + $1.count }
        system += document.tokens.count
        goldSentences += text.spans.count
        systemSentences += document.sentences.count
        var tokenAt: [Range<Int>: Int] = [:]
        for (index, token) in document.tokens.enumerated() { tokenAt[Int(token.start)..<Int(token.end)] = index }
        let found = Set(
            document.sentences.map {
                Int(document.tokens[$0.tokens.lowerBound].start)..<Int(document.tokens[$0.tokens.upperBound - 1].end)
            }
        )
        for (sentence, spans) in zip(sentencesOfText, text.spans) {
            if found.contains(spans[0].lowerBound..<spans[spans.count - 1].upperBound) { sentences += 1 }
            for (word, span) in zip(sentence.words, spans) {
                guard let index = tokenAt[span] else { continue }
                let token = document.tokens[index]
                tokens += 1
                if token.partOfSpeech == word.partOfSpeech { partOfSpeech += 1 }
                if token.tag == word.tag { tag += 1 }
                if token.lemma == WordKey(word.lemma) { lemma += 1 }
                relations[Int(word.relation.rawValue)].all += 1
                let goldHead = word.head < 0 ? nil : spans[word.head]
                let systemHead = token.head < 0 ? nil : document.tokens[Int(token.head)]
                guard goldHead == systemHead.map({ Int($0.start)..<Int($0.end) }) else { continue }
                head += 1
                relations[Int(word.relation.rawValue)].head += 1
                let main = word.label.split(separator: ":")[0]
                if main == token.relation.description.split(separator: ":")[0] {
                    label += 1
                    relations[Int(word.relation.rawValue)].label += 1
                }
                if word.relation == token.relation { fullLabel += 1 }
            }
        }
    }
}
