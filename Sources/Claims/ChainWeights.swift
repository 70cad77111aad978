import Linguistics

/// The weights of a ``LinearChain`` over hashed features, read where they lie: in bytes embedded in the executable.
///
/// The scores of a word's labels count by their distance from one another alone, so a row for words gives how far each
/// label is from label 0 and is one number shorter. A row for pairs of labels also tells how good the label before is, and
/// has them all.
///
/// A bucket of eight rows is about one line of the processor's cache. All eight are compared and added at
/// once, whether or not one of them is the wanted one: half the features of a word are not in the model, which is as good
/// as random, and a branch that is guessed wrong costs more than the whole bucket.
///
/// The bytes (little endian), made by ``write(_:labels:isRelative:unit:)``:
///
///     0   magic "CWCW", UInt32
///     4   number of labels, UInt32, 2 ... 4
///     8   number of buckets, UInt32
///     12  value of one unit of score in natural logarithms, Float32
///     16  weights a row, UInt32: as many as labels, or one less
///     20  nothing, up to 64
///     64  the buckets: eight fingerprints UInt16 (0: free), then for each weight of a row those of the eight rows Int16
///
/// The bucket comes from the high half of the hash, the fingerprint from the bits below. A strange feature takes another's
/// row with a probability of 1 in 10,000. The bytes are trusted to be what ``write(_:labels:isRelative:unit:)`` made; bytes that
/// are too short or have another magic number make an empty model. They must outlive the value.
package struct ChainWeights: @unchecked Sendable {
    // Safe to share: the bytes are never written, and live as long as the process.
    private let buckets: UnsafeRawPointer
    private let bucketCount: UInt64
    /// Weights a row.
    private let width: Int
    /// Number of labels; 0 for an empty model.
    package let labels: Int
    /// What one unit of score is in natural logarithms.
    package let unit: Float

    /// What an empty model points at: it is never read.
    nonisolated(unsafe) private static let nothing = UnsafeRawPointer(
        UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64))

    package init(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, bytes.count > Self.headerSize,
            start.loadUnaligned(as: UInt32.self) == Self.magic
        else {
            (buckets, bucketCount, width, labels, unit) = (Self.nothing, 0, 0, 0, 1)
            return
        }
        let labels = Int(start.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        let count = Int(start.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        unit = start.loadUnaligned(fromByteOffset: 12, as: Float.self)
        let width = Int(start.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
        buckets = start + Self.headerSize
        let fits =
            (2...4).contains(labels) && (labels - 1...labels).contains(width) && count > 0
            && Self.headerSize + count * 16 * (width + 1) <= bytes.count
        bucketCount = fits ? UInt64(count) : 0
        self.width = fits ? width : 0
        self.labels = fits ? labels : 0
    }

    /// Whether there is nothing to score with.
    package var isEmpty: Bool { labels == 0 }

    /// The sums of the rows of all `features`, by label.
    @inline(__always)
    func scores(_ features: UnsafeBufferPointer<UInt64>) -> SIMD4<Int32> {
        let sums: SIMD4<Int32>
        switch width {
        case 4: sums = sum4(features)
        case 3: sums = sum3(features)
        case 2: sums = sum2(features)
        case 1: sums = sum1(features)
        default: return .zero
        }
        return width == labels ? sums : SIMD4(0, sums[0], sums[1], sums[2])
    }

    /// The label with the highest score, the lowest of several.
    func predict(_ list: borrowing FeatureList) -> Int {
        let scores = scores(list.features)
        var best = 0
        for label in 1..<max(labels, 1) where scores[label] > scores[best] { best = label }
        return best
    }

    private func sum4(_ features: UnsafeBufferPointer<UInt64>) -> SIMD4<Int32> {
        var (first, second, third) = (SIMD8<Int16>.zero, SIMD8<Int16>.zero, SIMD8<Int16>.zero)
        var fourth = SIMD8<Int16>.zero
        for feature in features {
            let (bucket, match) = find(feature, 80)
            first &+= weights(bucket, 16) & match
            second &+= weights(bucket, 32) & match
            third &+= weights(bucket, 48) & match
            fourth &+= weights(bucket, 64) & match
        }
        return SIMD4(Self.total(first), Self.total(second), Self.total(third), Self.total(fourth))
    }

    private func sum3(_ features: UnsafeBufferPointer<UInt64>) -> SIMD4<Int32> {
        var (first, second, third) = (SIMD8<Int16>.zero, SIMD8<Int16>.zero, SIMD8<Int16>.zero)
        for feature in features {
            let (bucket, match) = find(feature, 64)
            first &+= weights(bucket, 16) & match
            second &+= weights(bucket, 32) & match
            third &+= weights(bucket, 48) & match
        }
        return SIMD4(Self.total(first), Self.total(second), Self.total(third), 0)
    }

    private func sum2(_ features: UnsafeBufferPointer<UInt64>) -> SIMD4<Int32> {
        var (first, second) = (SIMD8<Int16>.zero, SIMD8<Int16>.zero)
        for feature in features {
            let (bucket, match) = find(feature, 48)
            first &+= weights(bucket, 16) & match
            second &+= weights(bucket, 32) & match
        }
        return SIMD4(Self.total(first), Self.total(second), 0, 0)
    }

    private func sum1(_ features: UnsafeBufferPointer<UInt64>) -> SIMD4<Int32> {
        var first = SIMD8<Int16>.zero
        for feature in features {
            let (bucket, match) = find(feature, 32)
            first &+= weights(bucket, 16) & match
        }
        return SIMD4(Self.total(first), 0, 0, 0)
    }

    /// A feature's bucket, and all ones where its row stands in it.
    @inline(__always)
    private func find(_ feature: UInt64, _ stride: Int) -> (UnsafeRawPointer, SIMD8<Int16>) {
        let bucket = buckets + Int(truncatingIfNeeded: Self.bucket(feature, bucketCount)) &* stride
        let wanted = SIMD8<Int16>(repeating: Int16(bitPattern: Self.fingerprint(feature)))
        let isWanted = bucket.loadUnaligned(as: SIMD8<Int16>.self) .== wanted
        return (bucket, SIMD8<Int16>.zero.replacing(with: -1, where: isWanted))
    }

    @inline(__always)
    private func weights(_ bucket: UnsafeRawPointer, _ offset: Int) -> SIMD8<Int16> {
        bucket.loadUnaligned(fromByteOffset: offset, as: SIMD8<Int16>.self)
    }

    /// Eight sums of a few dozen weights of at most ±``largest`` each: only a made-up text could make one wrap around, and
    /// that would be a wrong label.
    @inline(__always)
    private static func total(_ lanes: SIMD8<Int16>) -> Int32 {
        var sum: Int32 = 0
        for lane in 0..<8 { sum &+= Int32(lanes[lane]) }
        return sum
    }

    @inline(__always)
    private static func bucket(_ feature: UInt64, _ count: UInt64) -> UInt64 { ((feature >> 32) &* count) >> 32 }

    @inline(__always)
    private static func fingerprint(_ feature: UInt64) -> UInt16 {
        let bits = UInt16(truncatingIfNeeded: feature >> 16)
        return bits == 0 ? 1 : bits
    }

    private static let magic: UInt32 = 0x5743_5743
    private static let headerSize = 64
    /// The largest weight in units.
    private static let largest: Float = 1023
}

extension ChainWeights {
    /// A feature and its weights, one a label.
    package struct Row {
        package var feature: UInt64
        package var weights: [Float]

        package init(feature: UInt64, weights: [Float]) { (self.feature, self.weights) = (feature, weights) }

        fileprivate var spread: Float { (weights.max() ?? 0) - (weights.min() ?? 0) }
    }

    /// How many of a bucket's eight rows are taken, on average.
    private static let fill = 5.5

    /// What a unit of score should be for these rows: the largest few weights are cut, so that the others are finer.
    package static func unit(_ rows: [Row]) -> Float {
        let spreads = rows.map(\.spread).sorted()
        guard let top = spreads.last else { return 1 }
        return max(spreads[spreads.count - 1 - spreads.count / 2000], top / 8, 1e-6) / largest
    }

    /// The bytes of a model with these rows. What finds its bucket full is left out, the least telling rows first.
    ///
    /// - Parameter isRelative: only how far the labels are from label 0 counts.
    package static func write(_ rows: [Row], labels: Int, isRelative: Bool, unit: Float) -> [UInt8] {
        let width = isRelative ? labels - 1 : labels
        let stride = 16 * (width + 1)
        let order = rows.indices.sorted { (rows[$0].spread, rows[$1].feature) > (rows[$1].spread, rows[$0].feature) }
        let count = max(1, Int((Double(order.count) / fill).rounded(.up)))
        var taken = [Int](repeating: 0, count: count)
        var buckets = [UInt8](repeating: 0, count: count * stride)
        func put(_ value: UInt16, _ offset: Int) {
            (buckets[offset], buckets[offset + 1]) = (UInt8(truncatingIfNeeded: value), UInt8(value >> 8))
        }
        for index in order {
            let row = rows[index]
            let bucket = Int(Self.bucket(row.feature, UInt64(count)))
            guard taken[bucket] < 8 else { continue }
            let place = bucket * stride + taken[bucket] * 2
            taken[bucket] += 1
            put(fingerprint(row.feature), place)
            for (number, weight) in row.weights.suffix(width).enumerated() {
                let scaled = ((isRelative ? weight - row.weights[0] : weight) / unit).rounded()
                put(UInt16(bitPattern: Int16(max(-largest, min(largest, scaled)))), place + 16 * (number + 1))
            }
        }
        var header: [UInt8] = []
        for value in [magic, UInt32(labels), UInt32(count), unit.bitPattern, UInt32(width)] {
            for shift in Swift.stride(from: UInt32(0), to: 32, by: 8) {
                header.append(UInt8(truncatingIfNeeded: value >> shift))
            }
        }
        return header + [UInt8](repeating: 0, count: headerSize - header.count) + buckets
    }
}
