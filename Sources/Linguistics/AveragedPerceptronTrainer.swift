/// Trains a linear model over hashed features: an averaged perceptron, for any task that gives a class to a list of
/// features, and for structured tasks that reward some (feature, class) pairs and punish others.
///
///     var trainer = AveragedPerceptronTrainer(classCount: 3)
///     for _ in 0..<10 {                              // epochs; shuffle the examples with a SeededGenerator
///         for example in examples { trainer.learn(example.features, gold: example.label) }
///     }
///     let bytes = trainer.compile(limit: 1_000_000)  // write to Sources/CEnglishData/model/NAME.bin
///     let model = HashedWeights(EnglishData.bytes("NAME"))
///
/// The weights are averaged over all steps (Collins 2002; the average is kept by the method of Daumé 2006: a second sum of
/// the changes weighted by their time). Rows come to be only when a feature takes part in a mistake, and hold only the
/// classes touched, so memory goes with the number of mistakes. The result depends on the order of the calls alone.
public struct AveragedPerceptronTrainer: Sendable {
    /// Number of classes, 1 ... 255.
    public let classCount: Int
    /// Number of rows so far.
    public private(set) var rowCount = 0
    /// The step of the averaging clock; grows with every call of ``tick()``, ``learn(_:gold:margin:)``.
    private(set) var time: Double = 1

    /// Open addressing: a slot for each feature.
    private var slots: [Slot]
    private var cells: [Cell] = []
    private var scratch: [Float]
    private let activation: UInt16

    private struct Slot {
        /// The feature; 0 in a free slot.
        var key: UInt64 = 0
        var start: UInt32 = 0
        var count: UInt8 = 0
        var capacity: UInt8 = 0
        /// How often it was to be changed, up to what matters.
        var changes: UInt16 = 0
    }

    private struct Cell {
        var label: UInt32 = 0
        var weight: Float = 0
        /// Sum over the changes of change times time.
        var sum: Double = 0
    }

    /// - Parameters:
    ///   - capacity: the number of features expected; more are no harm.
    ///   - activation: how many changes a feature must have been due before it takes any. A step is two changes, one for
    ///     the right class and one for the wrong one. More than 0 keeps out features that took part in a mistake or two
    ///     only: the model becomes much smaller and, since the others learn to do without them, seldom worse.
    public init(classCount: Int, capacity: Int = 1 << 16, activation: Int = 0) {
        self.classCount = classCount
        var size = 1024
        while size < capacity * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
        self.activation = UInt16(min(max(activation, 0), 60_000))
        scratch = [Float](repeating: 0, count: classCount)
    }

    /// Adds the current (not averaged) weights of `features` to `scores`, which has ``classCount`` entries.
    public func add(_ features: some Collection<UInt64>, to scores: inout [Float]) {
        let count = features.count
        withUnsafeTemporaryAllocation(of: Slot.self, capacity: count + 1) { found in
            scores.withUnsafeMutableBufferPointer { scores in
                slots.withUnsafeBufferPointer { slots in
                    cells.withUnsafeBufferPointer { cells in
                        // All slots are asked for before the first is needed: the table is far larger than any cache.
                        let mask = slots.count - 1
                        var index = 0
                        for feature in features {
                            let place = Int(truncatingIfNeeded: feature >> 20) & mask
                            found.initializeElement(at: index, to: slots[place])
                            index += 1
                        }
                        index = 0
                        for feature in features {
                            let key = feature == 0 ? 1 : feature
                            if found[index].key != key && found[index].key != 0 {
                                found[index] = slots[self.place(of: feature)]
                            }
                            index += 1
                        }
                        for index in 0..<count where found[index].key != 0 {
                            let start = Int(found[index].start)
                            for cell in start..<start + Int(found[index].count) {
                                scores[Int(cells[cell].label)] += cells[cell].weight
                            }
                        }
                    }
                }
            }
        }
    }

    /// Adds the current weights of one feature to `scores`.
    @inline(__always)
    public func add(_ feature: UInt64, to scores: inout [Float]) {
        let slot = slots[place(of: feature)]
        let start = Int(slot.start)
        for index in start..<start + Int(slot.count) {
            let cell = cells[index]
            scores[Int(cell.label)] += cell.weight
        }
    }

    /// The class that the current weights prefer.
    public mutating func predict(_ features: some Collection<UInt64>) -> Int {
        for index in 0..<classCount { scratch[index] = 0 }
        var scores: [Float] = []
        swap(&scores, &scratch)
        add(features, to: &scores)
        swap(&scores, &scratch)
        return Self.best(scratch)
    }

    /// One step: predicts, and where `gold` does not win by more than `margin` moves the weights towards it and away from
    /// its strongest rival. Returns what it predicted.
    @discardableResult
    public mutating func learn(_ features: some Collection<UInt64>, gold: Int, margin: Float = 0) -> Int {
        for index in 0..<classCount { scratch[index] = 0 }
        var scores: [Float] = []
        swap(&scores, &scratch)
        add(features, to: &scores)
        swap(&scores, &scratch)
        let predicted = Self.best(scratch)
        var rival = gold == 0 ? 1 : 0
        for index in 0..<classCount where index != gold && scratch[index] > scratch[rival] { rival = index }
        if classCount > 1 && (predicted != gold || scratch[gold] - scratch[rival] <= margin) {
            for feature in features {
                update(feature, label: gold, by: 1)
                update(feature, label: rival, by: -1)
            }
        }
        tick()
        return predicted
    }

