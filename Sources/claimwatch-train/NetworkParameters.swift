import Linguistics

/// Where each matrix of the network lies in one long row of numbers, so that gradients are added and steps taken over all
/// of them at once. Matrices lie turned over against ``NetworkWeights``, an input a row, as training multiplies them, and
/// their rows are filled up to a multiple of 16.
struct NetworkParameters: Sendable {
    struct Matrix: Sendable {
        let start: Int
        let inputs: Int
        let outputs: Int
        /// Numbers from one row to the next.
        let step: Int
        /// The same for the matrix turned over, an output a row.
        let turnedStart: Int
        let turnedStep: Int
    }

    struct Direction: Sendable {
        let input: Matrix
        let recurrent: Matrix
        let bias: Matrix
    }

    let shape: NetworkWeights.Shape
    private(set) var layers: [[Direction]] = []
    let tags: Matrix
    let tagBias: Matrix
    let dependent: Matrix
    let dependentBias: Matrix
    let head: Matrix
    let headBias: Matrix
    let form: Matrix
    let formBias: Matrix
    let distances: Matrix
    let labelDependent: Matrix
    let labelBias: Matrix
    let labelHead: Matrix
    let relation: Matrix
    let relationBias: Matrix
    let count: Int
    let turnedCount: Int
    /// All matrices that are multiplied from both sides.
    private(set) var turned: [Matrix] = []

    /// How far the distances reach to either side.
    static let reach = 20

    init(_ shape: NetworkWeights.Shape) {
        self.shape = shape
        var (next, nextTurned) = (0, 0)
        func take(_ inputs: Int, _ outputs: Int) -> Matrix {
            let (step, turnedStep) = ((outputs + 15) / 16 * 16, (inputs + 15) / 16 * 16)
            defer { (next, nextTurned) = (next + inputs * step, nextTurned + outputs * turnedStep) }
            return Matrix(
                start: next, inputs: inputs, outputs: outputs, step: step, turnedStart: nextTurned,
                turnedStep: turnedStep)
        }
        let width = shape.cells * 2
        var layers: [[Direction]] = []
        for layer in 0..<shape.layers {
            layers.append(
                (0..<2).map { _ in
                    Direction(
                        input: take(shape.input(layer), shape.cells * 4),
                        recurrent: take(shape.cells, shape.cells * 4), bias: take(1, shape.cells * 4))
                })
        }
        tags = take(width, shape.tagClasses)
        tagBias = take(1, shape.tagClasses)
        dependent = take(width, shape.arcs)
        dependentBias = take(1, shape.arcs)
        head = take(width, shape.arcs)
        headBias = take(1, shape.arcs)
        form = take(shape.arcs, shape.arcs)
        formBias = take(1, shape.arcs)
        distances = take(1, 2 * Self.reach + 1)
        labelDependent = take(width, shape.labels)
        labelBias = take(1, shape.labels)
        labelHead = take(width, shape.labels)
        relation = take(shape.labels, shape.relations)
        relationBias = take(1, shape.relations)
        (count, turnedCount) = (next, nextTurned)
        self.layers = layers
        turned =
            layers.flatMap { $0.flatMap { [$0.input, $0.recurrent] } }
            + [tags, dependent, head, form, labelDependent, labelHead, relation]
    }

    /// Values to begin with.
    func initial(seed: UInt64) -> [Float] {
        var random = SeededGenerator(seed: seed)
        var values = [Float](repeating: 0, count: count)
        func fill(_ matrix: Matrix, inputs: Int, outputs: Int, gain: Float = 1) {
            let bound = gain * (6 / Float(inputs + outputs)).squareRoot()
            for row in 0..<matrix.inputs {
                for column in 0..<matrix.outputs {
                    values[matrix.start + row * matrix.step + column] = Float.random(in: -bound...bound, using: &random)
                }
            }
        }
        for layer in layers {
            for direction in layer {
                fill(direction.input, inputs: direction.input.inputs, outputs: shape.cells)
                fill(direction.recurrent, inputs: shape.cells, outputs: shape.cells)
                // Cells remember until they learn to forget.
                for cell in 0..<shape.cells { values[direction.bias.start + shape.cells + cell] = 1 }
            }
        }
        for matrix in [tags, dependent, head, labelDependent, labelHead, relation] {
            fill(matrix, inputs: matrix.inputs, outputs: matrix.outputs)
        }
        fill(form, inputs: shape.arcs, outputs: shape.arcs, gain: 0.5)
        return values
    }

    /// Turns every matrix over for the way back.
    func turn(_ values: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>) {
        for matrix in turned {
            let start = target + matrix.turnedStart
            for row in 0..<matrix.inputs {
                let source = values + matrix.start + row * matrix.step
                for column in 0..<matrix.outputs { start[column * matrix.turnedStep + row] = source[column] }
            }
        }
    }

    /// The matrix as ``NetworkWeights`` has it.
    func rowByRow(_ values: [Float], _ matrix: Matrix) -> [Float] {
        var result: [Float] = []
        result.reserveCapacity(matrix.inputs * matrix.outputs)
        for output in 0..<matrix.outputs {
            for input in 0..<matrix.inputs { result.append(values[matrix.start + input * matrix.step + output]) }
        }
        return result
    }

    /// The network with these values.
    func weights(_ values: [Float], features: [UInt64], rows: [Float]) -> NetworkWeights {
        func dense(_ matrix: Matrix, _ bias: Matrix?) -> NetworkWeights.Dense {
            .init(matrix: rowByRow(values, matrix), bias: bias.map { rowByRow(values, $0) } ?? [])
        }
        return NetworkWeights(
            shape: shape, features: features, rows: rows,
            layers: layers.map {
                $0.map {
                    .init(
                        input: rowByRow(values, $0.input), recurrent: rowByRow(values, $0.recurrent),
                        bias: rowByRow(values, $0.bias))
                }
            },
            tags: dense(tags, tagBias), dependent: dense(dependent, dependentBias), head: dense(head, headBias),
            form: rowByRow(values, form), headBias: rowByRow(values, formBias),
            distances: rowByRow(values, distances), labelDependent: dense(labelDependent, labelBias),
            labelHead: dense(labelHead, nil), relation: dense(relation, relationBias))
    }
}
