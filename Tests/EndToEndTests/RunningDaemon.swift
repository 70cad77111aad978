import Foundation
import Glibc
import TestSupport

/// `claimwatch run`, started by a test that plays the service manager.
final class RunningDaemon {
    let process = Process()
    let notify: NotifySocket
    let log: String

    /// Starts it; `await ready()` before relying on it.
    init(_ arguments: [String], in directory: TemporaryDirectory, environment: [String: String] = [:]) throws {
        notify = try NotifySocket(path: "\(directory.path)/n\(UInt32.random(in: 0 ..< .max))")
        log = "\(directory.path)/log-\(UInt32.random(in: 0 ..< .max))"
        FileManager.default.createFile(atPath: log, contents: nil)
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["run"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            environment.merging(["NOTIFY_SOCKET": notify.path]) { $1 }
        ) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    func ready() async -> Bool { await notify.message(containing: "READY=1") != nil }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for its end.
    ///
    /// - Returns: its exit status, or minus the signal that ended it.
    func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [process] in
                process.waitUntilExit()
                let status = process.terminationStatus
                continuation.resume(returning: process.terminationReason == .exit ? status : -status)
            }
        }
    }

    /// What it has said on standard error.
    var said: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    /// Waits until it has said something, at most 30 s: standard error tells of no event to await.
    func says(_ text: String) async -> Bool {
        for _ in 0..<300 {
            if said.contains(text) { return true }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return false
    }
}
