/// The network in plain Float, as simple as it can be written: what ``SentenceNetwork`` is held to. Slow.
package struct NetworkReference: Sendable {
    package let weights: NetworkWeights
    private let rowOf: [UInt64: Int]

    package init(_ weights: NetworkWeights) {
        self.weights = weights
        rowOf = Dictionary(weights.features.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The scores of a sentence.
    package struct Scores: Sendable {
        /// What each place, from the root on, is after the last layer.
        package var last: [[Float]]
        /// For each word those of the tag classes.
        package var tags: [[Float]]
        /// For each word those of the places as its head; -infinity for itself.
        package var heads: [[Float]]
    }

    /// - Parameter features: of each word; the root's are added.
    package func read(_ features: [[UInt64]]) -> Scores {
        let shape = weights.shape
        var x = ([[WordFeatures.root]] + features).map { features in
            var sum = [Float](repeating: 0, count: shape.embedding)
            for feature in features {
                guard let row = rowOf[feature] else { continue }
                for column in sum.indices { sum[column] += weights.rows[row * shape.embedding + column] }
            }
            return sum
        }
        for layer in weights.layers {
            let (right, left) = (run(layer[0], x), run(layer[1], x.reversed()))
            x = zip(right, left.reversed()).map { $0 + $1 }
        }
        let dependents = x.map { above(dense(weights.dependent, $0)) }
        let heads = x.map { above(dense(weights.head, $0)) }
        var scores = Scores(last: x, tags: [], heads: [])
        for word in 1..<x.count {
            scores.tags.append(dense(weights.tags, x[word]))
            let form = dense(.init(matrix: weights.form, bias: weights.headBias), dependents[word])
            scores.heads.append(
                heads.indices.map { head in
                    if head == word { return -.infinity }
                    let distance = weights.distances[max(-20, min(20, head - word)) + 20]
                    return zip(form, heads[head]).reduce(distance) { $0 + $1.0 * $1.1 }
                })
        }
        return scores
    }

    /// The scores of the relations between a word and its head, both counted from 1, the root being 0.
    package func relations(_ scores: Scores, word: Int, head: Int) -> [Float] {
        let own = dense(weights.labelDependent, scores.last[word])
        let over = dense(weights.labelHead, scores.last[head])
        return dense(weights.relation, above(zip(own, over).map { $0 + $1 }))
    }

    private func run(_ direction: NetworkWeights.Direction, _ x: [[Float]]) -> [[Float]] {
        let cells = weights.shape.cells
        var hidden = [Float](repeating: 0, count: cells)
        var state = hidden
        return x.map { x in
            let input = dense(.init(matrix: direction.input, bias: direction.bias), x)
            let back = dense(.init(matrix: direction.recurrent, bias: []), hidden)
            let sums = zip(input, back).map { $0 + $1 }
            for cell in 0..<cells {
                let (take, keep) = (NetworkWeights.gate(sums[cell]), NetworkWeights.gate(sums[cells + cell]))
                let candidate = NetworkWeights.curve(sums[2 * cells + cell])
                state[cell] = max(-8, min(8, keep * state[cell] + take * candidate))
                hidden[cell] = NetworkWeights.gate(sums[3 * cells + cell]) * NetworkWeights.curve(state[cell])
            }
            return hidden
        }
    }

    private func dense(_ dense: NetworkWeights.Dense, _ x: [Float]) -> [Float] {
        (0..<dense.matrix.count / x.count).map { row in
            var sum: Float = dense.bias.isEmpty ? 0 : dense.bias[row]
            for column in x.indices { sum += dense.matrix[row * x.count + column] * x[column] }
            return sum
        }
    }

    private func above(_ x: [Float]) -> [Float] { x.map { max(0, $0) } }
}
