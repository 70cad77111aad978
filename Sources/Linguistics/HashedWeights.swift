/// A linear model over hashed features, read where it lies: in bytes embedded in the executable.
///
/// For each feature the model has a row: a score for each class. ``add(_:to:)`` adds the row of a feature to the scores;
/// the class with the highest sum is the prediction. A feature that the model does not know adds nothing.
///
/// The bytes (little endian), made by ``AveragedPerceptronTrainer/compile(limit:)``:
///
///     0   magic "CWHW", UInt32
///     4   number of classes, UInt32, 1 ... 255
///     8   number of buckets, UInt32
///     12  kind, UInt32: 0 sparse, 1 dense
///     16  bytes of the records, UInt32
///     20  value of one unit of score, Float32 (what the trainer's weights were divided by)
///     24  reserved, 8 bytes
///     32  sparse: for each bucket the offset of its first record, UInt32, and one more for the end; then the records:
///         fingerprint UInt16, count UInt8, then `count` pairs of class UInt8 and weight code Int8
///         dense: slots of fingerprint UInt16 (0: empty) and one weight code Int8 a class; collisions go to the next slot
///
/// A weight code `c` stands for `c + sign(c) * c * c / 16`: fine steps near zero, a range of ±1135.
/// The bucket comes from the high half of the hash, the fingerprint from its low bits. A strange feature takes another's
/// row with a probability of about 1 in 40,000, which costs a wrong score once in a while and nothing else.
///
/// The bytes must outlive the value: they are meant to be embedded data. They are trusted to be what the compiler wrote;
/// bytes that are too short or that have another magic number make an empty model.
public struct HashedWeights: @unchecked Sendable {
    // Safe to share: the bytes are never written, and live as long as the process.
    @usableFromInline let base: UnsafeRawPointer
    @usableFromInline let records: UnsafeRawPointer
    @usableFromInline let bucketCount: UInt64
    @usableFromInline let isDense: Bool
    /// Number of classes; 0 for an empty model.
    public let classCount: Int

    /// A model over these bytes; without any class where they hold none.
    public init(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, bytes.count > Self.headerSize,
            start.loadUnaligned(as: UInt32.self) == Self.magic
        else {
            (base, records) = (UnsafeRawPointer(bitPattern: 1)!, UnsafeRawPointer(bitPattern: 1)!)
            (bucketCount, isDense, classCount) = (0, false, 0)
            return
        }
        let classes = Int(start.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        let buckets = Int(start.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        isDense = start.loadUnaligned(fromByteOffset: 12, as: UInt32.self) == 1
        let recordBytes = Int(start.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
        base = start + Self.headerSize
        let directory = isDense ? 0 : (buckets + 1) * 4
        records = base + directory
        let fits = Self.headerSize + directory + recordBytes <= bytes.count
        bucketCount = fits ? UInt64(buckets) : 0
        classCount = fits ? classes : 0
    }

    /// Whether there is nothing to score with.
    public var isEmpty: Bool { classCount == 0 }

    /// Adds the row of `feature` to `scores`, which has room for ``classCount`` numbers.
    @inlinable @inline(__always)
    public func add(_ feature: UInt64, to scores: UnsafeMutablePointer<Int32>) {
        if isDense { addDense(feature, to: scores) } else { addSparse(feature, to: scores) }
    }

    /// Adds the rows of all `features`.
    @inlinable
    public func add(_ features: UnsafeBufferPointer<UInt64>, to scores: UnsafeMutablePointer<Int32>) {
        if isDense {
            for feature in features { addDense(feature, to: scores) }
        } else {
            for feature in features { addSparse(feature, to: scores) }
        }
    }

    /// The class with the highest sum over `features`, the lowest such class where several have it; 0 in an empty model.
    public func predict(_ features: UnsafeBufferPointer<UInt64>) -> Int {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(classCount, 1)) { scores in
            scores.initialize(repeating: 0)
            guard let start = scores.baseAddress else { return 0 }
            add(features, to: start)
            var best = 0
            for index in 1..<max(classCount, 1) where scores[index] > scores[best] { best = index }
            return best
        }
    }

    @inlinable @inline(__always)
    func addSparse(_ feature: UInt64, to scores: UnsafeMutablePointer<Int32>) {
        guard bucketCount > 0 else { return }
        let bucket = Int(((feature >> 32) &* bucketCount) >> 32)
        var record = records + Int(base.loadUnaligned(fromByteOffset: bucket &* 4, as: UInt32.self))
        let end = records + Int(base.loadUnaligned(fromByteOffset: bucket &* 4 &+ 4, as: UInt32.self))
        let fingerprint = UInt16(truncatingIfNeeded: feature)
        while record < end {
            let count = Int(record.load(fromByteOffset: 2, as: UInt8.self))
            if record.loadUnaligned(as: UInt16.self) == fingerprint {
                var pair = record + 3
                for _ in 0..<count {
                    let label = Int(pair.load(as: UInt8.self))
                    scores[label] &+= Self.weight(pair.load(fromByteOffset: 1, as: Int8.self))
                    pair += 2
                }
                return
            }
            record += 3 &+ count &* 2
        }
    }

    @inlinable @inline(__always)
    func addDense(_ feature: UInt64, to scores: UnsafeMutablePointer<Int32>) {
        guard bucketCount > 0 else { return }
        let size = 2 &+ classCount
        var bucket = ((feature >> 32) &* bucketCount) >> 32
        let fingerprint = Self.denseFingerprint(feature)
        while true {
            let slot = records + Int(bucket) &* size
            let found = slot.loadUnaligned(as: UInt16.self)
            if found == 0 { return }
            if found == fingerprint {
                for label in 0..<classCount {
                    scores[label] &+= Self.weight(slot.load(fromByteOffset: 2 &+ label, as: Int8.self))
                }
                return
            }
            bucket &+= 1
            if bucket == bucketCount { bucket = 0 }
        }
    }

    /// The weight that a code stands for.
    @inlinable @inline(__always)
    static func weight(_ code: Int8) -> Int32 {
        let code = Int32(code)
        return code &+ (code &* abs(code)) / 16
    }

    @inlinable @inline(__always)
    static func denseFingerprint(_ feature: UInt64) -> UInt16 {
        let low = UInt16(truncatingIfNeeded: feature)
        return low == 0 ? 1 : low
    }

    static let magic: UInt32 = 0x5748_5743
    static let headerSize = 32
    /// The largest weight that a code can stand for.
    static let largestWeight: Float = 1135
}
