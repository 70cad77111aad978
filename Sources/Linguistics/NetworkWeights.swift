/// The weights of the network that reads sentences, as training leaves them: what ``NetworkWriter`` writes and
/// ``SentenceNetwork`` reads.
///
/// The network (after Kiperwasser and Goldberg 2016, Dozat and Manning 2017, made small): the rows of a word's features
/// are summed; `layers` of LSTM cells run over the sentence in both directions; from the last layer a linear layer chooses
/// the tag, a bilinear form scores each word as the head of each other, and a layer over a word and its head chooses
/// the relation. Place 0 of a sentence is the root, its words are 1 ... n.
///
/// All matrices are row by row, a row an output: `y[r] = sum(w[r * columns + c] * x[c])`.
package struct NetworkWeights: Sendable {
    package struct Shape: Sendable, Equatable {
        /// Numbers in a row of a feature.
        package var embedding: Int
        /// Cells in one direction of a layer.
        package var cells: Int
        package var layers: Int
        /// Width of the bilinear form.
        package var arcs: Int
        /// Width of the hidden layer of the relations.
        package var labels: Int
        package var tagClasses: Int
        package var relations: Int

        package init(
            embedding: Int, cells: Int, layers: Int, arcs: Int, labels: Int, tagClasses: Int, relations: Int
        ) {
            (self.embedding, self.cells, self.layers) = (embedding, cells, layers)
            (self.arcs, self.labels) = (arcs, labels)
            (self.tagClasses, self.relations) = (tagClasses, relations)
        }

        /// Width of what a layer reads.
        package func input(_ layer: Int) -> Int { layer == 0 ? embedding : cells * 2 }
    }

    /// One direction of a layer. Rows are the input gates, the forget gates, the candidates, the output gates: four times
    /// `cells`.
    package struct Direction: Sendable {
        package var input: [Float]
        package var recurrent: [Float]
        package var bias: [Float]

        package init(input: [Float], recurrent: [Float], bias: [Float]) {
            (self.input, self.recurrent, self.bias) = (input, recurrent, bias)
        }
    }

    package struct Dense: Sendable {
        package var matrix: [Float]
        /// Empty where there is none.
        package var bias: [Float]

        package init(matrix: [Float], bias: [Float]) { (self.matrix, self.bias) = (matrix, bias) }
    }

    package var shape: Shape
    /// The features that have a row; their order is that of the rows. ``WordFeatures/root`` is one of them.
    package var features: [UInt64]
    package var rows: [Float]
    /// For each layer the direction from left to right, then the one from right to left.
    package var layers: [[Direction]]
    /// `tagClasses` rows over the last layer.
    package var tags: Dense
    /// `arcs` rows over the last layer, then what is below zero is cut off; for a word as dependent and as head.
    package var dependent: Dense
    package var head: Dense
    /// `arcs` times `arcs`: the score of `j` as head of `i` is `(form * dependent(i) + headBias) * head(j)` and the
    /// number in `distances` for `j - i`, kept within -20 ... 20, at that plus 20.
    package var form: [Float]
    package var headBias: [Float]
    package var distances: [Float]
    /// `labels` rows over the last layer, of the word (with the bias) and of its head (without); their sum, cut off below
    /// zero, goes through `relation`.
    package var labelDependent: Dense
    package var labelHead: Dense
    package var relation: Dense

    package init(
        shape: Shape, features: [UInt64], rows: [Float], layers: [[Direction]], tags: Dense, dependent: Dense,
        head: Dense, form: [Float], headBias: [Float], distances: [Float], labelDependent: Dense, labelHead: Dense,
        relation: Dense
    ) {
        self.shape = shape
        (self.features, self.rows, self.layers, self.tags) = (features, rows, layers, tags)
        (self.dependent, self.head, self.form) = (dependent, head, form)
        (self.headBias, self.distances) = (headBias, distances)
        (self.labelDependent, self.labelHead, self.relation) = (labelDependent, labelHead, relation)
    }

    /// The cells' curve in place of the hyperbolic tangent: `x - 4/27 x^3` within -1.5 ... 1.5, beyond that -1 or 1. It has
    /// slope 1 at 0 and 0 at its ends, and needs no division and no table.
    @inlinable @inline(__always)
    package static func curve(_ x: Float) -> Float {
        let x = min(max(x, -1.5), 1.5)
        return x - x * x * x * (4 / 27)
    }

    /// The gates' curve in place of the logistic function: from 0 at -3 to 1 at 3.
    @inlinable @inline(__always)
    package static func gate(_ x: Float) -> Float { 0.5 + 0.5 * curve(x * 0.5) }
}
