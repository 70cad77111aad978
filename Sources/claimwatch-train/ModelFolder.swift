import EnglishLanguage
@preconcurrency import Foundation
import Linguistics

/// A model as files, before it is embedded.
struct ModelFolder {
    let path: String

    /// The analyser made of the files that are there. Their bytes are kept until the program ends.
    func analyser() -> EnglishAnalyser { EnglishAnalyser { Self.kept((try? read($0)) ?? []) } }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name + ".bin")))
    }

    /// The bytes in memory that is never given back, since models point into it.
    static func kept(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        copy.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(copy)
    }
}
