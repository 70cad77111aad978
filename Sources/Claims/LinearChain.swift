import Linguistics

/// Finds the best labels of a run of words under a linear model with features of the word and of neighbouring labels.
struct LinearChain {
    let model: HashedWeights
    /// For each label, the labels that may follow it, as bits.
    let followers: [UInt32]
    let starters: UInt32

    private var list = FeatureList()
    private var scores: [Int32] = []
    private var back: [UInt8] = []

    init(model: HashedWeights, followers: [UInt32], starters: UInt32) {
        (self.model, self.followers, self.starters) = (model, followers, starters)
    }

    /// - Parameters:
    ///   - range: the words.
    ///   - bias: added to the score of each label at each word.
    ///   - fill: makes the features of a word; its last parameter is the label before, or -1 for those without one.
    mutating func decode(
        _ range: Range<Int>,
        bias: [Int32],
        fill: (Int, Int, inout FeatureList) -> Void
    ) -> [UInt8] {
        let labels = followers.count
        guard !range.isEmpty, model.classCount == labels else { return [UInt8](repeating: 0, count: range.count) }
        let worst = Int32.min / 4
        back = [UInt8](repeating: 0, count: range.count * labels)
        var column = [Int32](repeating: worst, count: labels)
        var next = column
        scores = [Int32](repeating: 0, count: labels)
        for index in range {
            let base = score(index, -1, bias: bias, fill: fill)
            for label in 0..<labels { next[label] = worst }
            for previous in 0..<labels {
                let isStart = index == range.lowerBound
                if isStart ? previous > 0 : column[previous] == worst { continue }
                let pair = score(index, previous, bias: nil, fill: fill)
                for label in 0..<labels {
                    let allowed = isStart ? starters : followers[previous]
                    guard allowed & (1 << UInt32(label)) != 0 else { continue }
                    let total = (isStart ? 0 : column[previous]) + base[label] + pair[label]
                    if total > next[label] {
                        next[label] = total
                        back[(index - range.lowerBound) * labels + label] = UInt8(previous)
                    }
                }
            }
            swap(&column, &next)
        }
        var result = [UInt8](repeating: 0, count: range.count)
        var best = 0
        for label in 1..<labels where column[label] > column[best] { best = label }
        for index in stride(from: range.count - 1, through: 0, by: -1) {
            result[index] = UInt8(best)
            best = Int(back[index * labels + best])
        }
        return result
    }

    private mutating func score(
        _ index: Int,
        _ previous: Int,
        bias: [Int32]?,
        fill: (Int, Int, inout FeatureList) -> Void
    ) -> [Int32] {
        var result = bias ?? [Int32](repeating: 0, count: followers.count)
        fill(index, previous, &list)
        result.withUnsafeMutableBufferPointer { scores in
            list.items.withUnsafeBufferPointer { items in
                if let start = scores.baseAddress { model.add(items, to: start) }
            }
        }
        return result
    }
}
