import Claims
import EnglishLanguage
import Foundation
import Linguistics

/// Trains the models that find attributions.
struct AttributionTraining {
    let articles: [PolNeAR.Article]
    let analyser: EnglishAnalyser
    let lexicon: CueLexicon
    /// A layer that the articles are analysed without.
    var without: AblatedLayer?
    var epochs = 5
    var rate: Float = 0.03
    var penalty: Float = 0.002
    var cutoff: Int32 = 2
    var power: Float = 0.3
    /// How many features the models keep.
    var cueFeatures = 123_000
    var roleFeatures = 112_000
    var extensionFeatures = 8_500

    /// Returns the bytes of the part `attributions`; with `only`, the other models are taken from `old`.
    func run(only: String?, old: ModelArchive) -> [UInt8] {
        let prepared = articles.map { AlignedArticle($0, analyser: analyser, without: without, lexicon: lexicon) }
        func parts(_ name: String, _ index: Int, _ train: ([AlignedArticle]) -> [[UInt8]]) -> [[UInt8]] {
            guard only == nil || only == name else { return [[UInt8](old.part(index)), [UInt8](old.part(index + 1))] }
            print(name)
            return train(prepared)
        }
        return ModelArchive.pack(
            parts("cues", 0, cueModel) + parts("roles", 2, roleModel) + parts("extensions", 4, extensionModel))
    }

    private func cueModel(_ articles: [AlignedArticle]) -> [[UInt8]] {
        var trainer = ChainTrainer(followers: CueFeatures.followers, starters: CueFeatures.starters)
        for article in articles {
            for sentence in article.context.document.sentences {
                let features = CueFeatures(article.context, sentence: sentence.tokens)
                let gold = sentence.tokens.map { token -> UInt8 in
                    let cue = article.cueOf[token]
                    if cue == 0 { return UInt8(CueFeatures.outside) }
                    let starts = token == sentence.tokens.lowerBound || article.cueOf[token - 1] != cue
                    return UInt8(starts ? CueFeatures.begin : CueFeatures.inside)
                }
                trainer.add(sentence.tokens, gold: gold, features)
            }
        }
        trainer.train(
            epochs: epochs,
            rate: rate,
            penalty: penalty,
            cutoff: cutoff,
            keep: cueFeatures,
            power: power
        )
        return trainer.compile()
    }

    private func roleModel(_ articles: [AlignedArticle]) -> [[UInt8]] {
        var trainer = ChainTrainer(followers: RoleFeatures.followers, starters: RoleFeatures.starters)
        for article in articles {
            let document = article.context.document
            for gold in article.gold {
                guard let cue = gold.cue else { continue }
                let sentence = document.sentences[Int(document.tokens[cue.lowerBound].sentence)].tokens
                let features = RoleFeatures(article.context, cue: cue, sentence: sentence, cueOf: article.cueOf)
                var labels: [UInt8] = []
                for token in features.window {
                    if cue.contains(token) {
                        labels.append(UInt8(RoleFeatures.outside))
                    } else if gold.source.contains(token) {
                        labels.append(UInt8(RoleFeatures.source))
                    } else if gold.content.contains(token) {
                        let goesOn = labels.last.map { Int($0) >= RoleFeatures.content } ?? false
                        labels.append(UInt8(goesOn ? RoleFeatures.contentInside : RoleFeatures.content))
                    } else {
                        labels.append(UInt8(RoleFeatures.outside))
                    }
                }
                trainer.add(features.window, gold: labels, features)
            }
        }
        trainer.train(
            epochs: epochs,
            rate: rate,
            penalty: penalty,
            cutoff: cutoff,
            keep: roleFeatures,
            power: power
        )
        return trainer.compile()
    }
}

