import Foundation

/// A package of PyPI that reads a message as a receiver does and knows nothing of this project.
struct ReferenceVerifier {
    static let standardWebhooks = ReferenceVerifier(package: "standardwebhooks", script: "verify-webhook.py")
    static let cloudEvents = ReferenceVerifier(package: "cloudevents", script: "verify-cloudevent.py")

    let package: String
    let script: String

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let packages = root.appending(path: ".build/python")

    var isThere: Bool {
        FileManager.default.fileExists(atPath: Self.packages.appending(path: "\(package)/__init__.py").path)
    }

    /// What it prints: what it read, or why it does not take the message.
    func verify(_ message: Receiver.Message, secret: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.root.appending(path: "Tests/Support/\(script)").path]
        var environment = ProcessInfo.processInfo.environment
        environment["PYTHONPATH"] = Self.packages.path
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        process.environment = environment
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let question: [String: Any] = ["secret": secret, "headers": message.headers, "body": message.body]
        try input.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: question))
        try input.fileHandleForWriting.close()
        let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return answer
    }
}
