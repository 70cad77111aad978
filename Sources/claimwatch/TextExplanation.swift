import Articles
import Claims
import Linguistics
import Pipeline

/// What the layers make of a text, one after another, by the daemon's own path: for `explain --text`.
///
/// Each section says in brackets which model or rule decided. All that the text gives is made fit for a terminal.
struct TextExplanation {
    let engine: Engine
    /// The day that "Friday" is read from where the text gives none.
    let today: CalendarDate

    func lines(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let article: Article
        switch engine.articles.read(bytes, id: ArticleLoader.id(of: bytes), path: "text", fileDate: today) {
        case .success(let read): article = read
        case .failure(let problem): return ["Not read: \(Plain.text("\(problem)"))"]
        }
        return frame(article) + engine.read(article) { lines($0, of: article) }
    }

    private func lines(_ document: Document, of article: Article) -> [String] {
        var lines: [String] = []
        for number in document.sentences.indices { lines += sentence(number, document) }
        lines += names(document) + mentions(document)
        let attributions = engine.reader.attributions(in: document)
        lines.append(attributions.isEmpty ? "No attributions" : "Attributions")
        for attribution in attributions { lines += self.lines(attribution, document) }
        let claims = engine.reader.claims(in: article, document: document)
        lines.append(claims.isEmpty ? "No claims" : "Claims")
        for claim in claims { lines += ClaimText.lines(claim, of: article).map { "    " + $0 } }
        return lines
    }

    /// What stands around the story.
    private func frame(_ article: Article) -> [String] {
        let source =
            switch article.dateSource {
            case .header: "its date line"
            case .dateline: "its dateline"
            case .fileTime: "today: the text gives no date"
            }
        var lines = ["Article (frame rules)", "    date: \(article.date) (\(source))"]
        if let headline = article.headline { lines.append("    headline: \(Plain.text(headline))") }
        if let place = article.place { lines.append("    place: \(Plain.text(place))") }
        if let publisher = article.publisher { lines.append("    publisher: \(Plain.text(publisher))") }
        if article.role != .report { lines.append("    role: \(article.role.rawValue)") }
        return lines + article.notes.map { "    note: \(Plain.text("\($0)"))" }
    }

    private func sentence(_ number: Int, _ document: Document) -> [String] {
        let sentence = document.sentences[number]
        let heading = sentence.isHeading ? " (heading)" : ""
        return ["Sentence \(number + 1)\(heading) (trained models: words, tags, tree)"]
            + sentence.tokens.map { row($0, document) }
    }

    /// Number, word, tags, relation, and what the word depends on.
    private func row(_ token: Int, _ document: Document) -> String {
        let first = document.sentences[Int(document.tokens[token].sentence)].tokens.lowerBound
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        let word = document.tokens[token]
        let head = document.head(token).map { "\($0 - first + 1) \(Plain.text(document.word($0)))" } ?? "root"
        return "    " + padded("\(token - first + 1)", 4) + padded(Plain.text(document.word(token)), 20)
            + padded("\(word.partOfSpeech)", 7) + padded("\(word.tag)", 7) + padded("\(word.relation)", 13) + head
    }

    private func names(_ document: Document) -> [String] {
        guard !document.names.isEmpty else { return ["No names"] }
        return ["Names (trained model, word lists)"]
            + document.names.map { "    \($0.kind): \(Plain.text(document.string($0.tokens)))" }
    }

    /// Every phrase that refers, and whom it means: names and descriptions by rules, pronouns by a trained ranker.
    private func mentions(_ document: Document) -> [String] {
        let mentions = document.mentions.filter { $0.entity >= 0 || $0.kind == .pronoun }
        guard !mentions.isEmpty else { return ["No mentions"] }
        return ["Mentions (names and descriptions by rules, pronouns by a trained model)"]
            + mentions.map { mention in
                let meant = mention.entity >= 0 ? document.resolved(head: mention.head) ?? "nobody named" : "not found"
                return "    \(Plain.text(document.string(mention.tokens))) (\(mention.kind)): \(Plain.text(meant))"
            }
    }

    private func lines(_ attribution: Attribution, _ document: Document) -> [String] {
        func words(_ spans: [Range<Int>]) -> String {
            spans.isEmpty ? "none" : Plain.text(spans.map { document.string($0) }.joined(separator: " … "))
        }
        return [
            "    speaker: \(attribution.speaker.map(Plain.text) ?? "nobody named")  (\(attribution.rule))",
            "        source: \(words(attribution.source))",
            "        cue: \(words(attribution.cue))",
            "        content, \(attribution.quotation.rawValue): \(words(attribution.content))",
        ]
    }
}
