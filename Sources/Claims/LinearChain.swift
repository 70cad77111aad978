import Linguistics

/// Finds the best labels of a run of words under a linear model with features of the word and of neighbouring labels.
struct LinearChain {
    let model: HashedWeights
    /// For each label, the labels that may follow it, as bits.
    let followers: [UInt32]
    let starters: UInt32

    private var list = FeatureList()
    private var base: [Int32]
    private var pair: [Int32]
    private var column: [Int32]
    private var next: [Int32]
    private var back: [UInt8] = []
    private static let worst = Int32.min / 4

    init(model: HashedWeights, followers: [UInt32], starters: UInt32) {
        (self.model, self.followers, self.starters) = (model, followers, starters)
        base = [Int32](repeating: 0, count: followers.count)
        (pair, column, next) = (base, base, base)
    }

    /// - Parameters:
    ///   - range: the words.
    ///   - bias: added to the score of each label at each word.
    ///   - fill: makes the features of a word; its second parameter is the label before, or -1 for those without one.
    mutating func decode(
        _ range: Range<Int>,
        bias: [Int32],
        fill: (Int, Int, inout FeatureList) -> Void
    ) -> [UInt8] {
        let labels = followers.count
        guard !range.isEmpty, model.classCount == labels, bias.count == labels else {
            return [UInt8](repeating: 0, count: range.count)
        }
        back.removeAll(keepingCapacity: true)
        back.append(contentsOf: repeatElement(0, count: range.count * labels))
        for index in range {
            for label in 0..<labels { (base[label], next[label]) = (bias[label], Self.worst) }
            fill(index, -1, &list)
            Self.add(list, model, &base)
            let isStart = index == range.lowerBound
            for previous in 0..<labels {
                if isStart ? previous > 0 : column[previous] == Self.worst { continue }
                for label in 0..<labels { pair[label] = 0 }
                fill(index, previous, &list)
                Self.add(list, model, &pair)
                let allowed = isStart ? starters : followers[previous]
                for label in 0..<labels where allowed & (1 << UInt32(label)) != 0 {
                    let total = (isStart ? 0 : column[previous]) + base[label] + pair[label]
                    if total > next[label] {
                        next[label] = total
                        back[(index - range.lowerBound) * labels + label] = UInt8(previous)
                    }
                }
            }
            swap(&column, &next)
        }
        return trace(range.count)
    }

    /// The labels on the way to the best end.
    private func trace(_ count: Int) -> [UInt8] {
        let labels = followers.count
        var result = [UInt8](repeating: 0, count: count)
        var best = 0
        for label in 1..<labels where column[label] > column[best] { best = label }
        for index in stride(from: count - 1, through: 0, by: -1) {
            result[index] = UInt8(best)
            best = Int(back[index * labels + best])
        }
        return result
    }

    private static func add(_ list: FeatureList, _ model: HashedWeights, _ scores: inout [Int32]) {
        scores.withUnsafeMutableBufferPointer { scores in
            list.items.withUnsafeBufferPointer { items in
                if let start = scores.baseAddress { model.add(items, to: start) }
            }
        }
    }
}
