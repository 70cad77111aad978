import Linguistics

/// Finds attributions: cues by a trained sequence model, then for each cue its source and content by another.
package struct AttributionReader: Sendable {
    package let lexicon: CueLexicon
    let cueModel: ChainModel
    let roleModel: ChainModel
    let extensionModel: ChainWeights
    /// Added to the score of the label "outside" at each word when cues are sought: below nought finds more. This and the
    /// others are in natural logarithms.
    package var cueBias: Float = -0.15
    /// What the first look at a word must give a label of cues for a second one.
    package var cueGate: Float = -1.2
    /// Added to the score of the labels of contents.
    package var contentBias: Float = -0.021
    /// The same where a first look found no content.
    package var emptyBias: Float = 0.5
    /// Added to the score of the label "source" where a first look found none.
    package var sourceBias: Float = 1

    /// - Parameters:
    ///   - list: the list `attribution-cues`.
    ///   - model: the bytes of the part `attributions`; without them nothing is found.
    ///   - tokens: the bytes of the part `tokens`, which holds the classes of words.
    package init(list: WordList, model: UnsafeRawBufferPointer, tokens: UnsafeRawBufferPointer) {
        lexicon = CueLexicon(list, tokens: tokens)
        let archive = ModelArchive(model)
        cueModel = ChainModel(words: ChainWeights(archive.part(0)), pairs: ChainWeights(archive.part(1)))
        roleModel = ChainModel(words: ChainWeights(archive.part(2)), pairs: ChainWeights(archive.part(3)))
        extensionModel = ChainWeights(archive.part(4))
    }

    /// The attributions of a document, in the order of their cues.
    package func attributions(in document: Document) -> [Attribution] {
        guard !cueModel.isEmpty, !roleModel.isEmpty else { return [] }
        let context = AttributionContext(document, lexicon: lexicon)
        let cues = cues(context)
        var cueOf = [Int32](repeating: 0, count: document.tokens.count)
        for (index, cue) in cues.enumerated() { for token in cue { cueOf[token] = Int32(index + 1) } }
        var chain = LinearChain(model: roleModel, followers: RoleFeatures.followers, starters: RoleFeatures.starters)
        let plain = chain.bias([0, 0, contentBias, contentBias])
        let favoured = chain.bias([0, sourceBias, contentBias, contentBias])
        let filled = chain.bias([0, 0, emptyBias, emptyBias])
        var result: [Attribution] = []
        for cue in cues {
            let sentence = document.sentences[Int(document.tokens[cue.lowerBound].sentence)].tokens
            let features = RoleFeatures(context, cue: cue, sentence: sentence, cueOf: cueOf)
            _ = chain.score(features.window, closed: cue, features)
            let start = features.window.lowerBound
            var labels = chain.decode(bias: plain)
            var content = Self.runs(labels, from: start, begin: RoleFeatures.content)
            if content.isEmpty, emptyBias > 0 {
                // A cue without content is more often one whose content is hard to find than none.
                labels = chain.decode(bias: filled)
                content = Self.runs(labels, from: start, begin: RoleFeatures.content)
            }
            var source = Self.runs(labels, from: start, label: RoleFeatures.source)
            if source.isEmpty, sourceBias > 0 {
                // Several readings of where the source ends may each be less likely than none at all.
                let labels = chain.decode(bias: favoured)
                source = Self.runs(labels, from: start, label: RoleFeatures.source).filter { range in
                    !content.contains { $0.overlaps(range) }
                }
            }
            if source.isEmpty, let subject = context.speaker(of: features.anchor, besides: content) {
                source = [subject]
            }
            result.append(Attribution(source: source, cue: [cue], content: content, rule: "attribution-model"))
        }
        extend(&result, context, cueOf)
        result.removeAll { $0.content.isEmpty }
        let resolution = SpeakerResolution(document)
        var previous: Attribution?
        for index in result.indices {
            result[index].quotation = Self.quotation(result[index], context)
            resolve(&result[index], after: previous, resolution, context)
            // A cue within a quotation is the quoted one's own, and introduces nobody who goes on.
            if !context.isQuoted(result[index].cue) { previous = result[index] }
        }
        return result
    }

    /// Carries the contents over the borders of sentences.
    private func extend(_ attributions: inout [Attribution], _ context: AttributionContext, _ cueOf: [Int32]) {
        var extent = ContentExtension(context, cueOf: cueOf)
        for index in attributions.indices {
            guard let cue = attributions[index].cue.first else { continue }
            let content = extent.framed(
                attributions[index].content, cue: cue, source: attributions[index].source.first)
            attributions[index].content = extent.completed(content, cue: cue)
            extent.note(attributions[index].content)
        }
        guard extensionModel.labels == 2 else { return }
        var list = FeatureList()
        func belongs(_ candidate: ContentExtension.Candidate, to attribution: Attribution, cue: Range<Int>) -> Bool {
            extent.fill(candidate, cue: cue, source: attribution.source.first, content: attribution.content, &list)
            return extensionModel.predict(list) == 1
        }
        for index in attributions.indices {
            guard let cue = attributions[index].cue.first else { continue }
            var step = 0
            while true {
                let end = max(cue.upperBound, attributions[index].content.last?.upperBound ?? 0)
                guard let candidate = extent.candidate(after: end, cue: cue, step: step),
                    belongs(candidate, to: attributions[index], cue: cue)
                else { break }
                attributions[index].content.append(candidate.tokens)
                step += 1
            }
            if attributions[index].content.isEmpty, let candidate = extent.candidate(before: cue),
                belongs(candidate, to: attributions[index], cue: cue)
            {
                attributions[index].content = [candidate.tokens]
            }
        }
    }

    private func resolve(
        _ attribution: inout Attribution,
        after previous: Attribution?,
        _ resolution: SpeakerResolution,
        _ context: AttributionContext
    ) {
        let sentence = attribution.cue.first.map { Int(context.document.tokens[$0.lowerBound].sentence) } ?? 0
        let says = attribution.cue.joined().contains { context.kinds[$0] & Self.speech != 0 }
        if says, !context.isQuoted(attribution.cue), let previous,
            resolution.goesOn(attribution.source, after: previous, until: sentence)
        {
            (attribution.speaker, attribution.entity) = (previous.speaker, previous.entity)
        } else {
            (attribution.speaker, attribution.entity) = resolution.speaker(of: attribution.source)
        }
    }

    /// The kinds "speech", "write", "report" and "claim" of the list.
    private static let speech: CueLexicon.Kinds = 0b1111

    /// Direct where nearly all words of the content stand between marks that the cue stands outside of.
    private static func quotation(_ attribution: Attribution, _ context: AttributionContext) -> Attribution.Quotation {
        let own = attribution.cue.first.map { context.quotationOf[$0.lowerBound] } ?? -1
        var (quoted, all) = (0, 0)
        for token in attribution.content.joined() where context.document.tokens[token].partOfSpeech != .punctuation {
            all += 1
            let quotation = context.quotationOf[token]
            if quotation >= 0, quotation != own { quoted += 1 }
        }
        if quoted == 0 { return .indirect }
        return quoted * 10 >= all * 9 ? .direct : .mixed
    }

    private func cues(_ context: AttributionContext) -> [Range<Int>] {
        var chain = LinearChain(
            model: cueModel, followers: CueFeatures.followers, starters: CueFeatures.starters, gate: cueGate)
        let bias = chain.bias([cueBias, 0, 0])
        var cues: [Range<Int>] = []
        for sentence in context.document.sentences {
            guard chain.score(sentence.tokens, CueFeatures(context, sentence: sentence.tokens)) else { continue }
            let labels = chain.decode(bias: bias)
            cues += Self.runs(labels, from: sentence.tokens.lowerBound, begin: CueFeatures.begin)
        }
        return cues
    }

    /// The stretches with this label.
    private static func runs(_ labels: [UInt8], from start: Int, label wanted: Int) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for (offset, label) in labels.enumerated() where Int(label) == wanted {
            if let last = result.last, last.upperBound == start + offset {
                result[result.count - 1] = last.lowerBound..<start + offset + 1
            } else {
                result.append(start + offset..<start + offset + 1)
            }
        }
        return result
    }

    /// The stretches that begin with the label `begin` and go on with the next one.
    private static func runs(_ labels: [UInt8], from start: Int, begin: Int) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var open = -1
        for (offset, label) in labels.enumerated() {
            if open >= 0, Int(label) != begin + 1 {
                result.append(open..<start + offset)
                open = -1
            }
            if Int(label) == begin { open = start + offset }
        }
        if open >= 0 { result.append(open..<start + labels.count) }
        return result
    }
}
