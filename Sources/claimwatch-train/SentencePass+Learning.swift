import Linguistics

/// The way back through the network: what each of its numbers adds to the loss of a sentence.
extension SentencePass {
    /// Adds the sentence's loss and gradients. Call it after ``read``, with the right heads.
    ///
    /// - Parameters:
    ///   - turned: the network's matrices turned over.
    ///   - scale: what a word's loss counts, so that a batch's gradient is a mean.
    func learn(_ example: NetworkExample, turned: UnsafePointer<Float>, scale: Float) {
        let words = example.count
        let places = words + 1
        let (arcs, labels, width) = (parameters.shape.arcs, parameters.shape.labels, parameters.shape.cells * 2)
        let top = inputs[layers.count]
        let back = outputGradient
        back.update(repeating: 0, count: places * width)

        for word in 0..<words {
            loss += choose(
                tagScores + word * parameters.tags.step, dTags + word * parameters.tags.step,
                parameters.shape.tagClasses, parameters.tags.step, Int(example.tags[word]), scale)
            loss += choose(
                relationScores + word * parameters.relation.step, dRelations + word * parameters.relation.step,
                parameters.shape.relations, parameters.relation.step, Int(example.relations[word]), scale)
            loss += choose(
                headScores + word * headStep, dHeads + word * headStep, places, (places + 15) / 16 * 16,
                Int(example.heads[word]), scale)
        }
        denseBack(dTags, parameters.tags, parameters.tagBias, top + width, words, back + width, turned)

        // Relations.
        dHidden.update(repeating: 0, count: words * labels)
        denseBack(dRelations, parameters.relation, parameters.relationBias, hidden, words, dHidden, turned)
        multiply(dHidden, hiddenMask, words * labels)
        dFromHead.update(repeating: 0, count: places * labels)
        for word in 0..<words {
            let target = dFromHead + Int(example.heads[word]) * labels
            for label in 0..<labels { target[label] += dHidden[word * labels + label] }
        }
        denseBack(dHidden, parameters.labelDependent, parameters.labelBias, top + width, words, back + width, turned)
        denseBack(dFromHead, parameters.labelHead, nil, top, places, back, turned)

        // Heads.
        let reach = NetworkParameters.reach
        for word in 0..<words {
            for place in 0..<places where place != word + 1 {
                let distance = min(max(place - word - 1, -reach), reach)
                gradient[parameters.distances.start + distance + reach] += dHeads[word * headStep + place]
            }
        }
        dMixed.update(repeating: 0, count: words * arcs)
        MatrixProduct.add(
            to: dMixed, arcs, dHeads, rowStep: headStep, innerStep: 1, head, arcs, rows: words, inner: places,
            columns: arcs)
        dHead.update(repeating: 0, count: places * arcs)
        MatrixProduct.add(
            to: dHead, arcs, dHeads, rowStep: 1, innerStep: headStep, mixed, arcs, rows: places, inner: words,
            columns: arcs)
        dDependent.update(repeating: 0, count: words * arcs)
        denseBack(dMixed, parameters.form, parameters.formBias, dependent, words, dDependent, turned)
        multiply(dDependent, dependentMask, words * arcs)
        multiply(dHead, headMask, places * arcs)
        denseBack(dDependent, parameters.dependent, parameters.dependentBias, top + width, words, back + width, turned)
        denseBack(dHead, parameters.head, parameters.headBias, top, places, back, turned)

        for layer in layers.indices.reversed() {
            multiply(back, masks[layer + 1], places * width)
            let inputWidth = parameters.shape.input(layer)
            inputGradient.update(repeating: 0, count: places * inputWidth)
            for direction in 0..<2 { runBack(layer, direction, places, turned) }
            if layer > 0 { back.update(from: inputGradient, count: places * inputWidth) }
        }
        multiply(inputGradient, masks[0], places * parameters.shape.embedding)
    }

    /// Loss of a choice, and its gradient over the scores.
    private func choose(
        _ scores: UnsafePointer<Float>, _ gradient: UnsafeMutablePointer<Float>, _ count: Int, _ step: Int,
        _ gold: Int, _ scale: Float
    ) -> Double {
        gradient.update(repeating: 0, count: step)
        guard gold >= 0 else { return 0 }
        var most = scores[0]
        for index in 1..<count { most = max(most, scores[index]) }
        var sum: Float = 0
        for index in 0..<count {
            let value = Exponential.of(scores[index] - most)
            gradient[index] = value
            sum += value
        }
        let share = scale / sum
        let right = gradient[gold] / sum
        for index in 0..<count { gradient[index] *= share }
        gradient[gold] -= scale
        return -Double(Exponential.logarithm(max(right, 1e-12)) * scale)
    }

