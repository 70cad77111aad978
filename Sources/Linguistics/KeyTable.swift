/// What is known by a 64-bit key that is a good hash already, such as that of a ``WordKey``: found without hashing again,
/// in half the time that a dictionary takes. Values come in, and never go out.
struct KeyTable<Value: Sendable>: Sendable {
    private struct Slot: Sendable {
        /// 0 in a free slot.
        var key: UInt64
        var value: Value
    }

    private var slots: [Slot] = []
    private(set) var count = 0
    /// How far a key is shifted to give its slot.
    private var shift: UInt64 = 64
    private let empty: Value

    /// - Parameter empty: what keys that were never given a value have.
    init(empty: Value) { self.empty = empty }

    var isEmpty: Bool { count == 0 }

    /// The value of a key; ``init(empty:)``'s for one that has none.
    subscript(key: UInt64) -> Value {
        get {
            let place = place(key)
            return place < 0 || slots[place].key == 0 ? empty : slots[place].value
        }
        _modify {
            if count &* 2 >= slots.count { grow() }
            let place = place(key)
            if slots[place].key == 0 {
                slots[place].key = Self.key(key)
                count += 1
            }
            yield &slots[place].value
        }
    }

    /// Whether the key has been given a value.
    func contains(_ key: UInt64) -> Bool {
        let place = place(key)
        return place >= 0 && slots[place].key != 0
    }

    /// The slot that holds the key, or that it would be put into; -1 in a table without slots.
    @inline(__always)
    private func place(_ key: UInt64) -> Int {
        let key = Self.key(key)
        return slots.withUnsafeBufferPointer { slots in
            guard !slots.isEmpty else { return -1 }
            let mask = slots.count &- 1
            var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
            while slots[place].key != 0 && slots[place].key != key { place = (place &+ 1) & mask }
            return place
        }
    }

    @inline(__always)
    private static func key(_ key: UInt64) -> UInt64 { key == 0 ? 1 : key }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(key: 0, value: empty), count: max(64, old.count * 2))
        shift = UInt64(64 - slots.count.trailingZeroBitCount)
        for slot in old where slot.key != 0 { slots[place(slot.key)] = slot }
    }
}
