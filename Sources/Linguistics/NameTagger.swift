/// Finds names of persons, organisations, places, events, works, products and peoples by a sequence model.
///
/// A structured averaged perceptron (Collins 2002) over hashed features labels each run of capitalised words; the
/// best sequence is found by Viterbi's algorithm. Needs tokens, sentences, tags and word classes; uses the tree if it is
/// there.
public struct NameTagger: Sendable {
    let weights: HashedWeights
    let lexicon: NameLexicon
    package let clusters: WordClusters
    private let decoder: SequenceDecoder

    package init(weights: HashedWeights, lexicon: NameLexicon, clusters: WordClusters) {
        self.weights = weights
        self.clusters = clusters
        self.lexicon = lexicon
        decoder = SequenceDecoder(transitions: Self.transitions(weights))
    }

    /// The names of the document, in the order of the text, without overlap.
    public func names(in document: Document) -> [Name] {
        guard weights.classCount == NameLabels.count, document.wordClasses.count == document.tokens.count else {
            return []
        }
        let context = NameContext(document)
        var decoder = decoder
        var features = NameFeatures(clusters)
        var runs: [Range<Int>] = []
        var emissions: [Int32] = []
        var labels: [Int] = []
        var names: [Name] = []
        for sentence in document.sentences {
            runs.removeAll(keepingCapacity: true)
            NameRuns.find(document, sentence.tokens, into: &runs)
            for run in runs {
                emissions.removeAll(keepingCapacity: true)
                emissions.append(contentsOf: repeatElement(0, count: run.count * NameLabels.count))
                features.begin(document, run, lexicon)
                for index in run {
                    features.fill(document, context, index, run: run, sentence: sentence.tokens)
                    emissions.withUnsafeMutableBufferPointer { scores in
                        guard let base = scores.baseAddress else { return }
                        features.values.withUnsafeBufferPointer {
                            weights.add($0, to: base + (index - run.lowerBound) * NameLabels.count)
                        }
                    }
                }
                decoder.decode(emissions, into: &labels)
                Self.collect(labels, from: run.lowerBound, into: &names)
            }
        }
        return names
    }

    /// Turns labels into names.
    package static func collect(_ labels: [Int], from start: Int, into names: inout [Name]) {
        var begin = -1
        for (offset, label) in labels.enumerated() where label != NameLabels.outside {
            if NameLabels.begins(label) { begin = offset }
            if !NameLabels.goesOn(label), begin >= 0 {
                let kind = NameLabels.kinds[NameLabels.kind(label)]
                names.append(Name(tokens: start + begin..<start + offset + 1, kind: kind))
                begin = -1
            }
        }
    }

    /// The feature of a pair of labels is that of the first, its class the second.
    package static func transitionFeature(_ previous: Int) -> UInt64 { Feature.hash(499, UInt64(previous)) }

    private static func transitions(_ weights: HashedWeights) -> [Int32] {
        var result = [Int32](repeating: 0, count: NameLabels.count * NameLabels.count)
        guard weights.classCount == NameLabels.count else { return result }
        for previous in 0..<NameLabels.count {
            result.withUnsafeMutableBufferPointer { scores in
                guard let base = scores.baseAddress else { return }
                weights.add(transitionFeature(previous), to: base + previous * NameLabels.count)
            }
        }
        return result
    }
}
