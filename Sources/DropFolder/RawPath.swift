/// A path as the kernel knows it: bytes, in whatever encoding, without NUL.
public struct RawPath: Hashable, Sendable, Comparable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes.contains(0) ? bytes.filter { $0 != 0 } : bytes }
    public init(_ text: String) { self.init(bytes: Array(text.utf8)) }

    /// The path with `component` below it; the component alone where the path is empty.
    public func appending(_ component: RawPath) -> RawPath {
        if bytes.isEmpty { return component }
        if component.bytes.isEmpty { return self }
        return RawPath(bytes: bytes + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + component.bytes)
    }

    /// What stands after the last slash.
    public var name: [UInt8] {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes }
        return Array(bytes[(slash + 1)...])
    }

    /// The path lies below `folder`, or is it.
    func isWithin(_ folder: RawPath) -> Bool {
        if folder.bytes.isEmpty { return true }
        guard bytes.starts(with: folder.bytes) else { return false }
        return bytes.count == folder.bytes.count || bytes[folder.bytes.count] == UInt8(ascii: "/")
    }

    public static func < (a: RawPath, b: RawPath) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

    /// Calls `body` with the path as the system calls take it.
    func withCString<T>(_ body: (UnsafePointer<CChar>) -> T) -> T {
        (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { rebound in
                guard let base = rebound.baseAddress else { return "".withCString(body) }
                return body(base)
            }
        }
    }
}

extension RawPath: CustomStringConvertible {
    /// The path for people and records: UTF-8 as it is, other bytes and control characters as `\xNN`.
    public var description: String {
        var text = ""
        var decoder = UTF8()
        var index = 0
        var iterator = bytes.makeIterator()
        func escaped(_ byte: UInt8) -> String {
            let digits = String(byte, radix: 16, uppercase: true)
            return "\\x" + (digits.count < 2 ? "0" : "") + digits
        }
        // The usual case, at once.
        if !bytes.contains(where: { $0 < 0x20 || $0 >= 0x7F }) { return String(decoding: bytes, as: UTF8.self) }
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                let width = UTF8.width(scalar)
                if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
                    for byte in bytes[index..<index + width] { text += escaped(byte) }
                } else {
                    text.unicodeScalars.append(scalar)
                }
                index += width
            case .emptyInput:
                return text
            case .error:
                // Not UTF-8: go on after one byte.
                guard index < bytes.count else { return text }
                text += escaped(bytes[index])
                index += 1
                decoder = UTF8()
                iterator = Array(bytes[index...]).makeIterator()
            }
        }
    }
}
