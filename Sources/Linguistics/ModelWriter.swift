/// Writes rows of weights as the bytes that ``HashedWeights`` reads.
package struct ModelWriter {
    /// A feature and its weights, by class in ascending order.
    package struct Row {
        package var feature: UInt64
        package var weights: [(label: UInt8, weight: Float)]
        /// How often training changed it; says how often it is met.
        package var changes: Int

        package init(feature: UInt64, weights: [(label: UInt8, weight: Float)], changes: Int = 1) {
            (self.feature, self.weights, self.changes) = (feature, weights, changes)
        }

        /// What the row is worth: a small weight that is met often decides more than a large one met twice.
        var worth: Float { largest * Float(changes).squareRoot() }

        var largest: Float { weights.reduce(0) { max($0, abs($1.weight)) } }
    }

    /// The smallest code that is written.
    private static let leastCode: Int8 = 2

    let classCount: Int

    package init(classCount: Int) { self.classCount = classCount }

    /// Few classes: a slot with a code for each is smaller than pairs of class and code.
    var isDense: Bool { classCount <= HashedWeights.mostDenseClasses }

    /// - Parameter rows: sorted by feature, each feature once.
    package func write(_ rows: [Row], limit: Int, ceiling: Double) -> [UInt8] {
        var rows = rows
        let unit = Self.unit(rows, ceiling: ceiling)
        // What is next to nothing beside the largest weights takes no place, and no time.
        for index in rows.indices {
            rows[index].weights.removeAll { abs(Self.code($0.weight / unit)) < Self.leastCode }
        }
        rows.removeAll { $0.weights.isEmpty }
        rows = fitting(rows, limit: limit)
        return isDense ? dense(rows, unit: unit) : sparse(rows, unit: unit)
    }

    /// The rows worth most whose bytes together stay below `limit`.
    private func fitting(_ rows: [Row], limit: Int) -> [Row] {
        let worths = rows.map(\.worth)
        let order = rows.indices.sorted { (worths[$0], rows[$1].feature) > (worths[$1], rows[$0].feature) }
        var left = Double(limit - HashedWeights.headerSize - 8)
        var kept: [Row] = []
        for index in order {
            let size =
                isDense
                ? 16 / (Double(HashedWeights.slots(classCount)) * Self.fill)
                : Double(3 + 2 * rows[index].weights.count) + 4 / 1.5
            if left < size { break }
            left -= size
            kept.append(rows[index])
        }
        return kept.sorted { $0.feature < $1.feature }
    }

    private func header(buckets: Int, bytes: Int, unit: Float) -> [UInt8] {
        var header: [UInt8] = []
        for value in [HashedWeights.magic, UInt32(classCount), UInt32(buckets), isDense ? 3 : 0, UInt32(bytes)] {
            header += Self.bytes(value)
        }
        header += Self.bytes(unit.bitPattern)
        header += [UInt8](repeating: 0, count: HashedWeights.headerSize - header.count)
        return header
    }

    private func sparse(_ rows: [Row], unit: Float) -> [UInt8] {
        let buckets = max(1, Int(Double(rows.count) / 1.5))
        var directory: [UInt8] = []
        var records: [UInt8] = []
        var next = 0
        for bucket in 0..<buckets {
            directory += Self.bytes(UInt32(records.count))
            // Rows are sorted by feature and the bucket grows with the high half, so each bucket is a run.
            while next < rows.count, Int(((rows[next].feature >> 32) * UInt64(buckets)) >> 32) == bucket {
                let row = rows[next]
                records += [UInt8(truncatingIfNeeded: row.feature), UInt8(truncatingIfNeeded: row.feature >> 8)]
                records.append(UInt8(row.weights.count))
                for (label, weight) in row.weights {
                    records += [label, UInt8(bitPattern: Self.code(weight / unit))]
                }
                next += 1
            }
        }
        directory += Self.bytes(UInt32(records.count))
        return header(buckets: buckets, bytes: records.count, unit: unit) + directory + records
    }

    private func dense(_ rows: [Row], unit: Float) -> [UInt8] {
        let slots = HashedWeights.slots(classCount)
        let buckets = max(2, Int(Double(rows.count) / (Double(slots) * Self.fill)) + 1)
        var bytes = [UInt8](repeating: 0, count: buckets * 16)
        for row in rows {
            let fingerprint = HashedWeights.denseFingerprint(row.feature)
            var bucket = Int(((row.feature >> 32) * UInt64(buckets)) >> 32)
            for _ in 0..<HashedWeights.longestChain {
                let start = bucket * 16
                if let slot = (0..<slots).first(where: { bytes[start + $0 * 2] == 0 && bytes[start + $0 * 2 + 1] == 0 })
                {
                    bytes[start + slot * 2] = UInt8(truncatingIfNeeded: fingerprint)
                    bytes[start + slot * 2 + 1] = UInt8(truncatingIfNeeded: fingerprint >> 8)
                    for (label, weight) in row.weights {
                        let place = start + slots * 2 + slot * classCount + Int(label)
                        bytes[place] = UInt8(bitPattern: Self.code(weight / unit))
                    }
                    break
                }
                bytes[start + 15] |= HashedWeights.overflowBit(fingerprint)
                bucket = bucket + 1 == buckets ? 0 : bucket + 1
            }
        }
        return header(buckets: buckets, bytes: bytes.count, unit: unit) + bytes
    }

    /// How full the buckets of the dense kind are.
    private static let fill = 0.8

    /// What one unit of score is worth, so that the largest weights (but for a few) still have a code.
    private static func unit(_ rows: [Row], ceiling: Double) -> Float {
        let largest = rows.map(\.largest).sorted()
        guard let last = largest.last else { return 1 }
        let index = min(largest.count - 1, Int(Double(largest.count) * ceiling))
        let top = max(largest[index], last / 8)
        return top / HashedWeights.largestWeight
    }

    /// The code whose weight is nearest.
    static func code(_ weight: Float) -> Int8 {
        let size = min(abs(weight), HashedWeights.largestWeight)
        // Solves c + c * c / 16 = size, then looks at the neighbours, since the sum is rounded down.
        let guess = Int32((-8 + (64 + 16 * size).squareRoot()).rounded())
        var best: Int32 = 0
        for candidate in max(0, guess - 1)...min(127, guess + 1)
        where abs(Float(HashedWeights.weight(Int8(candidate))) - size)
            < abs(Float(HashedWeights.weight(Int8(best))) - size)
        {
            best = candidate
        }
        return Int8(weight < 0 ? -best : best)
    }

    private static func bytes(_ value: UInt32) -> [UInt8] {
        [
            UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 24),
        ]
    }
}
