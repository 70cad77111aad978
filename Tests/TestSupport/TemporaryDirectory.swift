import Foundation

/// A directory of a test's own, removed when the value goes away.
public final class TemporaryDirectory: Sendable {
    public let path: String

    /// - Parameter place: the directory that it is made in; nil for the usual one.
    public init(in place: String? = nil) throws {
        var template = Array("\(place ?? NSTemporaryDirectory())/claimwatch-test.XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else { throw CocoaError(.fileWriteUnknown) }
        path = made
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, making the folders above it.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }
}
