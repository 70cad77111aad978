/// What makes the features of a word for a ``LinearChain``.
package protocol ChainFeatures {
    /// Fills the list with the features of one part for the word at `index`.
    func fill(_ index: Int, _ part: ChainPart, _ list: inout FeatureList)
}

/// The features of a word, in the order in which they are looked at.
package enum ChainPart {
    /// The most telling few features of the word: where they speak clearly, the rest is not looked at.
    case probe
    /// The other features of the word.
    case rest
    /// Features of the word with the label of the word before; made for label 0, and turned into those of the others.
    case pair
}

/// The weights of a ``LinearChain``: for the labels of words, and for those of pairs of neighbours.
struct ChainModel: Sendable {
    let words: ChainWeights
    let pairs: ChainWeights

    var isEmpty: Bool { words.isEmpty || pairs.isEmpty }
}

/// Finds the best labels of a run of words under a linear model with features of the word and of neighbouring labels.
///
/// First ``score(_:_:)``, then ``decode(bias:)`` as often as there are biases to try: what costs is the first.
struct LinearChain: ~Copyable {
    private let model: ChainModel
    /// For each label, the labels that may follow it, as bits; and those that may come first.
    private let followers: [UInt32]
    private let starters: UInt32
    /// A word gets label 0 where its probe gives no other label more than this.
    private let gate: Int32

    private var list = FeatureList()
    private var range = 0..<0
    /// For each word the score of each label.
    private var words: [SIMD4<Int32>] = []
    /// For each word and each label before it the score of each label.
    private var pairs: [SIMD4<Int32>] = []
    /// For each word the labels that it may have, as bits.
    private var open: [UInt32] = []
    private var back: [UInt8] = []

    /// - Parameter gate: in natural logarithms; see ``ChainPart/probe``. Without one, all words are looked at whole.
    init(model: ChainModel, followers: [UInt32], starters: UInt32, gate: Float? = nil) {
        (self.model, self.followers, self.starters) = (model, followers, starters)
        self.gate = gate.map { Int32(($0 / model.words.unit).rounded()) } ?? Int32.min
    }

    /// A bias in natural logarithms in the model's unit.
    func bias(_ values: [Float]) -> SIMD4<Int32> {
        var result = SIMD4<Int32>.zero
        for (label, value) in values.prefix(4).enumerated() {
            result[label] = Int32((value / model.words.unit).rounded())
        }
        return result
    }

    /// Scores a run of words. False where no word may have another label than 0, and there is nothing to decode.
    ///
    /// - Parameter closed: words that have label 0 whatever their score.
    mutating func score(_ range: Range<Int>, closed: Range<Int> = 0..<0, _ features: some ChainFeatures) -> Bool {
        let labels = followers.count
        self.range = range
        guard model.words.labels == labels, model.pairs.labels == labels else { return false }
        words.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        pairs.removeAll(keepingCapacity: true)
        var reach = starters
        var isAnyOpen = false
        for index in range {
            var score = SIMD4<Int32>.zero
            var mask: UInt32 = 1
            if !closed.contains(index) {
                features.fill(index, .probe, &list)
                score = model.words.scores(list.features)
                if max(score[1], score[2], score[3]) > gate {
                    features.fill(index, .rest, &list)
                    score &+= model.words.scores(list.features)
                    mask = reach
                }
            }
            words.append(score)
            let before = open.last ?? 1
            // Where only one pair is possible, its score changes nothing.
            addPairs(index, before: before, isNeeded: mask != 1 || before != 1, features)
            if mask != 1 { isAnyOpen = true }
            open.append(mask)
            reach = 0
            for label in 0..<labels where mask & (1 << UInt32(label)) != 0 { reach |= followers[label] }
        }
        return isAnyOpen
    }

    /// Scores the pairs with those labels that the word before may have.
    private mutating func addPairs(_ index: Int, before: UInt32, isNeeded: Bool, _ features: some ChainFeatures) {
        let labels = followers.count
        guard isNeeded else {
            for _ in 0..<labels { pairs.append(.zero) }
            return
        }
        features.fill(index, .pair, &list)
        var turned = 0
        for label in 0..<labels {
            guard before & (1 << UInt32(label)) != 0 else {
                pairs.append(.zero)
                continue
            }
            list.turn(turned, label)
            turned = label
            pairs.append(model.pairs.scores(list.features))
        }
    }

    /// The best labels of the words that were scored (Viterbi).
    ///
    /// - Parameter bias: added to the score of each label at each word.
    mutating func decode(bias: SIMD4<Int32> = .zero) -> [UInt8] {
        let labels = followers.count
        let worst = Int32.min / 4
        var result = [UInt8](repeating: 0, count: range.count)
        guard words.count == range.count, !range.isEmpty else { return result }
        back.removeAll(keepingCapacity: true)
        var column = SIMD4<Int32>(0, worst, worst, worst)
        for place in words.indices {
            let score = words[place] &+ bias
            var next = SIMD4<Int32>(repeating: worst)
            var from = SIMD4<UInt8>.zero
            for before in 0..<labels where column[before] > worst {
                let allowed = open[place] & (place == 0 ? starters : followers[before])
                let pair = pairs[place &* labels &+ before]
                for label in 0..<labels where allowed & (1 << UInt32(label)) != 0 {
                    let total = column[before] &+ score[label] &+ pair[label]
                    if total > next[label] {
                        next[label] = total
                        from[label] = UInt8(before)
                    }
                }
            }
            for label in 0..<labels { back.append(from[label]) }
            column = next
        }
        var best = 0
        for label in 1..<labels where column[label] > column[best] { best = label }
        for place in stride(from: range.count - 1, through: 0, by: -1) {
            result[place] = UInt8(best)
            best = Int(back[place * labels + best])
        }
        return result
    }
}
