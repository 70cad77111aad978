import ArgumentParser
import EnglishLanguage
@preconcurrency import Foundation
import Linguistics

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures the language engine on dev, from raw text: one table with the goals, then the details."
    )

    @OptionGroup var options: TrainingOptions

    @Option(help: "A folder with a model to measure instead of the embedded one.")
    var model: String?

    @Flag(help: "Also show which relations go wrong most.")
    var byRelation = false

    @Option(help: "A key of the speakers that pronouns and descriptions in PolNeAR dev mean, a JSON object a line.")
    var speakers: String?

    @Option(help: "Measure attributions and speakers only, without this layer: trees, names or coreference.")
    var without: AblatedLayer?

    @Flag(help: "Measure attributions and speakers only.")
    var attributionsOnly = false

    @Option(help: "Which part of PolNeAR.")
    var part = "dev"

    @Option(help: "Write the sources whose speaker is wrong to this file.")
    var wrongSpeakers: String?

    @Option(help: "Write a sample of found sources that are no names to this file, without the system's answer.")
    var questions: String?

    @Option(help: "How many sources the sample holds.")
    var sample = 150

    func run() throws {
        let engine = MeasuredEngine(model: model, without: without)
        var figures: [Figure] = []
        var details: [String] = []
        if without == nil, !attributionsOnly { try measureLayers(engine.analyser, &figures, &details) }
        let articles = try PolNeAR(folder: options.data + "/polnear/" + part).articles
        let (score, speaker) = try engine.measure(articles, speakers: speakers)
        let all = AttributionScore.Column.all.rawValue
        figures += [
            Figure(what: "PolNeAR \(part), joint F1", value: score.joint[all].f1, goal: 66),
            Figure(what: "PolNeAR \(part), token F1", value: score.token[all].f1, goal: 80),
            Figure(what: "PolNeAR \(part), exact F1", value: score.exact[all].f1, goal: 45),
            Figure(what: "speaker, where the source holds a name", value: speaker.named.percent, goal: 85),
            Figure(what: "speaker, all (needs --speakers)", value: speaker.total, goal: 85),
        ]
        print(([Figure.table(figures)] + details + [score.table, speaker.table]).joined(separator: "\n\n"))
        if let questions {
            var generator = SeededGenerator(seed: 1)
            let chosen = speaker.questions.shuffled(using: &generator).prefix(sample)
            let lines = chosen.map { "\($0.article)\t\($0.start)\t\($0.source)" }.sorted()
            try (lines.joined(separator: "\n") + "\n").write(toFile: questions, atomically: true, encoding: .utf8)
        }
        if let wrongSpeakers {
            try (speaker.wrong.joined(separator: "\n") + "\n")
                .write(toFile: wrongSpeakers, atomically: true, encoding: .utf8)
        }
    }

    /// Tokens to mentions on the treebanks.
    private func measureLayers(_ analyser: EnglishAnalyser, _ figures: inout [Figure], _ details: inout [String]) throws
    {
        var rows = [TreeScore.header]
        var tables: [String] = []
        for (name, sentences) in try options.corpus().dev {
            var score = TreeScore()
            for document in Corpus.documents(sentences) {
                let gold = GoldText(document)
                score.add(document, gold, analyser.analyse(gold.text))
            }
            rows.append(score.row(name))
            if let goals = Self.goals[name] {
                for ((what, value), goal) in zip(score.figures, goals) {
                    figures.append(Figure(what: "\(name) dev, \(what)", value: value, goal: goal))
                }
            }
            if byRelation {
                let head = "\(name)\n| relation | words | head % | head and label % | share of errors % |"
                tables.append(
                    ([head, "| --- | --- | --- | --- | --- |"] + score.relationRows()).joined(separator: "\n"))
            }
        }
        let report = try NamesAndMentionsReport(analyser, data: options.data)
        figures.append(Figure(what: "GUM dev, names (span and kind), F1", value: report.names.f1, goal: 75))
        figures.append(Figure(what: "GUM dev, pronouns linked", value: report.pronouns.percent, goal: 70))
        details += [rows.joined(separator: "\n"), report.names.table, report.pronouns.table] + tables
    }

    /// Tokens, sentences, parts of speech, heads, heads and labels.
    private static let goals: [String: [Double]] = [
        "EWT": [99, 80, 94, 83, 80], "GUM news, interview": [99, 88, 95.5, 86, 83],
    ]
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

    /// What the goals are about, in %.
    var figures: [(what: String, value: Double)] {
        func f1(_ right: Int, _ all: Int) -> Double { 200 * Double(right) / Double(max(all, 1)) }
        let all = gold + system
        return [
            ("tokens F1", f1(tokens, all)), ("sentences F1", f1(sentences, goldSentences + systemSentences)),
            ("UPOS", f1(partOfSpeech, all)), ("UAS", f1(head, all)), ("LAS", f1(label, all)),
        ]
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
