import Foundation
import Glibc
import Synchronization

/// A process that a test started. It inherits no descriptor but its standard ones: those of a test that runs at the
/// same time would be held open until it ends, and that test would wait for it.
public final class ChildProcess: Sendable {
    private struct State {
        var status: Int32?
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    public let identifier: pid_t
    private let state = Mutex(State())

    /// Starts a program, found by its path; standard input is empty.
    ///
    /// - Parameters:
    ///   - environment: added to the test's own.
    ///   - out: the descriptor that becomes its standard output; nil for none.
    ///   - error: the same for standard error.
    public init(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], out: Int32? = nil,
        error: Int32? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (own, given) in [(Int32(1), out), (2, error)] {
            if let given {
                posix_spawn_file_actions_adddup2(&actions, given, own)
            } else {
                posix_spawn_file_actions_addopen(&actions, own, "/dev/null", O_WRONLY, 0)
            }
        }
        try Self.closeAll(from: 3, &actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = merged.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var child = pid_t()
        let code = posix_spawn(&child, path, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        identifier = child
        Thread.detachNewThread { self.reap() }
    }

    private typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32

    private static func closeAll(from first: Int32, _ actions: inout posix_spawn_file_actions_t) throws {
        // The headers show it to programs in C alone; glibc has it since 2.34.
        guard let function = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { throw POSIXError(.ENOSYS) }
        _ = unsafeBitCast(function, to: CloseFrom.self)(&actions, first)
    }

    private func reap() {
        // It is looked at before it is reaped, so that `send` never meets another process of the same number.
        var facts = siginfo_t()
        while waitid(P_PID, id_t(identifier), &facts, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let (status, waiting) = state.withLock { state in
            var raw: Int32 = 0
            while waitpid(identifier, &raw, 0) < 0, errno == EINTR {}
            let status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
            state.status = status
            defer { state.waiting = [] }
            return (status, state.waiting)
        }
        for one in waiting { one.resume(returning: status) }
    }

    /// Sends a signal, where it still runs.
    public func send(_ signal: Int32) {
        state.withLock { state in
            if state.status == nil { _ = kill(identifier, signal) }
        }
    }

    /// Waits for its end.
    ///
    /// - Returns: its exit status, or minus the signal that ended it.
    public func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status
            }
            if let status { continuation.resume(returning: status) }
        }
    }
}

extension ChildProcess {
    /// Waits for the end of a short command, where nothing can be awaited.
    public func waitForEnd() -> Int32 {
        while true {
            if let status = state.withLock({ $0.status }) { return status }
            usleep(1_000)
        }
    }
}

/// A pipe of which no process gets an end but by name.
public struct PrivatePipe: Sendable {
    public let input: Int32
    private let output: Int32

    public init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (output, input) = (ends[0], ends[1])
    }

    /// Closes our writing end and waits for all that is written, until nobody holds the other.
    public func text() async -> String {
        close(input)
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread { [output] in
                let handle = FileHandle(fileDescriptor: output, closeOnDealloc: true)
                continuation.resume(returning: String(decoding: handle.readDataToEndOfFile(), as: UTF8.self))
            }
        }
    }
}
