import Linguistics

/// One sentence through the network and, in training, back: its loss, and what each number of the network adds to it.
///
/// Everything it needs lies in memory of its own, given back by ``free()``; it serves one sentence after another.
final class SentencePass {
    /// What training forgets by chance: shares of numbers and of words.
    struct Dropout: Sendable {
        var numbers: Float = 0.2
        var forms: Float = 0.25
        var features: Float = 0.05
    }

    let parameters: NetworkParameters
    /// Sums of the gradients of the sentences since ``clear()``.
    let gradient: UnsafeMutablePointer<Float>
    /// Gradient of what each place of the sentence reads, `places` times `embedding`.
    var inputGradient: UnsafeMutablePointer<Float>
    /// Rows that were read in the last sentence, with -1 for those forgotten by chance.
    private(set) var readRows: [Int32] = []
    var loss = 0.0

    /// Scores of the tags, of the heads (`headStep` a word, 0 is the root) and of the relations of the last sentence.
    let tagScores: UnsafeMutablePointer<Float>
    let headScores: UnsafeMutablePointer<Float>
    let relationScores: UnsafeMutablePointer<Float>
    let headStep: Int

    let most = NetworkExample.longest + 1
    var allocations: [UnsafeMutablePointer<Float>] = []
    var layers: [[DirectionMemory]] = []
    /// What each layer reads, and last what the heads read; with the chance masks that made them.
    var inputs: [UnsafeMutablePointer<Float>] = []
    var masks: [UnsafeMutablePointer<Float>] = []
    let outputGradient: UnsafeMutablePointer<Float>
    let dependent, head, mixed, turnedHead, hidden, fromHead: UnsafeMutablePointer<Float>
    let dependentMask, headMask, hiddenMask: UnsafeMutablePointer<Float>
    let dDependent, dHead, dMixed, dHidden, dFromHead, dTags, dHeads, dRelations: UnsafeMutablePointer<Float>
    var random: UInt64 = 1

    /// What one direction of a layer keeps for the way back.
    struct DirectionMemory {
        let sums, gates, cells, curved, before, output, dSums: UnsafeMutablePointer<Float>
    }

    init(_ parameters: NetworkParameters) {
        self.parameters = parameters
        let shape = parameters.shape
        var taken: [UnsafeMutablePointer<Float>] = []
        func take(_ count: Int) -> UnsafeMutablePointer<Float> {
            let memory = UnsafeMutablePointer<Float>.allocate(capacity: count + 16)
            memory.initialize(repeating: 0, count: count + 16)
            taken.append(memory)
            return memory
        }
        let most = NetworkExample.longest + 1
        let cells = shape.cells
        gradient = take(parameters.count)
        let widest = max(shape.embedding, cells * 2)
        inputGradient = take(most * widest)
        outputGradient = take(most * widest)
        headStep = (most + 15) / 16 * 16
        for layer in 0...shape.layers {
            let width = shape.input(layer)
            inputs.append(take(most * width))
            masks.append(take(most * width))
        }
        for _ in 0..<shape.layers {
            layers.append(
                (0..<2).map { _ in
                    DirectionMemory(
                        sums: take(most * cells * 4), gates: take(most * cells * 4), cells: take(most * cells),
                        curved: take(most * cells), before: take(most * cells), output: take(most * cells),
                        dSums: take(most * cells * 4))
                })
        }
        (dependent, head, mixed) = (take(most * shape.arcs), take(most * shape.arcs), take(most * shape.arcs))
        turnedHead = take(shape.arcs * headStep)
        (hidden, fromHead) = (take(most * shape.labels), take(most * shape.labels))
        (dependentMask, headMask) = (take(most * shape.arcs), take(most * shape.arcs))
        hiddenMask = take(most * shape.labels)
        (dDependent, dHead, dMixed) = (take(most * shape.arcs), take(most * shape.arcs), take(most * shape.arcs))
        (dHidden, dFromHead) = (take(most * shape.labels), take(most * shape.labels))
        tagScores = take(most * parameters.tags.step)
        dTags = take(most * parameters.tags.step)
        headScores = take(most * headStep)
        dHeads = take(most * headStep)
        relationScores = take(most * parameters.relation.step)
        dRelations = take(most * parameters.relation.step)
        allocations = taken
    }

    deinit { for memory in allocations { memory.deallocate() } }

    func clear() {
        gradient.update(repeating: 0, count: parameters.count)
        loss = 0
    }

