import Linguistics

/// What holds of every document whatever its text: the promises of ``Document`` and of the layers that fill it.
public enum DocumentCheck {
    /// What does not hold, in words; empty for a sound document.
    public static func problems(_ document: Document, regions: [TextRegion]? = nil) -> [String] {
        let regions = regions ?? [TextRegion(bytes: 0..<document.text.count, kind: .body)]
        return tokens(document, regions) + sentences(document) + trees(document) + references(document)
    }

    /// Tokens stand in order, within the regions, leave out white space only, and know their places.
    private static func tokens(_ document: Document, _ regions: [TextRegion]) -> [String] {
        var problems: [String] = []
        let text = document.text
        var cuts: Set<Int> = []
        for region in regions { cuts.formUnion([region.bytes.lowerBound, region.bytes.upperBound]) }
        let positions = ScalarOracle.positions(text, cuts: cuts)
        var next = 0
        for region in regions {
            var at = region.bytes.lowerBound
            while next < document.tokens.count, Int(document.tokens[next].end) <= region.bytes.upperBound {
                let token = document.tokens[next]
                let (start, end) = (Int(token.start), Int(token.end))
                guard start >= at, end > start, end <= text.count else {
                    return problems + ["token \(next) covers \(start)..<\(end) after byte \(at)"]
                }
                if let byte = word(text, at..<start, cuts) { problems.append("byte \(byte) is in no token") }
                if token.scalarStart != positions[start] || token.scalarEnd != positions[end] {
                    problems.append(
                        "token \(next) is at scalars \(token.scalarStart)..<\(token.scalarEnd), "
                            + "counted \(positions[start])..<\(positions[end])")
                }
                at = end
                next += 1
            }
            if let byte = word(text, at..<max(at, region.bytes.upperBound), cuts) {
                problems.append("byte \(byte) is in no token")
            }
        }
        if next < document.tokens.count { problems.append("token \(next) stands outside of the regions") }
        return problems + rebuilt(document)
    }

    /// Tokens and what stands between them, put together again.
    private static func rebuilt(_ document: Document) -> [String] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(document.text.count)
        for token in document.tokens {
            bytes += document.text[bytes.count..<Int(token.start)]
            bytes += document.text[Int(token.start)..<Int(token.end)]
        }
        bytes += document.text[bytes.count...]
        return bytes == document.text ? [] : ["the tokens do not rebuild the text"]
    }

    /// The first byte of `range` that is no white space.
    private static func word(_ text: [UInt8], _ range: Range<Int>, _ cuts: Set<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let length = ScalarOracle.wellFormed(text, at: index)
            let end = index + length
            guard end <= range.upperBound, ScalarOracle.isSpace(text, index..<end) else { return index }
            index = end
        }
        return nil
    }

    /// Sentences cover all tokens once, in order.
    private static func sentences(_ document: Document) -> [String] {
        var problems: [String] = []
        var next = 0
        var paragraph = 0
        for (index, sentence) in document.sentences.enumerated() {
            if sentence.tokens.lowerBound != next || sentence.tokens.isEmpty {
                problems.append("sentence \(index) covers \(sentence.tokens), expected from \(next)")
            }
            if sentence.paragraph < paragraph { problems.append("sentence \(index) goes back a paragraph") }
            (next, paragraph) = (sentence.tokens.upperBound, sentence.paragraph)
            guard next <= document.tokens.count else { return problems + ["sentence \(index) ends after the text"] }
            for token in sentence.tokens where document.tokens[token].sentence != Int32(index) {
                problems.append("token \(token) says sentence \(document.tokens[token].sentence), not \(index)")
            }
        }
        if next != document.tokens.count { problems.append("the sentences end at \(next) of \(document.tokens.count)") }
        return problems
    }

    /// One root a sentence, heads within it, no word above itself.
    private static func trees(_ document: Document) -> [String] {
        var problems: [String] = []
        // The walk that met a token first: a walk that meets itself goes round.
        var metBy = [Int32](repeating: -1, count: document.tokens.count)
        for (index, sentence) in document.sentences.enumerated() {
            let roots = sentence.tokens.count { document.tokens[$0].head < 0 }
            if roots != 1 { problems.append("sentence \(index) has \(roots) roots") }
            for token in sentence.tokens {
                var at = token
                while metBy[at] < 0 {
                    metBy[at] = Int32(token)
                    let head = Int(document.tokens[at].head)
                    guard head >= 0 else { break }
                    guard sentence.tokens.contains(head) else {
                        problems.append("token \(at) hangs from \(head), outside of sentence \(index)")
                        break
                    }
                    at = head
                    if metBy[at] == Int32(token) { problems.append("token \(at) hangs from itself") }
                }
            }
        }
        return problems
    }

    /// Names, mentions and entities point at what is there.
    private static func references(_ document: Document) -> [String] {
        var problems: [String] = []
        let all = 0..<document.tokens.count
        func check(_ range: Range<Int>, _ what: @autoclosure () -> String) {
            if range.isEmpty || range.lowerBound < 0 || range.upperBound > all.upperBound {
                problems.append("\(what()) covers \(range) of \(all)")
            }
        }
        if document.wordClasses.count != document.tokens.count { problems.append("words without classes") }
        for (index, name) in document.names.enumerated() { check(name.tokens, "name \(index)") }
        for (index, mention) in document.mentions.enumerated() {
            check(mention.tokens, "mention \(index)")
            if !mention.tokens.contains(mention.head) { problems.append("mention \(index) hangs from outside of it") }
            if mention.entity < -1 || mention.entity >= document.entities.count {
                problems.append("mention \(index) means entity \(mention.entity) of \(document.entities.count)")
            }
        }
        for (index, entity) in document.entities.enumerated() {
            if !entity.canonical.isEmpty { check(entity.canonical, "entity \(index)") }
            for mention in entity.mentions where !document.mentions.indices.contains(mention) {
                problems.append("entity \(index) has mention \(mention) of \(document.mentions.count)")
            }
        }
        return problems
    }
}
