/// A place in a text, in bytes and in scalars. A byte that belongs to no valid sequence counts as one scalar.
public struct ScalarCursor: Sendable, Equatable {
    public var byte: Int
    public var scalar: Int32

    public init(byte: Int = 0, scalar: Int32 = 0) { (self.byte, self.scalar) = (byte, scalar) }

    /// Walks to a later byte.
    public mutating func advance(to target: Int, in text: UnsafeBufferPointer<UInt8>) {
        guard byte < target else { return }
        // Read no further than the target: it may cut a sequence in two.
        let text = UnsafeBufferPointer(rebasing: text[..<min(target, text.count)])
        while byte < text.count {
            byte += text[byte] < 0x80 ? 1 : TextFolding.decode(text, at: byte).length
            scalar += 1
        }
    }
}