    /// Scores of the sentence.
    ///
    /// - Parameters:
    ///   - values: the network's numbers.
    ///   - rows: the rows of the features, `embedding` numbers each.
    ///   - heads: the right heads to score relations under; without them relations are not scored.
    ///   - dropout: nil outside training.
    func read(
        _ example: NetworkExample, _ values: UnsafePointer<Float>, _ rows: UnsafePointer<Float>, rootRow: Int32,
        heads: [Int32]?, dropout: Dropout?, seed: UInt64
    ) {
        random = seed | 1
        let places = example.count + 1
        gather(example, rows, rootRow, dropout)
        for layer in layers.indices {
            for direction in 0..<2 { run(layer, direction, places, values) }
            join(layer, places, dropout)
        }
        let width = parameters.shape.cells * 2
        let top = inputs[layers.count]
        dense(tagScores, parameters.tags, parameters.tagBias, top + width, places - 1, values)
        dense(dependent, parameters.dependent, parameters.dependentBias, top + width, places - 1, values)
        dense(head, parameters.head, parameters.headBias, top, places, values)
        cut(dependent, dependentMask, (places - 1) * parameters.shape.arcs, dropout)
        cut(head, headMask, places * parameters.shape.arcs, dropout)
        scoreHeads(places, values)
        if let heads { scoreRelations(heads, places, values, dropout) }
    }

    func gather(
        _ example: NetworkExample, _ rows: UnsafePointer<Float>, _ rootRow: Int32, _ dropout: Dropout?
    ) {
        let width = parameters.shape.embedding
        readRows.removeAll(keepingCapacity: true)
        for _ in 0..<WordFeatures.count { readRows.append(-1) }
        readRows[0] = rootRow
        for (index, row) in example.rows.enumerated() {
            let share = dropout.map { index % WordFeatures.count == WordFeatures.form ? $0.forms : $0.features } ?? 0
            readRows.append(share > 0 && chance() < share ? -1 : row)
        }
        let input = inputs[0]
        input.update(repeating: 0, count: (example.count + 1) * width)
        for (index, row) in readRows.enumerated() where row >= 0 {
            let target = input + index / WordFeatures.count * width
            let source = rows + Int(row) * width
            for place in 0..<width { target[place] += source[place] }
        }
        mask(masks[0], (example.count + 1) * width, dropout)
        multiply(input, masks[0], (example.count + 1) * width)
    }

    func run(_ layer: Int, _ direction: Int, _ places: Int, _ values: UnsafePointer<Float>) {
        let memory = layers[layer][direction]
        let matrices = parameters.layers[layer][direction]
        let (cells, four) = (parameters.shape.cells, parameters.shape.cells * 4)
        for place in 0..<places {
            (memory.sums + place * four).update(from: values + matrices.bias.start, count: four)
        }
        MatrixProduct.add(
            to: memory.sums, four, inputs[layer], rowStep: matrices.input.inputs, innerStep: 1,
            values + matrices.input.start, matrices.input.step, rows: places, inner: matrices.input.inputs,
            columns: four)
        for step in 0..<places {
            let place = direction == 0 ? step : places - 1 - step
            let last = direction == 0 ? place - 1 : place + 1
            let before = memory.before + place * cells
            let sums = memory.sums + place * four
            if step > 0 {
                before.update(from: memory.output + last * cells, count: cells)
                MatrixProduct.addRow(
                    to: sums, before, 1, values + matrices.recurrent.start, matrices.recurrent.step, inner: cells,
                    columns: four)
            } else {
                before.update(repeating: 0, count: cells)
            }
            let gates = memory.gates + place * four
            let (cell, curved) = (memory.cells + place * cells, memory.curved + place * cells)
            let output = memory.output + place * cells
            for index in 0..<cells {
                let input = NetworkWeights.gate(sums[index])
                let forget = NetworkWeights.gate(sums[cells + index])
                let candidate = NetworkWeights.curve(sums[2 * cells + index])
                let open = NetworkWeights.gate(sums[3 * cells + index])
                let old = step > 0 ? memory.cells[last * cells + index] : 0
                let new = forget * old + input * candidate
                (gates[index], gates[cells + index]) = (input, forget)
                (gates[2 * cells + index], gates[3 * cells + index]) = (candidate, open)
                cell[index] = new
                curved[index] = NetworkWeights.curve(new)
                output[index] = open * curved[index]
            }
        }
    }

