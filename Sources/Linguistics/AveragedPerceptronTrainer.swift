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

    /// Open addressing: the feature in each slot (0: free) and its row.
    private var keys: [UInt64]
    private var rowOf: [UInt32]
    /// For each row, where its cells begin, how many it has and has room for, and how often it was changed.
    private var rows: [Row] = []
    private var cells: [Cell] = []
    private var scratch: [Float]

    private struct Row {
        var start: UInt32
        var count: UInt16 = 0
        var capacity: UInt16 = 0
        var changes: UInt32 = 0
    }

    private struct Cell {
        var label: UInt32 = 0
        var weight: Float = 0
        /// Sum over the changes of change times time.
        var sum: Double = 0
    }

    public init(classCount: Int, capacity: Int = 1 << 16) {
        self.classCount = classCount
        var size = 1024
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        rowOf = [UInt32](repeating: 0, count: size)
        scratch = [Float](repeating: 0, count: classCount)
    }

    /// Adds the current (not averaged) weights of `features` to `scores`, which has ``classCount`` entries.
    public func add(_ features: some Collection<UInt64>, to scores: inout [Float]) {
        for feature in features { add(feature, to: &scores) }
    }

    /// Adds the current weights of one feature to `scores`.
    public func add(_ feature: UInt64, to scores: inout [Float]) {
        let slot = slot(of: feature)
        guard keys[slot] != 0 else { return }
        let row = rows[Int(rowOf[slot])]
        for index in Int(row.start)..<Int(row.start) + Int(row.count) {
            scores[Int(cells[index].label)] += cells[index].weight
        }
    }

    /// The class that the current weights prefer.
    public mutating func predict(_ features: some Collection<UInt64>) -> Int {
        for index in 0..<classCount { scratch[index] = 0 }
        for feature in features { add(feature, to: &scratch) }
        return Self.best(scratch)
    }

    /// One step: predicts, and where `gold` does not win by more than `margin` moves the weights towards it and away from
    /// its strongest rival. Returns what it predicted.
    @discardableResult
    public mutating func learn(_ features: some Collection<UInt64>, gold: Int, margin: Float = 0) -> Int {
        for index in 0..<classCount { scratch[index] = 0 }
        for feature in features { add(feature, to: &scratch) }
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
        let row = row(of: feature)
        rows[row].changes &+= 1
        let start = Int(rows[row].start)
        for index in start..<start + Int(rows[row].count) where cells[index].label == UInt32(label) {
            cells[index].weight += change
            cells[index].sum += Double(change) * time
            return
        }
        if rows[row].count == rows[row].capacity { grow(row) }
        let cell = Int(rows[row].start) + Int(rows[row].count)
        cells[cell] = Cell(label: UInt32(label), weight: change, sum: Double(change) * time)
        rows[row].count += 1
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

    /// The averaged rows, sorted by feature: the same whatever the order in the table.
    func averaged(minimumChanges: Int) -> [ModelWriter.Row] {
        var result: [ModelWriter.Row] = []
        for slot in keys.indices where keys[slot] != 0 {
            let row = rows[Int(rowOf[slot])]
            guard Int(row.changes) >= minimumChanges else { continue }
            var weights: [(label: UInt8, weight: Float)] = []
            for index in Int(row.start)..<Int(row.start) + Int(row.count) {
                let cell = cells[index]
                let mean = Float(Double(cell.weight) - cell.sum / time)
                if mean != 0 { weights.append((UInt8(cell.label), mean)) }
            }
            weights.sort { $0.label < $1.label }
            if !weights.isEmpty { result.append(ModelWriter.Row(feature: keys[slot], weights: weights)) }
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
    private func slot(of feature: UInt64) -> Int {
        let feature = feature == 0 ? 1 : feature
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: feature >> 20) & mask
        while keys[slot] != 0 && keys[slot] != feature { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func row(of feature: UInt64) -> Int {
        var slot = slot(of: feature)
        if keys[slot] != 0 { return Int(rowOf[slot]) }
        if (rowCount + 1) * 2 > keys.count {
            rehash()
            slot = self.slot(of: feature)
        }
        keys[slot] = feature == 0 ? 1 : feature
        rowOf[slot] = UInt32(rowCount)
        rows.append(Row(start: 0))
        rowCount += 1
        return rowCount - 1
    }

    private mutating func rehash() {
        let (oldKeys, oldRows) = (keys, rowOf)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        rowOf = [UInt32](repeating: 0, count: oldKeys.count * 2)
        for index in oldKeys.indices where oldKeys[index] != 0 {
            let slot = slot(of: oldKeys[index])
            keys[slot] = oldKeys[index]
            rowOf[slot] = oldRows[index]
        }
    }

    /// Moves a row's cells to the end of the pool, with room for twice as many.
    private mutating func grow(_ row: Int) {
        let capacity = max(2, Int(rows[row].capacity) * 2)
        let start = cells.count
        let old = Int(rows[row].start)
        for index in 0..<Int(rows[row].count) { cells.append(cells[old + index]) }
        cells.append(contentsOf: repeatElement(Cell(), count: capacity - Int(rows[row].count)))
        rows[row].start = UInt32(start)
        rows[row].capacity = UInt16(capacity)
    }
}
