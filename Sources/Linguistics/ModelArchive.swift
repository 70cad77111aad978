/// Several parts of a model in one file, read where they lie.
///
///     0  magic "CWPK", UInt32
///     4  number of parts, UInt32
///     8  for each part its offset and its size, UInt32 each; then the parts, each at a multiple of 64: a
///        line of the processor's cache, where the file itself begins on one
public struct ModelArchive: @unchecked Sendable {
    // Safe to share: the bytes are embedded data, never written.
    private let bytes: UnsafeRawBufferPointer

    public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The part with this number; empty where there is none.
    public func part(_ index: Int) -> UnsafeRawBufferPointer {
        guard bytes.count >= 8, bytes.loadUnaligned(as: UInt32.self) == Self.magic,
            index < Int(bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)), bytes.count >= 16 + index * 8
        else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let offset = Int(bytes.loadUnaligned(fromByteOffset: 8 + index * 8, as: UInt32.self))
        let size = Int(bytes.loadUnaligned(fromByteOffset: 12 + index * 8, as: UInt32.self))
        guard offset + size <= bytes.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size])
    }

    /// The parts as one file.
    public static func pack(_ parts: [[UInt8]]) -> [UInt8] {
        var header: [UInt8] = []
        var body: [UInt8] = []
        let start = 8 + parts.count * 8
        append(magic, to: &header)
        append(UInt32(parts.count), to: &header)
        for part in parts {
            while (start + body.count) % 64 != 0 { body.append(0) }
            append(UInt32(start + body.count), to: &header)
            append(UInt32(part.count), to: &header)
            body += part
        }
        return header + body
    }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
    }

    private static let magic: UInt32 = 0x4B50_5743
}
