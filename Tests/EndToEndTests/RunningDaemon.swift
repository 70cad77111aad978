import Foundation
import Glibc
import TestSupport

/// `claimwatch run`, started by a test that plays the service manager.
final class RunningDaemon {
    private let process: ChildProcess
    let notify: NotifySocket
    let log: String
    var identifier: pid_t { process.identifier }

    /// Starts it; `await ready()` before relying on it.
    ///
    /// - Parameter wrapper: a command that ends by becoming the one that it is given.
    init(
        _ arguments: [String], in directory: TemporaryDirectory, environment: [String: String] = [:],
        under wrapper: [String] = []
    ) throws {
        notify = try NotifySocket(path: "\(directory.path)/n\(UInt32.random(in: 0 ..< .max))")
        log = "\(directory.path)/log-\(UInt32.random(in: 0 ..< .max))"
        let file = open(log, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        defer { close(file) }
        let words = wrapper + [Program.path, "run"] + arguments
        process = try ChildProcess(
            words[0], Array(words.dropFirst()), environment: environment.merging(["NOTIFY_SOCKET": notify.path]) { $1 },
            error: file)
    }

    deinit { process.send(SIGKILL) }

    func ready() async -> Bool { await notify.message(containing: "READY=1") != nil }

    func send(_ signal: Int32) { process.send(signal) }

    /// Waits for its end.
    ///
    /// - Returns: its exit status, or minus the signal that ended it.
    func end() async -> Int32 { await process.end() }

    /// What it has said on standard error.
    var said: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    /// Waits until it has said something, at most three minutes, as a busy machine takes: standard error tells of no event to await.
    func says(_ text: String) async -> Bool {
        for _ in 0..<1_800 {
            if said.contains(text) { return true }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return false
    }
}
