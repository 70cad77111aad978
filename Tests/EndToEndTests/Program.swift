import Foundation
import TestSupport

/// The built executable, run as a person runs it.
enum Program {
    /// It lies beside the test bundle.
    static let path: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (own as NSString).deletingLastPathComponent + "/claimwatch"
    }()

    struct Output {
        var status: Int32
        var out: String
        var error: String
        var lines: [String] { out.split(separator: "\n").map(String.init) }

        /// Each line of standard output as an object of JSON.
        func records() throws -> [[String: Any]] {
            try lines.map { line in
                guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                    throw CocoaError(.propertyListReadCorrupt)
                }
                return object
            }
        }
    }

    /// Runs it to its end.
    static func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Output {
        try await run(arguments, environment: environment)
    }

    static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Output {
        let (out, error) = (try PrivatePipe(), try PrivatePipe())
        let process = try ChildProcess(
            path, arguments, environment: environment, out: out.input, error: error.input)
        async let outText = out.text()
        async let errorText = error.text()
        let texts = await (outText, errorText)
        return Output(status: await process.end(), out: texts.0, error: texts.1)
    }

    /// The files of the repository that tests read.
    static let root: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()
}
