import Claims
import Foundation
import Linguistics

/// Trains a linear-chain conditional random field over hashed features by AdaGrad, with a penalty on large weights
/// (Lafferty et al. 2001; Duchi et al. 2011). The result depends on the order of the examples and the seed alone.
struct ChainTrainer {
    /// A run of words with the labels that it should get.
    struct Example {
        /// For each word its features; and, for each label of the word before, the features that go with it.
        var words: [Range<Int32>] = []
        var pairs: [Range<Int32>] = []
        var gold: [UInt8] = []
        /// What an error on the example costs.
        var weight: Float = 1
    }

    let labels: Int
    let followers: [UInt32]
    let starters: UInt32
    private(set) var examples: [Example] = []
    private var pool: [Int32] = []
    private var ids: FeatureTable
    private var weights: [Float] = []
    private var squares: [Float] = []
    /// How often each feature that is learnt was seen.
    private var counts: [Int32] = []

    init(followers: [UInt32], starters: UInt32) {
        labels = followers.count
        (self.followers, self.starters) = (followers, starters)
        ids = FeatureTable(capacity: 1 << 22)
    }

    /// Adds an example.
    mutating func add(_ range: Range<Int>, gold: [UInt8], weight: Float = 1, _ features: some ChainFeatures) {
        var example = Example(gold: gold, weight: weight)
        var list = FeatureList()
        for index in range {
            let start = Int32(pool.count)
            features.fill(index, .probe, &list)
            intern(list)
            features.fill(index, .rest, &list)
            intern(list)
            example.words.append(start..<Int32(pool.count))
            features.fill(index, .pair, &list)
            for previous in 0..<labels {
                let start = Int32(pool.count)
                intern(list, before: previous)
                example.pairs.append(start..<Int32(pool.count))
            }
        }
        examples.append(example)
    }

    /// The lowest bit, which the model does not look at, tells the features of pairs from those of words.
    private mutating func intern(_ list: borrowing FeatureList, before: Int? = nil) {
        let salt = before.map(FeatureList.salt) ?? 0
        for feature in list.features { pool.append(ids.intern((feature ^ salt) & ~1 | (before == nil ? 0 : 1))) }
    }

    /// Trains twice: on all features, then from the start on the `keep` weightiest alone, so that those that stay make up
    /// for those that go; this `runs` times, each in another order, and what stays is the mean. Features seen fewer than
    /// `cutoff` times are not learnt.
    mutating func train(
        epochs: Int,
        rate: Float,
        penalty: Float,
        cutoff: Int32,
        keep: Int,
        power: Float = 0.3,
        runs: Int = 3,
        seed: UInt64 = 1
    ) {
        var isKept = ids.uses.map { $0 >= cutoff }
        renumber(isKept)
        learn(epochs: epochs, rate: rate, penalty: penalty, seed: seed)
        let labels = self.labels
        let importance = counts.indices.map { id -> Float in
            let row = weights[id * labels..<(id + 1) * labels]
            let spread = (row.max() ?? 0) - (row.min() ?? 0)
            return spread * powf(Float(counts[id]), power)
        }
        guard importance.count > keep else { return }
        let order = importance.indices.sorted { (importance[$0], $1) > (importance[$1], $0) }
        isKept = [Bool](repeating: false, count: counts.count)
        for id in order.prefix(keep) { isKept[id] = true }
        renumber(isKept)
        var mean = [Float](repeating: 0, count: counts.count * labels)
        for run in 0..<runs {
            learn(epochs: epochs, rate: rate, penalty: penalty, seed: seed + UInt64(run))
            for index in mean.indices { mean[index] += weights[index] / Float(runs) }
        }
        weights = mean
    }

    /// Forgets the features that are not kept, and numbers the others anew.
    private mutating func renumber(_ isKept: [Bool]) {
        var numbers = [Int32](repeating: -1, count: isKept.count)
        var kept: Int32 = 0
        var counts: [Int32] = []
        for id in isKept.indices where isKept[id] {
            numbers[id] = kept
            counts.append(self.counts.isEmpty ? ids.uses[id] : self.counts[id])
            kept += 1
        }
        self.counts = counts
        for index in pool.indices where pool[index] >= 0 { pool[index] = numbers[Int(pool[index])] }
        ids.renumber(numbers)
    }

