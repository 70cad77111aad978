/// Names the relation of each word to its head, once the tree stands: with the whole tree in view.
///
/// Words are taken from the root down and, under one head, from left to right, so that the head's own relation and those
/// of the dependents before are known. The classes are those of ``DependencyRelation``.
public struct Labeller: Sendable {
    private let weights: HashedWeights

    public init(_ weights: HashedWeights) { self.weights = weights }

    package var isEmpty: Bool { weights.classCount != DependencyRelation.allCases.count }

    /// Sets `tree.labels`.
    package func label(_ sentence: ParseSentence, _ tree: inout LabelTree, _ features: inout LabelFeatures) {
        let count = weights.classCount
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { scores in
            guard let start = scores.baseAddress else { return }
            for place in tree.order.indices {
                let word = tree.order[place]
                if tree.heads[word] > sentence.count {
                    tree.labels[word] = UInt8(DependencyRelation.root.rawValue)
                    continue
                }
                features.fill(sentence, tree, word)
                scores.initialize(repeating: 0)
                features.values.withUnsafeBufferPointer { weights.add($0, to: start) }
                var best = 1
                for label in 2..<count where start[label] > start[best] { best = label }
                tree.labels[word] = UInt8(best)
            }
        }
    }
}

/// A tree as the labeller walks it; words are counted as ``ParseSentence`` counts them.
package struct LabelTree: Sendable {
    package private(set) var heads: [Int] = []
    /// The relation of each word; 255 where it is not known yet.
    package var labels: [UInt8] = []
    /// The words from the root down, those under one head from left to right.
    package private(set) var order: [Int] = []
    /// For each word its dependents: `list[starts[word]..<starts[word + 1]]`.
    package private(set) var starts: [Int] = []
    package private(set) var list: [Int] = []
    /// Where a word stands among the dependents of its head.
    package private(set) var place: [Int] = []

    package init() {}

    package mutating func fill(heads: [Int], count: Int) {
        self.heads = heads
        labels.removeAll(keepingCapacity: true)
        labels.append(contentsOf: repeatElement(255, count: count + 2))
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: count + 3))
        place.removeAll(keepingCapacity: true)
        place.append(contentsOf: repeatElement(0, count: count + 2))
        list.removeAll(keepingCapacity: true)
        list.append(contentsOf: repeatElement(0, count: count))
        for word in stride(from: 1, through: count, by: 1) { starts[heads[word] + 1] += 1 }
        for index in 1..<count + 3 { starts[index] += starts[index - 1] }
        var next = starts
        for word in stride(from: 1, through: count, by: 1) {
            list[next[heads[word]]] = word
            place[word] = next[heads[word]] - starts[heads[word]]
            next[heads[word]] += 1
        }
        order.removeAll(keepingCapacity: true)
        order += dependents(count + 1)
        var index = 0
        while index < order.count {
            order += dependents(order[index])
            index += 1
        }
    }

    /// Sets heads and relations of the tokens in `range`, the sentence.
    package func write(_ tokens: inout [Token], _ range: Range<Int>) {
        for index in range {
            let word = index - range.lowerBound + 1
            let head = heads[word]
            let isRoot = head > range.count || head == 0
            tokens[index].head = isRoot ? -1 : Int32(range.lowerBound + head - 1)
            tokens[index].relation = DependencyRelation(rawValue: labels[word]) ?? .unspecified
        }
    }

    package func dependents(_ word: Int) -> ArraySlice<Int> { list[starts[word]..<starts[word + 1]] }
}
