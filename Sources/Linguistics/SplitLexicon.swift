/// Words without a mark that are two tokens: "can|not", "gon|na".
///
/// Sorted records of 9 bytes: the word's key, UInt64 little endian, and the length of the first part in bytes.
public struct SplitLexicon: @unchecked Sendable {
    // Safe to share: the bytes are embedded data, never written.
    private let bytes: UnsafeRawBufferPointer
    private let count: Int

    public init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        count = bytes.count / 9
    }

    /// Where the word is cut, in bytes from its start.
    func cut(_ word: WordKey) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            let key = bytes.loadUnaligned(fromByteOffset: middle * 9, as: UInt64.self)
            if key == word.hash { return Int(bytes[middle * 9 + 8]) }
            if key < word.hash { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// The records for these words.
    package static func pack(_ cuts: [(word: WordKey, cut: UInt8)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (word, cut) in cuts.sorted(by: { $0.word < $1.word }) {
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word.hash >> UInt64(shift)))
            }
            bytes.append(cut)
        }
        return bytes
    }
}
