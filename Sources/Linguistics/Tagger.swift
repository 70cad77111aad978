/// Gives each word its part of speech and its Penn tag, both as one class, from left to right.
///
/// Model parts: 0 the classes (two bytes each: part of speech, Penn tag), 1 the weights.
public struct Tagger: @unchecked Sendable {
    // Safe to share: the bytes are embedded data, never written.
    private let classes: UnsafeRawBufferPointer
    private let weights: HashedWeights

    public init(_ archive: ModelArchive) {
        let weights = HashedWeights(archive.part(1))
        classes = archive.part(0)
        self.weights = classes.count >= weights.classCount * 2 ? weights : HashedWeights(.init(start: nil, count: 0))
    }

    /// Sets part of speech and tag of the tokens in `range`, one sentence, whose words `view` holds.
    package func tag(
        _ tokens: inout [Token],
        _ range: Range<Int>,
        _ view: SentenceView,
        _ features: inout TaggerFeatures
    ) {
        let count = weights.classCount
        guard count > 0 else { return }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { scores in
            guard let start = scores.baseAddress else { return }
            var (previous, beforePrevious): (UInt64, UInt64) = (0, 0)
            for index in range {
                features.fill(view, index - range.lowerBound, previous, beforePrevious)
                scores.initialize(repeating: 0)
                features.withBuffer { weights.add($0, to: start) }
                var best = 0
                for label in 1..<count where start[label] > start[best] { best = label }
                tokens[index].partOfSpeech = PartOfSpeech(rawValue: classes[best * 2]) ?? .other
                tokens[index].tag = PennTag(rawValue: classes[best * 2 + 1]) ?? .other
                (beforePrevious, previous) = (previous, UInt64(best) + 1)
            }
        }
    }
}