extension AttributionTraining {
    fileprivate func extensionModel(_ articles: [AlignedArticle]) -> [[UInt8]] {
        var trainer = ChainTrainer(followers: ContentExtension.followers, starters: ContentExtension.starters)
        for article in articles {
            let document = article.context.document
            var extent = ContentExtension(article.context, cueOf: article.cueOf)
            // The contents as the sequence model should find them: what lies in the cue's sentence.
            var contents: [[Range<Int>]] = []
            for gold in article.gold {
                guard let cue = gold.cue else {
                    contents.append([])
                    continue
                }
                let sentence = document.sentences[Int(document.tokens[cue.lowerBound].sentence)].tokens
                var ranges: [Range<Int>] = []
                for token in gold.content.sorted() where sentence.contains(token) {
                    if let last = ranges.last, last.upperBound == token {
                        ranges[ranges.count - 1] = last.lowerBound..<token + 1
                    } else {
                        ranges.append(token..<token + 1)
                    }
                }
                contents.append(extent.completed(ranges, cue: cue))
                extent.note(contents[contents.count - 1])
            }
            for (gold, content) in zip(article.gold, contents) {
                guard let cue = gold.cue else { continue }
                var content = content
                var step = 0
                func learn(_ candidate: ContentExtension.Candidate) -> Bool {
                    let covered = candidate.tokens.count { gold.content.contains($0) }
                    let belongs = covered * 2 > candidate.tokens.count
                    let source = gold.source.min().map { $0..<$0 + 1 }
                    let features = CandidateFeatures(
                        extent: extent, candidate: candidate, cue: cue, source: source, content: content)
                    trainer.add(0..<1, gold: [belongs ? 1 : 0], features)
                    return belongs
                }
                while true {
                    let end = max(cue.upperBound, content.last?.upperBound ?? 0)
                    guard let candidate = extent.candidate(after: end, cue: cue, step: step), learn(candidate) else {
                        break
                    }
                    content.append(candidate.tokens)
                    step += 1
                }
                if content.isEmpty, let candidate = extent.candidate(before: cue) { _ = learn(candidate) }
            }
        }
        trainer.train(
            epochs: epochs,
            rate: rate,
            penalty: penalty,
            cutoff: cutoff,
            keep: extensionFeatures,
            power: power
        )
        return trainer.compile()
    }
}

/// A candidate of a ``ContentExtension`` as a chain of one word.
private struct CandidateFeatures: ChainFeatures {
    let extent: ContentExtension
    let candidate: ContentExtension.Candidate
    let cue: Range<Int>
    let source: Range<Int>?
    let content: [Range<Int>]

    func fill(_ index: Int, _ part: ChainPart, _ list: inout FeatureList) {
        extent.fill(candidate, cue: cue, source: source, content: content, &list)
        if part != .rest { list.clear() }
    }
}

/// An article of PolNeAR with its analysis, and its attributions as tokens.
struct AlignedArticle {
    struct Gold {
        var cue: Range<Int>?
        var source: Set<Int>
        var content: Set<Int>
    }

    let name: String
    let context: AttributionContext
    let gold: [Gold]
    /// For each token 1 + the index of the attribution whose cue it belongs to; 0 outside.
    let cueOf: [Int32]

    init(_ article: PolNeAR.Article, analyser: EnglishAnalyser, without: AblatedLayer?, lexicon: CueLexicon) {
        name = article.name
        let document = MeasuredEngine.analyse(article.text, analyser, without: without)
        context = AttributionContext(document, lexicon: lexicon)
        let aligner = Aligner(document)
        var cueOf = [Int32](repeating: 0, count: document.tokens.count)
        gold = article.gold.map { gold in
            let cueTokens = aligner.tokens(gold.cue).sorted()
            var cue: Range<Int>?
            if let first = cueTokens.first {
                // One piece, in one sentence.
                var end = first + 1
                while end < document.tokens.count, cueTokens.contains(end),
                    document.tokens[end].sentence == document.tokens[first].sentence
                { end += 1 }
                cue = first..<end
            }
            return Gold(cue: cue, source: aligner.tokens(gold.source), content: aligner.tokens(gold.content))
        }
        for (index, gold) in gold.enumerated() {
            for token in gold.cue ?? 0..<0 { cueOf[token] = Int32(index + 1) }
        }
        self.cueOf = cueOf
    }
}

/// Finds the tokens of stretches given in code points.
struct Aligner {
    private let document: Document

    init(_ document: Document) { self.document = document }

    func tokens(_ spans: [Range<Int>]) -> Set<Int> {
        var result: Set<Int> = []
        for span in spans {
            // The first token that ends after the start of the span.
            var (low, high) = (0, document.tokens.count)
            while low < high {
                let middle = (low + high) / 2
                if Int(document.tokens[middle].scalarEnd) > span.lowerBound { high = middle } else { low = middle + 1 }
            }
            while low < document.tokens.count, Int(document.tokens[low].scalarStart) < span.upperBound {
                result.insert(low)
                low += 1
            }
        }
        return result
    }
}
