/// Classes of words that keep the same company in running text, learnt without annotation: what is known of a word that
/// the treebanks do not have.
///
/// Sorted records of 5 bytes: the high half of the word's key, UInt32 little endian, and the class, 1 ... 255.
package struct WordClusters: @unchecked Sendable {
    // Safe to share: the bytes are embedded data, never written.
    private let bytes: UnsafeRawBufferPointer
    private let count: Int

    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        count = bytes.count / 5
    }

    /// The class of the word; 0 where it is not known. Found by interpolation: keys are spread evenly.
    package func cluster(_ word: WordKey) -> UInt64 {
        guard count > 0 else { return 0 }
        let key = UInt32(truncatingIfNeeded: word.hash >> 32)
        var index = Int((UInt64(key) * UInt64(count)) >> 32)
        while index > 0, self.key(index) > key { index -= 1 }
        while index < count, self.key(index) < key { index += 1 }
        return index < count && self.key(index) == key ? UInt64(bytes[index * 5 + 4]) : 0
    }

    private func key(_ index: Int) -> UInt32 { bytes.loadUnaligned(fromByteOffset: index * 5, as: UInt32.self) }

    /// The records for these words; of two words with one key the first by class stays.
    package static func pack(_ classes: [(word: WordKey, cluster: UInt8)]) -> [UInt8] {
        var bytes: [UInt8] = []
        var last: UInt32?
        for (word, cluster) in classes.sorted(by: { ($0.word, $0.cluster) < ($1.word, $1.cluster) }) {
            let key = UInt32(truncatingIfNeeded: word.hash >> 32)
            if key == last { continue }
            last = key
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: key >> UInt32(shift)))
            }
            bytes.append(cluster)
        }
        return bytes
    }
}