    private func denseBack(
        _ gradientOut: UnsafePointer<Float>, _ matrix: NetworkParameters.Matrix, _ bias: NetworkParameters.Matrix?,
        _ input: UnsafePointer<Float>, _ rows: Int, _ gradientIn: UnsafeMutablePointer<Float>,
        _ turned: UnsafePointer<Float>
    ) {
        MatrixProduct.add(
            to: gradient + matrix.start, matrix.step, input, rowStep: 1, innerStep: matrix.inputs, gradientOut,
            matrix.step, rows: matrix.inputs, inner: rows, columns: matrix.step)
        if let bias {
            for row in 0..<rows {
                for column in 0..<matrix.outputs {
                    gradient[bias.start + column] += gradientOut[row * matrix.step + column]
                }
            }
        }
        MatrixProduct.add(
            to: gradientIn, matrix.inputs, gradientOut, rowStep: matrix.step, innerStep: 1, turned + matrix.turnedStart,
            matrix.turnedStep, rows: rows, inner: matrix.outputs, columns: matrix.inputs)
    }

    private func runBack(_ layer: Int, _ direction: Int, _ places: Int, _ turned: UnsafePointer<Float>) {
        let memory = layers[layer][direction]
        let matrices = parameters.layers[layer][direction]
        let (cells, four) = (parameters.shape.cells, parameters.shape.cells * 4)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: cells * 2) { scratch in
            guard let dOutput = scratch.baseAddress else { return }
            let dCell = dOutput + cells
            dOutput.initialize(repeating: 0, count: cells * 2)
            for step in 0..<places {
                // Against the direction of reading.
                let place = direction == 0 ? places - 1 - step : step
                let isFirst = step + 1 == places
                let old = direction == 0 ? place - 1 : place + 1
                let (sums, gates) = (memory.sums + place * four, memory.gates + place * four)
                let dSums = memory.dSums + place * four
                let above = outputGradient + place * cells * 2 + direction * cells
                for index in 0..<cells {
                    let dOut = dOutput[index] + above[index]
                    let curved = memory.curved[place * cells + index]
                    let open = gates[3 * cells + index]
                    let dNew = dCell[index] + dOut * open * Self.curveSlope(memory.cells[place * cells + index])
                    let before = isFirst ? 0 : memory.cells[old * cells + index]
                    dSums[index] = dNew * gates[2 * cells + index] * Self.gateSlope(sums[index])
                    dSums[cells + index] = dNew * before * Self.gateSlope(sums[cells + index])
                    dSums[2 * cells + index] = dNew * gates[index] * Self.curveSlope(sums[2 * cells + index])
                    dSums[3 * cells + index] = dOut * curved * Self.gateSlope(sums[3 * cells + index])
                    dCell[index] = dNew * gates[cells + index]
                }
                dOutput.update(repeating: 0, count: cells)
                if !isFirst {
                    MatrixProduct.addRow(
                        to: dOutput, dSums, 1, turned + matrices.recurrent.turnedStart, matrices.recurrent.turnedStep,
                        inner: four, columns: cells)
                }
            }
        }
        for place in 0..<places {
            for column in 0..<four { gradient[matrices.bias.start + column] += memory.dSums[place * four + column] }
        }
        MatrixProduct.add(
            to: gradient + matrices.input.start, four, inputs[layer], rowStep: 1, innerStep: matrices.input.inputs,
            memory.dSums, four, rows: matrices.input.inputs, inner: places, columns: four)
        MatrixProduct.add(
            to: gradient + matrices.recurrent.start, four, memory.before, rowStep: 1, innerStep: cells, memory.dSums,
            four, rows: cells, inner: places, columns: four)
        MatrixProduct.add(
            to: inputGradient, matrices.input.inputs, memory.dSums, rowStep: four, innerStep: 1,
            turned + matrices.input.turnedStart, matrices.input.turnedStep, rows: places, inner: four,
            columns: matrices.input.inputs)
    }

    @inline(__always)
    private static func curveSlope(_ x: Float) -> Float { abs(x) < 1.5 ? 1 - x * x * (4 / 9) : 0 }

    @inline(__always)
    private static func gateSlope(_ x: Float) -> Float { 0.25 * curveSlope(x * 0.5) }
}
