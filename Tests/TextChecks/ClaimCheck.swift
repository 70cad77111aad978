import Articles
import Claims
import Linguistics

/// What holds of every attribution and every claim, whatever the text.
public enum ClaimCheck {
    /// What does not hold, in words; empty where all is sound.
    public static func problems(_ attributions: [Attribution], in document: Document) -> [String] {
        var problems: [String] = []
        for (index, attribution) in attributions.enumerated() {
            if attribution.cue.isEmpty { problems.append("attribution \(index) has no cue") }
            if attribution.content.isEmpty { problems.append("attribution \(index) has no content") }
            if attribution.rule.isEmpty { problems.append("attribution \(index) has no rule") }
            for span in attribution.source + attribution.cue + attribution.content
            where span.isEmpty || span.lowerBound < 0 || span.upperBound > document.tokens.count {
                problems.append("attribution \(index) covers \(span) of \(document.tokens.count)")
            }
            if attribution.entity < -1 || attribution.entity >= document.entities.count {
                problems.append("attribution \(index) means entity \(attribution.entity)")
            }
        }
        return problems
    }

    /// - Parameter article: its text must be UTF-8, as that of every article is.
    public static func problems(_ claims: [Claim], of article: Article) -> [String] {
        var problems: [String] = []
        let positions = ScalarOracle.positions(article.text)
        let last = Int(positions.last ?? 0)
        var byteOf = [Int](repeating: article.text.count, count: last + 1)
        for byte in article.text.indices where positions[byte] >= 0 { byteOf[Int(positions[byte])] = byte }
        for (index, claim) in claims.enumerated() {
            let evidence = claim.evidence
            if claim.rule.isEmpty { problems.append("claim \(index) has no rule") }
            if let level = claim.level, !(-2...2).contains(level) {
                problems.append("claim \(index) has level \(level)")
            }
            if let value = claim.value, !value.isFinite { problems.append("claim \(index) has value \(value)") }
            guard evidence.start >= 0, evidence.start < evidence.end, evidence.end <= last else {
                problems.append("claim \(index) has evidence \(evidence.start)..<\(evidence.end) of \(last)")
                continue
            }
            let bytes = article.text[byteOf[evidence.start]..<byteOf[evidence.end]]
            if !bytes.elementsEqual(evidence.text.utf8) { problems.append("claim \(index) quotes what is not there") }
            if let start = evidence.focusStart, let end = evidence.focusEnd,
                start < evidence.start || start > end || end > evidence.end
            {
                problems.append("claim \(index) has its focus at \(start)..<\(end)")
            }
        }
        return problems
    }
}
