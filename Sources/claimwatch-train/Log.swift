@preconcurrency import Foundation

/// Progress of a training, on standard error: seen at once, also in a file.
enum Log {
    static func line(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
