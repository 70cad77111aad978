/// A set of 32-bit hashes, sorted; of a set too large to keep, those below a bound.
///
/// Hashes are as good as random, so those below a bound are a fair sample, and two samples compare below the lower of
/// their bounds: the share of one set that lies in the other is estimated without either (Broder, "On the resemblance and
/// containment of documents", 1997).
public struct HashSample: Sendable, Equatable {
    /// Ascending, each once.
    public private(set) var values: [UInt32]
    /// Every hash of the set up to and including this one is in ``values``.
    public private(set) var bound: UInt32

    /// - Parameters:
    ///   - hashes: in any order, repeats allowed.
    ///   - most: how many are kept at most.
    public init(_ hashes: [UInt32], most: Int = 4_096) {
        var sorted = hashes
        sorted.sort()
        var values: [UInt32] = []
        values.reserveCapacity(min(sorted.count, most))
        for hash in sorted where hash != values.last {
            guard values.count < most else {
                (self.values, bound) = (values, values.last ?? 0)
                return
            }
            values.append(hash)
        }
        (self.values, bound) = (values, .max)
    }

    init(values: [UInt32], bound: UInt32) { (self.values, self.bound) = (values, bound) }

    public func contains(_ hash: UInt32) -> Bool {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low < values.count && values[low] == hash
    }

    /// How many of the hashes that both can speak of each has, and both.
    public func compared(with other: HashSample) -> (shared: Int, own: Int, others: Int) {
        let bound = min(bound, other.bound)
        var (i, j, shared) = (0, 0, 0)
        while i < values.count, j < other.values.count, values[i] <= bound, other.values[j] <= bound {
            if values[i] == other.values[j] {
                shared += 1
                i += 1
                j += 1
            } else if values[i] < other.values[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return (shared, count(upTo: bound), other.count(upTo: bound))
    }

    private func count(upTo bound: UInt32) -> Int {
        if bound >= self.bound { return values.count }
        return values.firstIndex { $0 > bound } ?? values.count
    }
}

extension HashSample {
    /// The bound, the number of values and the values, each as four bytes, lowest first.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + values.count * 4)
        for number in [bound, UInt32(truncatingIfNeeded: values.count)] + values {
            for shift in [UInt32(0), 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
        }
        return bytes
    }

    /// Reads what ``bytes`` wrote; nil where the bytes are not that.
    public init?(reading bytes: inout ArraySlice<UInt8>) {
        func next() -> UInt32? {
            guard bytes.count >= 4 else { return nil }
            var number: UInt32 = 0
            for shift in [UInt32(0), 8, 16, 24] { number |= UInt32(bytes.removeFirst()) << shift }
            return number
        }
        guard let bound = next(), let count = next(), bytes.count >= Int(count) * 4 else { return nil }
        var values: [UInt32] = []
        values.reserveCapacity(Int(count))
        for _ in 0..<count { next().map { values.append($0) } }
        self.init(values: values, bound: bound)
    }
}