    private mutating func learn(epochs: Int, rate: Float, penalty: Float, seed: UInt64) {
        weights = [Float](repeating: 0, count: counts.count * labels)
        squares = [Float](repeating: 0.1, count: counts.count * labels)
        var order = Array(examples.indices)
        var generator = SeededGenerator(seed: seed)
        var sum = [Float](repeating: 0, count: weights.count)
        for epoch in 0..<epochs {
            order.shuffle(using: &generator)
            var loss = 0.0
            for index in order { loss += step(examples[index], rate: rate, penalty: penalty) }
            print("  \(counts.count) features, epoch \(epoch + 1): loss \(loss / Double(max(1, examples.count)))")
            if epoch >= epochs / 2 { for index in weights.indices { sum[index] += weights[index] } }
        }
        let averaged = Float(max(1, epochs - epochs / 2))
        for index in weights.indices { weights[index] = sum[index] / averaged }
    }

    /// One step of the gradient on an example; returns its loss before.
    private mutating func step(_ example: Example, rate: Float, penalty: Float) -> Double {
        let (count, labels) = (example.gold.count, self.labels)
        guard count > 0 else { return 0 }
        // Potentials of each pair of labels at each word, scaled; then forward and backward sums.
        var psi = [Float](repeating: 0, count: count * labels * labels)
        var alpha = [Float](repeating: 0, count: count * labels)
        var beta = [Float](repeating: 1, count: count * labels)
        var scale = [Float](repeating: 1, count: count)
        var logZ = 0.0
        var goldScore = 0.0
        var base = [Float](repeating: 0, count: labels)
        var pair = [Float](repeating: 0, count: labels * labels)
        for t in 0..<count {
            for y in 0..<labels { base[y] = 0 }
            add(example.words[t], &base, 0)
            for y in 0..<labels * labels { pair[y] = 0 }
            for p in 0..<(t == 0 ? 1 : labels) { add(example.pairs[t * labels + p], &pair, p * labels) }
            var top = -Float.infinity
            for p in 0..<(t == 0 ? 1 : labels) {
                let allowed = t == 0 ? starters : followers[p]
                for y in 0..<labels where allowed & (1 << UInt32(y)) != 0 {
                    top = max(top, base[y] + pair[p * labels + y])
                }
            }
            for p in 0..<(t == 0 ? 1 : labels) {
                let allowed = t == 0 ? starters : followers[p]
                for y in 0..<labels where allowed & (1 << UInt32(y)) != 0 {
                    psi[(t * labels + p) * labels + y] = expf(base[y] + pair[p * labels + y] - top)
                }
            }
            let previous = t == 0 ? 0 : Int(example.gold[t - 1])
            goldScore += Double(base[Int(example.gold[t])] + pair[previous * labels + Int(example.gold[t])])
            var total: Float = 0
            for y in 0..<labels {
                var value: Float = 0
                if t == 0 {
                    value = psi[y]
                } else {
                    for p in 0..<labels { value += alpha[(t - 1) * labels + p] * psi[(t * labels + p) * labels + y] }
                }
                alpha[t * labels + y] = value
                total += value
            }
            total = max(total, 1e-30)
            for y in 0..<labels { alpha[t * labels + y] /= total }
            scale[t] = total
            logZ += Double(top) + Double(logf(total))
        }
        for t in stride(from: count - 2, through: 0, by: -1) {
            for p in 0..<labels {
                var value: Float = 0
                for y in 0..<labels { value += psi[((t + 1) * labels + p) * labels + y] * beta[(t + 1) * labels + y] }
                beta[t * labels + p] = value / scale[t + 1]
            }
        }
        for t in 0..<count {
            for y in 0..<labels { base[y] = 0 }
            for p in 0..<(t == 0 ? 1 : labels) {
                let before = t == 0 ? 1 : alpha[(t - 1) * labels + p]
                for y in 0..<labels {
                    let share = before * psi[(t * labels + p) * labels + y] * beta[t * labels + y] / scale[t]
                    pair[p * labels + y] = share
                    base[y] += share
                }
            }
            let gold = Int(example.gold[t])
            base[gold] -= 1
            pair[(t == 0 ? 0 : Int(example.gold[t - 1])) * labels + gold] -= 1
            update(example.words[t], base, 0, rate, penalty, example.weight)
            for p in 0..<(t == 0 ? 1 : labels) {
                update(example.pairs[t * labels + p], pair, p * labels, rate, penalty, example.weight)
            }
        }
        return logZ - goldScore
    }