    func join(_ layer: Int, _ places: Int, _ dropout: Dropout?) {
        let cells = parameters.shape.cells
        let target = inputs[layer + 1]
        for place in 0..<places {
            (target + place * cells * 2).update(from: layers[layer][0].output + place * cells, count: cells)
            (target + place * cells * 2 + cells).update(from: layers[layer][1].output + place * cells, count: cells)
        }
        mask(masks[layer + 1], places * cells * 2, dropout)
        multiply(target, masks[layer + 1], places * cells * 2)
    }

    func dense(
        _ out: UnsafeMutablePointer<Float>, _ matrix: NetworkParameters.Matrix, _ bias: NetworkParameters.Matrix?,
        _ input: UnsafePointer<Float>, _ rows: Int, _ values: UnsafePointer<Float>
    ) {
        for row in 0..<rows {
            if let bias {
                (out + row * matrix.step).update(from: values + bias.start, count: matrix.step)
            } else {
                (out + row * matrix.step).update(repeating: 0, count: matrix.step)
            }
        }
        MatrixProduct.add(
            to: out, matrix.step, input, rowStep: matrix.inputs, innerStep: 1, values + matrix.start, matrix.step,
            rows: rows, inner: matrix.inputs, columns: matrix.step)
    }

    func scoreHeads(_ places: Int, _ values: UnsafePointer<Float>) {
        let arcs = parameters.shape.arcs
        dense(mixed, parameters.form, parameters.formBias, dependent, places - 1, values)
        for place in 0..<places {
            for arc in 0..<arcs { turnedHead[arc * headStep + place] = head[place * arcs + arc] }
        }
        let columns = (places + 15) / 16 * 16
        let distances = values + parameters.distances.start
        let reach = NetworkParameters.reach
        for word in 0..<places - 1 {
            for place in 0..<columns {
                let distance = min(max(place - word - 1, -reach), reach)
                headScores[word * headStep + place] =
                    place >= places || place == word + 1 ? -1e9 : distances[distance + reach]
            }
        }
        MatrixProduct.add(
            to: headScores, headStep, mixed, rowStep: arcs, innerStep: 1, turnedHead, headStep, rows: places - 1,
            inner: arcs, columns: columns)
    }

    func scoreRelations(_ heads: [Int32], _ places: Int, _ values: UnsafePointer<Float>, _ dropout: Dropout?) {
        let (labels, width) = (parameters.shape.labels, parameters.shape.cells * 2)
        let top = inputs[layers.count]
        dense(hidden, parameters.labelDependent, parameters.labelBias, top + width, places - 1, values)
        dense(fromHead, parameters.labelHead, nil, top, places, values)
        for word in 0..<places - 1 {
            let source = fromHead + Int(heads[word]) * labels
            for label in 0..<labels { hidden[word * labels + label] += source[label] }
        }
        cut(hidden, hiddenMask, (places - 1) * labels, dropout)
        dense(relationScores, parameters.relation, parameters.relationBias, hidden, places - 1, values)
    }

    func chance() -> Float {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return Float(random >> 40) * (1 / 16_777_216)
    }

    func mask(_ mask: UnsafeMutablePointer<Float>, _ count: Int, _ dropout: Dropout?) {
        guard let dropout, dropout.numbers > 0 else { return mask.update(repeating: 1, count: count) }
        let kept = 1 / (1 - dropout.numbers)
        let limit = UInt64(Double(dropout.numbers) * 65_536)
        var index = 0
        while index < count {
            _ = chance()
            var bits = random
            for _ in 0..<min(4, count - index) {
                mask[index] = bits & 0xFFFF < limit ? 0 : kept
                bits >>= 16
                index += 1
            }
        }
    }

    /// Cuts off what is below zero and what chance forgets; the mask says what is left, and how much it counts.
    func cut(
        _ values: UnsafeMutablePointer<Float>, _ mask: UnsafeMutablePointer<Float>, _ count: Int, _ dropout: Dropout?
    ) {
        self.mask(mask, count, dropout)
        for index in 0..<count {
            if values[index] <= 0 { mask[index] = 0 }
            values[index] *= mask[index]
        }
    }

    func multiply(_ values: UnsafeMutablePointer<Float>, _ factors: UnsafePointer<Float>, _ count: Int) {
        for index in 0..<count { values[index] *= factors[index] }
    }
}
