import Articles
import Claims
import Linguistics
import Pipeline

/// What the layers make of a text, one after another, by the daemon's own path: for `explain --text`.
struct TextExplanation {
    let engine: Engine

    func lines(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let read = engine.articles.read(
            bytes, id: ArticleLoader.id(of: bytes), path: "text", fileDate: CalendarDate(day: 0))
        guard case .success(let article) = read else { return ["the text holds no words"] }
        let document = engine.document(of: article)
        var lines: [String] = []
        for (number, sentence) in document.sentences.enumerated() {
            lines.append("Sentence \(number + 1)\(sentence.isHeading ? " (heading)" : "")")
            for token in sentence.tokens { lines.append(row(token, document)) }
        }
        if !document.names.isEmpty { lines.append("Names") }
        for name in document.names { lines.append("    \(name.kind): \(Plain.text(document.string(name.tokens)))") }
        let mentions = document.mentions.filter { $0.entity >= 0 }
        if !mentions.isEmpty { lines.append("Mentions") }
        for mention in mentions {
            let meant = document.resolved(head: mention.head) ?? "nobody named"
            lines.append("    \(Plain.text(document.string(mention.tokens))) (\(mention.kind)): \(Plain.text(meant))")
        }
        let attributions = engine.reader.attributions(in: document)
        if !attributions.isEmpty { lines.append("Attributions") }
        for attribution in attributions {
            func words(_ spans: [Range<Int>]) -> String {
                Plain.text(spans.map { document.string($0) }.joined(separator: " … "))
            }
            lines.append(
                "    \(attribution.speaker.map(Plain.text) ?? "nobody named") [\(words(attribution.cue))] "
                    + "\(words(attribution.content))  (\(attribution.rule))")
        }
        let claims = engine.reader.claims(in: article, document: document)
        lines.append(claims.isEmpty ? "No claims" : "Claims")
        for claim in claims { lines += ClaimText.lines(claim, of: article).map { "    " + $0 } }
        return lines
    }

    /// Number, word, lemma's tag, and what it depends on.
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
}