    private func add(_ range: Range<Int32>, _ scores: inout [Float], _ offset: Int) {
        let labels = self.labels
        pool.withUnsafeBufferPointer { pool in
            weights.withUnsafeBufferPointer { weights in
                for index in Int(range.lowerBound)..<Int(range.upperBound) where pool[index] >= 0 {
                    let row = Int(pool[index]) * labels
                    for y in 0..<labels { scores[offset + y] += weights[row + y] }
                }
            }
        }
    }

    private mutating func update(
        _ range: Range<Int32>,
        _ gradient: [Float],
        _ offset: Int,
        _ rate: Float,
        _ penalty: Float,
        _ weight: Float
    ) {
        let labels = self.labels
        var largest: Float = 0
        for y in 0..<labels { largest = max(largest, abs(gradient[offset + y])) }
        if largest < 1e-4 { return }
        pool.withUnsafeBufferPointer { pool in
            weights.withUnsafeMutableBufferPointer { weights in
                squares.withUnsafeMutableBufferPointer { squares in
                    for index in Int(range.lowerBound)..<Int(range.upperBound) where pool[index] >= 0 {
                        let row = Int(pool[index]) * labels
                        for y in 0..<labels {
                            let slope = gradient[offset + y] * weight + penalty * weights[row + y]
                            squares[row + y] += slope * slope
                            weights[row + y] -= rate * slope / squares[row + y].squareRoot()
                        }
                    }
                }
            }
        }
    }

    /// The models of words and of pairs as bytes for ``ChainWeights``.
    func compile() -> [[UInt8]] {
        let rows = ids.sorted().filter { $0.1 >= 0 }.map { feature, id in
            ChainWeights.Row(
                feature: feature, weights: Array(weights[Int(id) * labels..<(Int(id) + 1) * labels]))
        }
        let unit = ChainWeights.unit(rows)
        return [
            ChainWeights.write(rows.filter { $0.feature & 1 == 0 }, labels: labels, isRelative: true, unit: unit),
            ChainWeights.write(rows.filter { $0.feature & 1 == 1 }, labels: labels, isRelative: false, unit: unit),
        ]
    }
}

/// Numbers features in the order in which they come, and counts them.
struct FeatureTable {
    private var keys: [UInt64]
    private var values: [Int32]
    private(set) var uses: [Int32] = []

    var count: Int { uses.count }

    init(capacity: Int) {
        keys = [UInt64](repeating: 0, count: capacity * 2)
        values = [Int32](repeating: -1, count: capacity * 2)
    }

    mutating func intern(_ feature: UInt64) -> Int32 {
        let feature = feature == 0 ? 1 : feature
        var slot = self.slot(feature)
        if keys[slot] == 0 {
            if uses.count * 2 > keys.count {
                grow()
                slot = self.slot(feature)
            }
            keys[slot] = feature
            values[slot] = Int32(uses.count)
            uses.append(0)
        }
        uses[Int(values[slot])] += 1
        return values[slot]
    }

    mutating func renumber(_ numbers: [Int32]) {
        for slot in keys.indices where keys[slot] != 0 && values[slot] >= 0 {
            values[slot] = numbers[Int(values[slot])]
        }
    }

    func sorted() -> [(UInt64, Int32)] {
        keys.indices.filter { keys[$0] != 0 }.map { (keys[$0], values[$0]) }.sorted { $0.0 < $1.0 }
    }

    private func slot(_ feature: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: feature >> 20) & mask
        while keys[slot] != 0 && keys[slot] != feature { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        values = [Int32](repeating: -1, count: oldKeys.count * 2)
        for index in oldKeys.indices where oldKeys[index] != 0 {
            let slot = self.slot(oldKeys[index])
            keys[slot] = oldKeys[index]
            values[slot] = oldValues[index]
        }
    }
}
