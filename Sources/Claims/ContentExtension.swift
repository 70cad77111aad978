import Linguistics

/// Carries a content over the borders of its cue's sentence: to both ends of a quotation that it is part of, and on to
/// the sentences after it that a trained model takes for the same speaker's words.
package struct ContentExtension {
    package static let followers: [UInt32] = [0b11, 0b11]
    package static let starters: UInt32 = 0b11
    /// The most steps that a content is carried on.
    private static let steps = 24

    /// A stretch that may belong to a content, and what tells whether it does.
    package struct Candidate {
        package var tokens: Range<Int>
        let sentence: Int
        let step: Int
    }

    private let context: AttributionContext
    private let cueOf: [Int32]
    /// For each token how many contents with a cue outside it hold it.
    private var held: [UInt8]

    package init(_ context: AttributionContext, cueOf: [Int32]) {
        (self.context, self.cueOf) = (context, cueOf)
        held = [UInt8](repeating: 0, count: context.document.tokens.count)
    }

    /// Notes a content as the sequence model found it.
    package mutating func note(_ content: [Range<Int>]) {
        for range in content { for token in range { held[token] = min(held[token] &+ 1, 8) } }
    }

    /// The content with the quotations that run over the border of the cue's sentence.
    package func completed(_ content: [Range<Int>], cue: Range<Int>) -> [Range<Int>] {
        guard cue.lowerBound < cueOf.count else { return content }
        let sentence = context.document.sentences[Int(context.document.tokens[cue.lowerBound].sentence)].tokens
        let own = context.quotationOf[cue.lowerBound]
        var result = content
        for index in result.indices {
            let range = result[index]
            let last = context.quotationOf[range.upperBound - 1]
            if last >= 0, last != own, range.upperBound >= sentence.upperBound - 1 {
                let end = context.quotations[Int(last)].tokens.upperBound
                result[index] = range.lowerBound..<max(end, range.upperBound)
            }
            let first = context.quotationOf[range.lowerBound]
            if first >= 0, first != own, range.lowerBound <= sentence.lowerBound + 1 {
                let start = context.quotations[Int(first)].tokens.lowerBound
                result[index] = min(start, range.lowerBound)..<result[index].upperBound
            }
        }
        return result
    }

    /// The content with what stands before a report set between commas, where only what follows was found: of "The bridge
    /// had fallen, the mayor said, two lorries with it" all but the mayor's part.
    package func framed(_ content: [Range<Int>], cue: Range<Int>, source: Range<Int>?) -> [Range<Int>] {
        let tokens = context.document.tokens
        guard let source, let first = content.first, first.lowerBound >= cue.upperBound,
            context.quotationOf[cue.lowerBound] < 0
        else { return content }
        let report = min(cue.lowerBound, source.lowerBound)..<max(cue.upperBound, source.upperBound)
        let sentence = context.document.sentences[Int(tokens[cue.lowerBound].sentence)].tokens
        guard report.count <= cue.count + source.count + 1, report.lowerBound - 1 > sentence.lowerBound,
            report.upperBound < sentence.upperBound,
            tokens[report.lowerBound - 1].form == ",", tokens[report.upperBound].form == ",",
            first.lowerBound <= report.upperBound + 1
        else { return content }
        let before = sentence.lowerBound..<report.lowerBound - 1
        var hasVerb = false
        for index in before {
            if cueOf[index] != 0 { return content }
            if context.document.head(index) == nil || tokens[index].relation == .clausalComplement { hasVerb = true }
        }
        return hasVerb ? [before] + content : content
    }

    /// The stretch after `end` that may go on with the content; nil where none may.
    package func candidate(after end: Int, cue: Range<Int>, step: Int) -> Candidate? {
        let document = context.document
        guard step < Self.steps, end > 0, end <= document.tokens.count else { return nil }
        let current = Int(document.tokens[end - 1].sentence)
        let sentence = current + 1
        guard sentence < document.sentences.count else { return nil }
        let tokens = document.sentences[sentence].tokens
        let home = document.sentences[current].paragraph
        guard document.sentences[sentence].paragraph <= home + 1, !tokens.isEmpty else { return nil }
        // A quotation of the cue's own is the words around it, not what it introduces.
        let own = context.quotationOf[cue.lowerBound]
        let first = context.quotationOf[tokens.lowerBound]
        if first >= 0, first != own {
            let quotation = context.quotations[Int(first)].tokens
            return Candidate(
                tokens: tokens.lowerBound..<quotation.upperBound,
                sentence: sentence,
                step: min(step, 3)
            )
        }
        guard document.sentences[sentence].paragraph == home else { return nil }
        return Candidate(tokens: tokens, sentence: sentence, step: min(step, 3))
    }

    /// The quotation before the cue's sentence, for a cue that has no content in its own: "…?" / he said.
    package func candidate(before cue: Range<Int>) -> Candidate? {
        let document = context.document
        let sentence = Int(document.tokens[cue.lowerBound].sentence) - 1
        guard sentence >= 0, let last = document.sentences[sentence].tokens.last else { return nil }
        let home = document.sentences[sentence + 1].paragraph
        let quotation = context.quotationOf[last]
        guard document.sentences[sentence].paragraph + 1 >= home, quotation >= 0,
            quotation != context.quotationOf[cue.lowerBound]
        else { return nil }
        return Candidate(tokens: context.quotations[Int(quotation)].tokens, sentence: sentence, step: 4)
    }

    /// The features of a candidate, for a model with the labels no and yes.
    package func fill(
        _ candidate: Candidate,
        cue: Range<Int>,
        source: Range<Int>?,
        content: [Range<Int>],
        _ list: inout FeatureList
    ) {
        let document = context.document
        let view = TokenView(context: context, range: 0..<document.tokens.count)
        let start = candidate.tokens.lowerBound
        let cueSentence = document.sentences[Int(document.tokens[cue.lowerBound].sentence)]
        let sentence = document.sentences[candidate.sentence]
        let anchor = RoleFeatures.anchor(context, cue)
        let (kinds, lemma) = (view.kinds(anchor), view.lemma(anchor))
        // What the candidate is.
        let isQuoted: UInt64 = context.quotationOf[start] >= 0 ? 1 : 0
        let startsParagraph: UInt64 = document.tokens[start].shape.contains(.lineBefore) ? 1 : 0
        let isWhole: UInt64 = candidate.tokens.upperBound >= sentence.tokens.upperBound ? 1 : 0
        var cuesInside: UInt64 = 0
        var cuesOutside: UInt64 = 0
        for token in sentence.tokens where cueOf[token] != 0 {
            if candidate.tokens.contains(token) { cuesInside = 1 } else { cuesOutside = 1 }
        }
        let isHeld: UInt64 = held[start] > 0 ? 1 : 0
        let form = isQuoted | startsParagraph << 1 | isWhole << 2 | cuesOutside << 3 | isHeld << 4
        // What the attribution is.
        let ownQuotation: UInt64 = context.quotationOf[cue.lowerBound] >= 0 ? 1 : 0
        var quoted: UInt64 = 0
        var before: UInt64 = 0
        var after: UInt64 = 0
        for range in content {
            if range.lowerBound < cue.lowerBound { before = 1 } else if candidate.step == 0 { after = 1 }
            if context.quotationOf[range.lowerBound] >= 0, ownQuotation == 0 { quoted |= 1 }
            if context.quotationOf[range.upperBound - 1] >= 0, ownQuotation == 0 { quoted |= 2 }
        }
        var laterCues: UInt64 = 0
        if cue.upperBound < cueSentence.tokens.upperBound {
            for token in cue.upperBound..<cueSentence.tokens.upperBound where cueOf[token] != 0 {
                if context.quotationOf[token] < 0 { laterCues = 1 }
            }
        }
        var colon: UInt64 = 0
        if let last = cueSentence.tokens.last { colon = view.form(last) & 0xFFFF }
        let attribution = quoted | before << 2 | after << 3 | ownQuotation << 4 | laterCues << 5
        let step = UInt64(candidate.step == 4 ? 4 : min(candidate.step, 3))
        list.begin(5)
        list.add(form)
        list.add(form, attribution)
        list.add(form, attribution, kinds)
        list.add(form, attribution, step)
        list.add(form, kinds, step)
        list.add(form, lemma)
        list.add(form, colon, step)
        list.add(form, colon, attribution)
        list.add(isQuoted | isHeld << 1, quoted | before << 2 | startsParagraph << 3)
        list.add(isQuoted | cuesOutside << 1 | isWhole << 2, quoted | before << 2 | startsParagraph << 3, step)
        list.add(form, cuesInside, quoted)
        list.add(view.form(start), form)
        list.add(view.form(start + isQuoted.asInt), isQuoted | quoted << 1)
        list.add(view.form(start + 1), form)
        list.add(form, source.map { view.nominal($0.lowerBound) } ?? 0, attribution)
        list.add(form, UInt64(min(cueSentence.paragraph == sentence.paragraph ? 0 : 1, 1)), attribution)
        list.add(cue.upperBound >= cueSentence.tokens.upperBound - 1 ? 1 : 0, form, attribution)
    }
}

extension UInt64 {
    fileprivate var asInt: Int { Int(truncatingIfNeeded: self) }
}
