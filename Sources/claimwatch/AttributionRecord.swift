import Claims
import Linguistics

/// An attribution as programs outside read it (CONTRACT): spans in code points, `speaker` null where unknown.
struct AttributionRecord: Encodable {
    var article: String
    var source: [[Int]]
    var cue: [[Int]]
    var content: [[Int]]
    var speaker: String?
    var quotation: String
    var rule: String

    init(_ attribution: Attribution, article: String, document: Document) {
        func spans(_ ranges: [Range<Int>]) -> [[Int]] {
            ranges.map { range in
                let scalars = document.scalars(range)
                return [scalars.lowerBound, scalars.upperBound]
            }
        }
        self.article = article
        (source, cue, content) = (spans(attribution.source), spans(attribution.cue), spans(attribution.content))
        (speaker, quotation, rule) = (attribution.speaker, attribution.quotation.rawValue, attribution.rule)
    }

    private enum Key: String, CodingKey { case article, source, cue, content, speaker, quotation, rule }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(article, forKey: .article)
        try container.encode(source, forKey: .source)
        try container.encode(cue, forKey: .cue)
        try container.encode(content, forKey: .content)
        try container.encode(speaker, forKey: .speaker)
        try container.encode(quotation, forKey: .quotation)
        try container.encode(rule, forKey: .rule)
    }
}
