/// Finds the row of a feature, in a table read where it lies.
///
/// A slot is four bytes: the number of the row, UInt16 (65,535 where the slot is free), and the low 16 bits of the
/// feature. The search starts at the slot that the high half of the feature points at and goes on to the next free slot.
/// A strange feature takes another's row with a probability of about 1 in 40,000.
struct FeatureRows: @unchecked Sendable {
    // Safe to share: the bytes are embedded data, never written.
    private let slots: UnsafeRawPointer
    private let count: UInt64
    let rowCount: Int

    /// More rows cannot be told apart.
    static let mostRows = 65_535
    static let none = UInt16.max

    /// - Parameter bytes: at least one slot.
    init?(_ bytes: UnsafeRawBufferPointer, rowCount: Int) {
        guard let start = bytes.baseAddress, bytes.count >= 4, rowCount <= Self.mostRows else { return nil }
        slots = start
        count = UInt64(bytes.count / 4)
        self.rowCount = rowCount
    }

    /// Replaces the features by the numbers of their rows; those without a row are left out.
    /// - Parameter places: room for as many numbers.
    /// - Returns: how many rows there are.
    @inline(__always)
    func find(
        _ features: UnsafePointer<UInt64>, _ featureCount: Int, _ places: UnsafeMutablePointer<UInt32>,
        into rows: UnsafeMutablePointer<UInt16>
    ) -> Int {
        // All first slots are read before any is looked at, so that what is not in the cache comes at the same time.
        for index in 0..<featureCount { places[index] = slot(start(features[index])) }
        var found = 0
        for index in 0..<featureCount {
            let wanted = UInt32(truncatingIfNeeded: features[index]) << 16
            var slot = places[index]
            if (slot ^ wanted) >> 16 != 0 && UInt16(truncatingIfNeeded: slot) != Self.none {
                slot = further(features[index], wanted)
            }
            let row = UInt16(truncatingIfNeeded: slot)
            rows[found] = row
            found &+= Int(row) < rowCount && (slot ^ wanted) >> 16 == 0 ? 1 : 0
        }
        return found
    }

    private func further(_ feature: UInt64, _ wanted: UInt32) -> UInt32 {
        var place = start(feature)
        for _ in 0..<count {
            let slot = slot(place)
            if (slot ^ wanted) >> 16 == 0 || UInt16(truncatingIfNeeded: slot) == Self.none { return slot }
            place = place &+ 1 == count ? 0 : place &+ 1
        }
        return UInt32(Self.none)
    }

    @inline(__always)
    private func start(_ feature: UInt64) -> UInt64 { ((feature >> 32) &* count) >> 32 }

    @inline(__always)
    private func slot(_ place: UInt64) -> UInt32 {
        slots.loadUnaligned(fromByteOffset: Int(place) &* 4, as: UInt32.self)
    }

    /// The table in which the feature at a place has the row of this number.
    static func pack(_ features: [UInt64]) -> [UInt8] {
        let count = max(8, features.count * 5 / 3)
        var slots = [UInt32](repeating: UInt32(none), count: count)
        for (row, feature) in features.enumerated() {
            var place = Int(((feature >> 32) &* UInt64(count)) >> 32)
            while UInt16(truncatingIfNeeded: slots[place]) != none { place = place + 1 == count ? 0 : place + 1 }
            slots[place] = UInt32(truncatingIfNeeded: feature) << 16 | UInt32(row)
        }
        return slots.flatMap { slot in (0..<4).map { UInt8(truncatingIfNeeded: slot >> UInt32($0 * 8)) } }
    }
}
