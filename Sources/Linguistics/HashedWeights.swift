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
///     12  kind, UInt32: 0 sparse, 3 dense; 2 was an older dense form, still read
///     16  bytes of the records, UInt32
///     20  value of one unit of score, Float32 (what the trainer's weights were divided by)
///     24  reserved, 8 bytes
///     32  sparse: for each bucket the offset of its first record, UInt32, and one more for the end; then the records:
///         fingerprint UInt16, count UInt8, then `count` pairs of class UInt8 and weight code Int8
///         dense (up to 4 classes): a bucket is 16 bytes: two or three fingerprints UInt16 (0: free), for each of them a
///         weight code Int8 a class; in the last byte a bit for each feature of this bucket that lies in the next one
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
    @usableFromInline let kind: Kind
    /// Number of classes; 0 for an empty model.
    public let classCount: Int

    /// What an empty model points at: it is never read.
    nonisolated(unsafe) private static let nothing = UnsafeRawPointer(
        UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16))

    /// A model over these bytes; without any class where they hold none.
    public init(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, bytes.count > Self.headerSize,
            start.loadUnaligned(as: UInt32.self) == Self.magic
        else {
            (base, records) = (Self.nothing, Self.nothing)
            (bucketCount, kind, classCount) = (0, .sparse, 0)
            return
        }
        let classes = Int(start.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        let buckets = Int(start.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        kind = Kind(rawValue: start.loadUnaligned(fromByteOffset: 12, as: UInt32.self)) ?? .sparse
        let recordBytes = Int(start.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
        base = start + Self.headerSize
        let directory = kind == .sparse ? (buckets + 1) * 4 : 0
        records = base + directory
        let fits = Self.headerSize + directory + recordBytes <= bytes.count
        bucketCount = fits ? UInt64(buckets) : 0
        classCount = fits ? classes : 0
    }

    /// Whether there is nothing to score with.
    public var isEmpty: Bool { classCount == 0 }

    /// Adds the row of `feature` to `scores`, which has room for ``classCount`` numbers.
    @inlinable
    public func add(_ feature: UInt64, to scores: UnsafeMutablePointer<Int32>) {
        withUnsafePointer(to: feature) { add(UnsafeBufferPointer(start: $0, count: 1), to: scores) }
    }

    /// Adds the rows of all `features`: far quicker than one by one, since the memory is asked for all rows at once.
    @inlinable
    public func add(_ features: UnsafeBufferPointer<UInt64>, to scores: UnsafeMutablePointer<Int32>) {
        guard bucketCount > 0 else { return }
        switch kind {
        case .sparse: addSparse(features, to: scores)
        case .dense, .flagged: addDense(features, to: scores)
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

    @usableFromInline
    enum Kind: UInt32, Sendable {
        case sparse = 0
        case flagged = 2
        case dense = 3
    }

    /// A bucket to look into: where it lies in the records, and what for.
    @usableFromInline
    struct Probe {
        @usableFromInline var start: UInt32
        @usableFromInline var end: UInt32
        @usableFromInline var wanted: UInt16
        @usableFromInline var first: UInt16

        @inlinable
        init(start: UInt32, end: UInt32, wanted: UInt16) {
            (self.start, self.end, self.wanted, first) = (start, end, wanted, 0)
        }
    }

    @inlinable
    func addSparse(_ features: UnsafeBufferPointer<UInt64>, to scores: UnsafeMutablePointer<Int32>) {
        withUnsafeTemporaryAllocation(of: Probe.self, capacity: features.count &+ 1) { probes in
            // First where the buckets lie, then what comes first in them: reads that do not wait for one another.
            var known = 0
            for feature in features {
                let bucket = Int(truncatingIfNeeded: ((feature >> 32) &* bucketCount) >> 32)
                let start = base.loadUnaligned(fromByteOffset: bucket &* 4, as: UInt32.self)
                let end = base.loadUnaligned(fromByteOffset: bucket &* 4 &+ 4, as: UInt32.self)
                probes.initializeElement(
                    at: known,
                    to: Probe(start: start, end: end, wanted: UInt16(truncatingIfNeeded: feature))
                )
                known &+= start < end ? 1 : 0
            }
            for index in 0..<known {
                probes[index].first = records.loadUnaligned(
                    fromByteOffset: Int(truncatingIfNeeded: probes[index].start),
                    as: UInt16.self
                )
            }
            for index in 0..<known { walk(probes[index], to: scores) }
        }
    }

    /// Adds the record of a bucket that has the wanted fingerprint.
    @inlinable @inline(__always)
    func walk(_ probe: Probe, to scores: UnsafeMutablePointer<Int32>) {
        var record = records + Int(truncatingIfNeeded: probe.start)
        let end = records + Int(truncatingIfNeeded: probe.end)
        var fingerprint = probe.first
        while true {
            let count = Int(record.load(fromByteOffset: 2, as: UInt8.self))
            if fingerprint == probe.wanted {
                var pair = record + 3
                for _ in 0..<count {
                    let label = Int(pair.load(as: UInt8.self))
                    scores[label] &+= Self.weight(pair.load(fromByteOffset: 1, as: Int8.self))
                    pair += 2
                }
                return
            }
            record += 3 &+ count &* 2
            guard record < end else { return }
            fingerprint = record.loadUnaligned(as: UInt16.self)
        }
    }

    @inlinable
    func addDense(_ features: UnsafeBufferPointer<UInt64>, to scores: UnsafeMutablePointer<Int32>) {
        let slots = Self.slots(classCount)
        withUnsafeTemporaryAllocation(of: SIMD2<UInt64>.self, capacity: features.count &+ 1) { buckets in
            guard let copies = UnsafeRawPointer(buckets.baseAddress) else { return }
            // All buckets are fetched before the first is looked into.
            for index in features.indices {
                let bucket = Int(truncatingIfNeeded: ((features[index] >> 32) &* bucketCount) >> 32)
                buckets.initializeElement(
                    at: index,
                    to: records.loadUnaligned(fromByteOffset: bucket &* 16, as: SIMD2<UInt64>.self)
                )
            }
            for index in features.indices {
                let wanted = UInt64(Self.denseFingerprint(features[index]))
                let copy = copies + index &* 16
                let marks = buckets[index].x
                var slot = marks & 0xFFFF == wanted ? 0 : -1
                slot = (marks >> 16) & 0xFFFF == wanted ? 1 : slot
                slot = slots > 2 && (marks >> 32) & 0xFFFF == wanted ? 2 : slot
                if slot < 0 && UInt8(truncatingIfNeeded: buckets[index].y >> 56) & overflowBits(UInt16(wanted)) != 0 {
                    addOverflow(features[index], to: scores)
                    continue
                }
                // No branch on whether the feature is known: that is as good as random.
                let mask: Int32 = slot < 0 ? 0 : -1
                let codes = copy + (slots &* 2 &+ max(slot, 0) &* classCount)
                for label in 0..<classCount {
                    scores[label] &+= Self.weight(codes.load(fromByteOffset: label, as: Int8.self)) & mask
                }
            }
        }
    }

    /// Looks for a feature in the buckets after its own.
    @usableFromInline
    func addOverflow(_ feature: UInt64, to scores: UnsafeMutablePointer<Int32>) {
        let slots = Self.slots(classCount)
        let wanted = Self.denseFingerprint(feature)
        var bucket = ((feature >> 32) &* bucketCount) >> 32
        for _ in 0..<Self.longestChain {
            let start = records + Int(bucket) &* 16
            for slot in 0..<slots where start.loadUnaligned(fromByteOffset: slot &* 2, as: UInt16.self) == wanted {
                for label in 0..<classCount {
                    let offset = slots &* 2 &+ slot &* classCount &+ label
                    scores[label] &+= Self.weight(start.load(fromByteOffset: offset, as: Int8.self))
                }
                return
            }
            guard start.load(fromByteOffset: 15, as: UInt8.self) & overflowBits(wanted) != 0 else { return }
            bucket = bucket &+ 1 == bucketCount ? 0 : bucket &+ 1
        }
    }

    @inlinable @inline(__always)
    func overflowBits(_ fingerprint: UInt16) -> UInt8 {
        Self.overflowBit(fingerprint) | (kind == .flagged ? 1 : 0)
    }

    /// The bit in a bucket's last byte that says that features with this fingerprint may lie in the next one.
    @inlinable @inline(__always)
    static func overflowBit(_ fingerprint: UInt16) -> UInt8 { 1 << UInt8(truncatingIfNeeded: (fingerprint >> 3) & 7) }

    /// How many features a bucket of the dense kind has room for.
    @inlinable @inline(__always)
    static func slots(_ classCount: Int) -> Int { min(3, 15 / (2 &+ classCount)) }

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
    /// The most buckets that a feature is looked for in.
    static let longestChain = 64
    /// The most classes that the dense kind is for.
    static let mostDenseClasses = 4
    /// The largest weight that a code can stand for.
    static let largestWeight: Float = 1135
}
