/// The features of one word for one decision; filled, scored, and filled again for the next.
///
/// A feature is a hash of the number of its template and one to three values. The products of a hash do not wait for one
/// another, so a list of a hundred costs little more than the stores.
package struct FeatureList: ~Copyable {
    private let items: UnsafeMutablePointer<UInt64>
    private var count = 0
    private var template: UInt64 = 0

    /// More than any word has.
    private static let capacity = 256

    package init() { items = .allocate(capacity: Self.capacity) }

    deinit { items.deallocate() }

    package var features: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: items, count: count) }

    /// Takes all features out.
    package mutating func clear() { count = 0 }

    /// Begins the features of another word. Templates are numbered by the order of the calls that follow, so every word
    /// makes the same calls. Families are told apart by numbers up to 255.
    mutating func begin(_ family: UInt64) {
        count = 0
        template = family &* 0xD6E8_FEB8_6659_FD93
    }

    @inline(__always)
    mutating func add(_ a: UInt64) { append(a &* Self.first) }

    @inline(__always)
    mutating func add(_ a: UInt64, _ b: UInt64) { append(a &* Self.first &+ b &* Self.second) }

    @inline(__always)
    mutating func add(_ a: UInt64, _ b: UInt64, _ c: UInt64) {
        append(a &* Self.first &+ b &* Self.second &+ c &* Self.third)
    }

    @inline(__always)
    private mutating func append(_ sum: UInt64) {
        let mixed = sum &+ template
        template &+= 0x9E37_79B9_7F4A_7C15
        guard count < Self.capacity else { return }
        items[count] = (mixed ^ (mixed >> 32)) &* 0xBF58_476D_1CE4_E5B9
        count &+= 1
    }

    private static let first: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let second: UInt64 = 0x9FB2_1C65_1E98_DF25
    private static let third: UInt64 = 0xA24B_AED4_963E_E407

    /// What makes of a feature that of the same values with this label before the word: nothing for label 0.
    @inline(__always)
    package static func salt(_ label: Int) -> UInt64 { UInt64(truncatingIfNeeded: label) &* 0x94D0_49BB_1331_11EB }

    /// Turns the features with the label `from` before the word into those with the label `to`.
    @inline(__always)
    mutating func turn(_ from: Int, _ to: Int) {
        let change = Self.salt(from) ^ Self.salt(to)
        for index in 0..<count { items[index] ^= change }
    }
}
