import ArgumentParser
import EnglishLanguage
@preconcurrency import Foundation
import Linguistics

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures tokens, sentences, tags, lemmas and trees on dev, from raw text."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "A folder with a model to measure instead of the embedded one.")
    var model: String?

    func run() throws {
        let analyser = model.map { ModelFolder(path: $0).analyser() } ?? English.analyser()
        let corpus = try options.corpus()
        print(TreeScore.header)
        for (name, sentences) in corpus.dev {
            var score = TreeScore()
            for document in Corpus.documents(sentences) {
                let gold = GoldText(document)
                score.add(document, gold, analyser.analyse(gold.text))
            }
            print(score.row(name))
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
                let goldHead = word.head < 0 ? nil : spans[word.head]
                let systemHead = token.head < 0 ? nil : document.tokens[Int(token.head)]
                guard goldHead == systemHead.map({ Int($0.start)..<Int($0.end) }) else { continue }
                head += 1
                let main = word.label.split(separator: ":")[0]
                if main == token.relation.description.split(separator: ":")[0] { label += 1 }
                if word.relation == token.relation { fullLabel += 1 }
            }
        }
    }
}