    /// Changes one weight. Structured learners call this for the pairs of the right and of the wrong output, then
    /// ``tick()`` once.
    public mutating func update(_ feature: UInt64, label: Int, by change: Float) {
        var place = place(of: feature)
        if slots[place].key == 0 {
            if (rowCount + 1) * 2 > slots.count {
                rehash()
                place = self.place(of: feature)
            }
            slots[place].key = feature == 0 ? 1 : feature
            rowCount += 1
        }
        let slot = slots[place]
        if slot.changes < UInt16.max { slots[place].changes += 1 }
        guard slot.changes >= activation else { return }
        let start = Int(slot.start)
        for index in start..<start + Int(slot.count) where cells[index].label == UInt32(label) {
            cells[index].weight += change
            cells[index].sum += Double(change) * time
            return
        }
        if slot.count == slot.capacity { grow(place) }
        let cell = Int(slots[place].start) + Int(slot.count)
        cells[cell] = Cell(label: UInt32(label), weight: change, sum: Double(change) * time)
        slots[place].count += 1
    }

    /// Moves the averaging clock on by one example.
    public mutating func tick() { time += 1 }

    /// The averaged model as bytes for ``HashedWeights``.
    ///
    /// - Parameters:
    ///   - limit: the size in bytes that the model may have. Rows with the smallest weights are
    ///     left out until the rest fits.
    ///   - minimumChanges: rows changed in fewer steps are left out. Rows balance one another, so more than 1 makes the
    ///     model smaller at a price: measure it.
    ///   - ceiling: the quantile of the largest weights of rows beyond which weights are cut, 0 ... 1: a few very large
    ///     ones would make all steps coarse.
    public func compile(limit: Int, minimumChanges: Int = 1, ceiling: Double = 0.9995) -> [UInt8] {
        ModelWriter(classCount: classCount).write(
            averaged(minimumChanges: minimumChanges),
            limit: limit,
            ceiling: ceiling
        )
    }

    /// The mean of several trainers' models, which saw the same examples in other orders: what one order happened to favour
    /// is evened out. Parameters as in ``compile(limit:minimumChanges:ceiling:)``, for each trainer.
    public static func compile(
        _ trainers: [AveragedPerceptronTrainer], limit: Int, minimumChanges: Int = 1, ceiling: Double = 0.9995
    ) -> [UInt8] {
        guard let first = trainers.first else { return [] }
        var rows = first.averaged(minimumChanges: minimumChanges)
        for trainer in trainers.dropFirst() { rows = sum(rows, trainer.averaged(minimumChanges: minimumChanges)) }
        for row in rows.indices {
            for cell in rows[row].weights.indices { rows[row].weights[cell].weight /= Float(trainers.count) }
        }
        return ModelWriter(classCount: first.classCount).write(rows, limit: limit, ceiling: ceiling)
    }

    /// Of two lists of rows in the order of their features, and of cells in the order of their labels.
    private static func sum(_ a: [ModelWriter.Row], _ b: [ModelWriter.Row]) -> [ModelWriter.Row] {
        var result: [ModelWriter.Row] = []
        result.reserveCapacity(max(a.count, b.count))
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if j == b.count || (i < a.count && a[i].feature < b[j].feature) {
                result.append(a[i])
                i += 1
            } else if i == a.count || b[j].feature < a[i].feature {
                result.append(b[j])
                j += 1
            } else {
                var weights = a[i].weights
                for cell in b[j].weights {
                    if let place = weights.firstIndex(where: { $0.label >= cell.label }) {
                        if weights[place].label == cell.label {
                            weights[place].weight += cell.weight
                        } else {
                            weights.insert(cell, at: place)
                        }
                    } else {
                        weights.append(cell)
                    }
                }
                result.append(
                    ModelWriter.Row(feature: a[i].feature, weights: weights, changes: a[i].changes + b[j].changes))
                (i, j) = (i + 1, j + 1)
            }
        }
        return result
    }

    /// The averaged rows, sorted by feature: the same whatever the order in the table.
    func averaged(minimumChanges: Int) -> [ModelWriter.Row] {
        var result: [ModelWriter.Row] = []
        for slot in slots where slot.key != 0 && slot.count > 0 && Int(slot.changes) >= minimumChanges {
            var weights: [(label: UInt8, weight: Float)] = []
            for index in Int(slot.start)..<Int(slot.start) + Int(slot.count) {
                let cell = cells[index]
                let mean = Float(Double(cell.weight) - cell.sum / time)
                if mean != 0 { weights.append((UInt8(cell.label), mean)) }
            }
            weights.sort { $0.label < $1.label }
            if weights.isEmpty { continue }
            result.append(ModelWriter.Row(feature: slot.key, weights: weights, changes: Int(slot.changes)))
        }
        result.sort { $0.feature < $1.feature }
        return result
    }

    private static func best(_ scores: [Float]) -> Int {
        var best = 0
        for index in 1..<max(scores.count, 1) where scores[index] > scores[best] { best = index }
        return best
    }

    /// The slot that holds the feature, or the free one where it would go.
    @inline(__always)
    private func place(of feature: UInt64) -> Int {
        let feature = feature == 0 ? 1 : feature
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: feature >> 20) & mask
        while slots[place].key != 0 && slots[place].key != feature { place = (place + 1) & mask }
        return place
    }

    private mutating func rehash() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for slot in old where slot.key != 0 { slots[place(of: slot.key)] = slot }
    }

    /// Moves a row's cells to the end of the pool, with room for twice as many.
    private mutating func grow(_ place: Int) {
        let slot = slots[place]
        let capacity = min(255, max(2, Int(slot.capacity) * 2))
        let start = cells.count
        for index in 0..<Int(slot.count) { cells.append(cells[Int(slot.start) + index]) }
        cells.append(contentsOf: repeatElement(Cell(), count: capacity - Int(slot.count)))
        slots[place].start = UInt32(start)
        slots[place].capacity = UInt8(capacity)
    }
}
