@preconcurrency import Foundation
import Linguistics

/// Trains the network that reads sentences: mini-batches, Adam (Kingma and Ba 2015), a rate that rises for some steps and
/// then sinks to nothing along a cosine.
///
/// A batch is cut into a fixed number of parts whose gradients are added in one order, so that the number of cores changes
/// the time and not the result.
struct NetworkTraining: Sendable {
    var shape: NetworkWeights.Shape
    var epochs = 20
    /// Words of a batch, about.
    var batch = 1500
    var rate: Float = 3e-3
    var dropout = SentencePass.Dropout()
    var seed: UInt64 = 41
    /// How many of the last epochs are over the first `annotated` examples alone.
    var lastEpochs = 0

    /// Parts of a batch.
    private static let parts = 4
    private static let warmUp = 200
    private static let longestGradient: Float = 5

    struct Trained: Sendable {
        let parameters: NetworkParameters
        let values: [Float]
        /// Features in the order of their rows, and the rows.
        let features: [UInt64]
        let rows: [Float]

        var weights: NetworkWeights { parameters.weights(values, features: features, rows: rows) }
    }

    /// - Parameters:
    ///   - features: the features that get a row; the root's is the first.
    ///   - annotated: how many of the examples, the first ones, are from treebanks.
    ///   - report: called after each epoch with its number and what is trained so far.
    func run(
        _ examples: [NetworkExample], annotated: Int, features: [UInt64], report: (Int, Double, Trained) -> Void
    ) -> Trained {
        let parameters = NetworkParameters(shape)
        var values = parameters.initial(seed: seed)
        var random = SeededGenerator(seed: seed &+ 1)
        var rows = (0..<features.count * shape.embedding).map { _ in Float.random(in: -0.2...0.2, using: &random) }
        let fits = examples.indices.filter { (1...NetworkExample.longest).contains(examples[$0].count) }
        let passes = (0..<Self.parts).map { _ in SentencePass(parameters) }
        let wordsToRead = (0..<epochs).reduce(0) { sum, epoch in
            sum + fits.reduce(0) { $0 + (isRead($1, annotated, epoch) ? examples[$1].count : 0) }
        }
        var moments = Moments(count: parameters.count)
        var rowMoments = Moments(count: rows.count)
        var rowGradient = RowGradient(count: features.count, width: shape.embedding)
        var (step, wordsRead) = (0, 0)
        for epoch in 0..<epochs {
            var order = fits.filter { isRead($0, annotated, epoch) }
            order.shuffle(using: &random)
            var (next, loss, words) = (0, 0.0, 0)
            while next < order.count {
                var (chosen, count) = ([Int](), 0)
                while next < order.count, count < batch {
                    chosen.append(order[next])
                    count += examples[order[next]].count
                    next += 1
                }
                step += 1
                wordsRead += count
                let progress = Double(wordsRead) / Double(wordsToRead)
                let rate =
                    rate * min(1, Float(step) / Float(Self.warmUp))
                    * Float(0.5 * (1 + cos(Double.pi * min(1, progress))) + 0.005)
                loss +=
                    Double(count)
                    * learn(
                        chosen, examples, passes, parameters, values, rows, &rowGradient, words: count,
                        seed: random.next())
                words += count
                update(
                    passes, &values, &rows, &moments, &rowMoments, &rowGradient, rate: rate, step: step)
            }
            report(
                epoch, loss / Double(max(words, 1)),
                Trained(parameters: parameters, values: values, features: features, rows: rows))
        }
        return Trained(parameters: parameters, values: values, features: features, rows: rows)
    }

    private func isRead(_ example: Int, _ annotated: Int, _ epoch: Int) -> Bool {
        example < annotated || epoch + lastEpochs < epochs
    }

    /// Gradients of a batch: of the matrices in the passes, of the rows in `rowGradient`. Returns the mean loss of a word.
    private func learn(
        _ chosen: [Int], _ examples: [NetworkExample], _ passes: [SentencePass], _ parameters: NetworkParameters,
        _ values: [Float], _ rows: [Float], _ rowGradient: inout RowGradient, words: Int, seed: UInt64
    ) -> Double {
        let scale = 1 / Float(words)
        let width = shape.embedding
        let turned = UnsafeMutablePointer<Float>.allocate(capacity: parameters.turnedCount)
        turned.initialize(repeating: 0, count: parameters.turnedCount)
        defer { turned.deallocate() }
        var read = [(rows: [Int32], gradient: [Float])](repeating: ([], []), count: chosen.count)
        values.withUnsafeBufferPointer { values in
            rows.withUnsafeBufferPointer { rows in
                read.withUnsafeMutableBufferPointer { read in
                    guard let values = values.baseAddress, let rows = rows.baseAddress else { return }
                    parameters.turn(values, into: turned)
                    let work = Work(
                        values: values, rows: rows, turned: turned, read: read, examples: examples, passes: passes)
                    DispatchQueue.concurrentPerform(iterations: Self.parts) { part in
                        let pass = work.passes[part]
                        pass.clear()
                        for index in stride(from: part, to: chosen.count, by: Self.parts) {
                            let example = work.examples[chosen[index]]
                            pass.read(
                                example, work.values, work.rows, rootRow: 0, heads: example.heads, dropout: dropout,
                                seed: Feature.hash(seed, UInt64(index)))
                            pass.learn(example, turned: work.turned, scale: scale)
                            work.read[index] = (
                                pass.readRows,
                                Array(
                                    UnsafeBufferPointer(start: pass.inputGradient, count: (example.count + 1) * width))
                            )
                        }
                    }
                }
            }
        }
        for (rows, gradient) in read { rowGradient.add(rows, gradient) }
        return passes.reduce(0) { $0 + $1.loss }
    }

