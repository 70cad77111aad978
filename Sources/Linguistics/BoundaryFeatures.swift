/// What the model sees at the border between two atoms of a stretch.
struct BoundaryFeatures {
    private var storage = [UInt64](repeating: 0, count: 24)

    /// - Parameters:
    ///   - first: the atom with which the current token begins.
    ///   - left: the atom before the border.
    mutating func fill(_ stretch: Stretch, first: Int, left: Int) {
        let atoms = stretch.atoms
        func kind(_ index: Int) -> UInt64 { atoms.indices.contains(index) ? atoms[index].kind : 0 }
        func hash(_ index: Int) -> UInt64 { atoms.indices.contains(index) ? atoms[index].hash : 0 }
        let (l3, l2, l, r, r2, r3) = (
            kind(left - 2), kind(left - 1), kind(left), kind(left + 1), kind(left + 2), kind(left + 3)
        )
        let (lh, rh) = (hash(left), hash(left + 1))
        // The token so far, up to the last four atoms of it.
        var token: UInt64 = 7
        for index in max(first, left - 3)...left { token = Feature.fold(token, atoms[index].hash) }
        let after = left + 2 >= atoms.count ? stretch.following &+ 100 : 0
        let size = UInt64(min(left - first, 3))
        let start: UInt64 = first == 0 ? 1 : 0
        storage[0] = Feature.hash(0, l, r)
        storage[1] = Feature.hash(1, l2, l, r)
        storage[2] = Feature.hash(2, l, r, r2)
        storage[3] = Feature.hash(3, l2, l, r, r2)
        storage[4] = Feature.hash(4, lh, r)
        storage[5] = Feature.hash(5, l, rh)
        storage[6] = Feature.hash(6, lh, rh)
        storage[7] = Feature.hash(7, hash(left - 1), lh, rh)
        storage[8] = Feature.hash(8, lh, rh, hash(left + 2))
        storage[9] = Feature.hash(9, token, r)
        storage[10] = Feature.hash(10, token, rh)
        storage[11] = Feature.hash(11, r, r2, r3, l)
        storage[12] = Feature.hash(12, l3, l2, l, r)
        storage[13] = Feature.hash(13, r, after, l)
        storage[14] = Feature.hash(14, lh, r, after)
        storage[15] = Feature.hash(15, lh, size, r, after)
        storage[16] = Feature.hash(16, size, l, r, after)
        storage[17] = Feature.hash(17, start, size, l, r)
        storage[18] = Feature.hash(18, token, r, after, start)
        storage[19] = Feature.hash(19, hash(0), l, r)
        storage[20] = Feature.hash(20, l, r, hash(left + 2))
        storage[21] = Feature.hash(21, hash(left - 1), l, r)
        storage[22] = Feature.hash(22, r, after)
        storage[23] = Feature.hash(23, l3, l2, l, r) &+ Feature.fold(r2, r3)
    }

    func withBuffer<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
        storage.withUnsafeBufferPointer(body)
    }
}