    /// What the parts of a batch share; each writes only its own places.
    private struct Work: @unchecked Sendable {
        let values: UnsafePointer<Float>
        let rows: UnsafePointer<Float>
        let turned: UnsafePointer<Float>
        let read: UnsafeMutableBufferPointer<(rows: [Int32], gradient: [Float])>
        let examples: [NetworkExample]
        let passes: [SentencePass]
    }

    private func update(
        _ passes: [SentencePass], _ values: inout [Float], _ rows: inout [Float], _ moments: inout Moments,
        _ rowMoments: inout Moments, _ rowGradient: inout RowGradient, rate: Float, step: Int
    ) {
        let total = passes[0].gradient
        for pass in passes.dropFirst() { for index in 0..<values.count { total[index] += pass.gradient[index] } }
        var square: Float = 0
        for index in 0..<values.count { square += total[index] * total[index] }
        square += rowGradient.square()
        let length = square.squareRoot()
        let factor = length > Self.longestGradient ? Self.longestGradient / length : 1
        moments.step(&values, 0, UnsafePointer(total), values.count, rate: rate, factor: factor, step: step)
        rowGradient.forEach { row, gradient in
            rowMoments.step(
                &rows, row * shape.embedding, gradient, shape.embedding, rate: rate, factor: factor, step: step)
        }
        rowGradient.clear()
    }
}

/// The moving means of a gradient and of its square, and the step that they make.
private struct Moments {
    private var mean: [Float]
    private var square: [Float]
    private static let (slow, fast): (Float, Float) = (0.9, 0.95)

    init(count: Int) {
        mean = [Float](repeating: 0, count: count)
        square = mean
    }

    mutating func step(
        _ values: inout [Float], _ start: Int, _ gradient: UnsafePointer<Float>, _ count: Int, rate: Float,
        factor: Float, step: Int
    ) {
        let meanShare = 1 - Self.power(Self.slow, step)
        let squareShare = 1 - Self.power(Self.fast, step)
        values.withUnsafeMutableBufferPointer { values in
            mean.withUnsafeMutableBufferPointer { mean in
                square.withUnsafeMutableBufferPointer { square in
                    for index in 0..<count {
                        let place = start + index
                        let change = gradient[index] * factor
                        mean[place] = Self.slow * mean[place] + (1 - Self.slow) * change
                        square[place] = Self.fast * square[place] + (1 - Self.fast) * change * change
                        let size = (square[place] / squareShare).squareRoot() + 1e-8
                        values[place] -= rate * (mean[place] / meanShare) / size
                    }
                }
            }
        }
    }

    private static func power(_ base: Float, _ exponent: Int) -> Float {
        var (result, factor, left) = (Float(1), base, min(exponent, 4096))
        while left > 0 {
            if left & 1 == 1 { result *= factor }
            factor *= factor
            left >>= 1
        }
        return result
    }
}

/// Gradients of the rows that a batch has read; the others keep still.
private struct RowGradient {
    private let width: Int
    private var sums: [Float]
    private var isTouched: [Bool]
    private var touched: [Int] = []

    init(count: Int, width: Int) {
        self.width = width
        sums = [Float](repeating: 0, count: count * width)
        isTouched = [Bool](repeating: false, count: count)
    }

    /// - Parameters:
    ///   - rows: the rows that were read, as many for each place.
    ///   - gradient: the gradient of each place.
    mutating func add(_ rows: [Int32], _ gradient: [Float]) {
        sums.withUnsafeMutableBufferPointer { sums in
            gradient.withUnsafeBufferPointer { gradient in
                for (index, row) in rows.enumerated() where row >= 0 {
                    let row = Int(row)
                    if !isTouched[row] {
                        isTouched[row] = true
                        touched.append(row)
                    }
                    let (from, to) = (index / WordFeatures.count * width, row * width)
                    for place in 0..<width { sums[to + place] += gradient[from + place] }
                }
            }
        }
    }

    func square() -> Float {
        var square: Float = 0
        for row in touched { for index in row * width..<(row + 1) * width { square += sums[index] * sums[index] } }
        return square
    }

    func forEach(_ body: (Int, UnsafePointer<Float>) -> Void) {
        sums.withUnsafeBufferPointer { sums in
            guard let start = sums.baseAddress else { return }
            for row in touched { body(row, start + row * width) }
        }
    }

    mutating func clear() {
        for row in touched {
            isTouched[row] = false
            for index in row * width..<(row + 1) * width { sums[index] = 0 }
        }
        touched.removeAll(keepingCapacity: true)
    }
}
