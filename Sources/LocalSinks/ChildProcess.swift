import CSpawn
import Glibc

/// One run of a program, bounded in time and in what is kept of its output.
enum ChildProcess {
    enum End: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
        /// It took too long and was killed, with its whole process group.
        case late
        case notStarted(String)
    }

    struct Run: Sendable, Equatable {
        var end: End
        /// The first bytes of standard output and standard error together.
        var output: [UInt8] = []
    }

    /// Of the output so much is kept; the rest is read and let go.
    static let outputLimit = 4_096

    /// Blocks until the program has ended.
    static func run(_ command: [String], environment: [String], input: [UInt8], timeout: Duration) -> Run {
        guard let program = command.first else { return Run(end: .notStarted("no program is named")) }
        let end = ContinuousClock.now + timeout
        var (toChild, fromChild): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        var status = claimwatch_pipe(&toChild)
        guard status == 0 else { return Run(end: .notStarted(message(status))) }
        status = claimwatch_pipe(&fromChild)
        guard status == 0 else {
            toChild.forEach { close($0) }
            return Run(end: .notStarted(message(status)))
        }
        var pid = pid_t()
        status = spawn(&pid, program, command, environment, input: toChild[0], output: fromChild[1])
        close(toChild[0])
        close(fromChild[1])
        guard status == 0 else {
            close(toChild[1])
            close(fromChild[0])
            return Run(end: .notStarted(message(status)))
        }
        return talk(pid, input, toChild[1], fromChild[0], until: end)
    }

    private static func spawn(
        _ pid: inout pid_t, _ program: String, _ command: [String], _ environment: [String], input: Int32,
        output: Int32
    ) -> Int32 {
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer {
            for text in arguments { free(text) }
            for text in variables { free(text) }
        }
        return claimwatch_spawn(&pid, program, &arguments, &variables, input, output)
    }

    /// Writes the input, reads the output, waits for the end.
    private static func talk(
        _ pid: pid_t, _ input: [UInt8], _ writing: Int32, _ reading: Int32, until end: ContinuousClock.Instant
    ) -> Run {
        var (writing, rest) = (writing, input[...])
        var output: [UInt8] = []
        var isOpen = true
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
        defer {
            if writing >= 0 { close(writing) }
            close(reading)
        }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            var status: Int32 = 0
            if waitpid(pid, &status, WNOHANG) == pid {
                // What it left running is not waited for: only what has been said is taken.
                _ = drain(reading, &buffer, &output)
                kill(-pid, SIGKILL)
                let signal = status & 0x7F
                return Run(end: signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal), output: output)
            }
            guard ContinuousClock.now < end else {
                kill(-pid, SIGKILL)
                while waitpid(pid, &status, 0) < 0, errno == EINTR {}
                return Run(end: .late, output: output)
            }
            var waiting: [pollfd] = []
            if isOpen { waiting.append(pollfd(fd: reading, events: Int16(POLLIN), revents: 0)) }
            if writing >= 0 { waiting.append(pollfd(fd: writing, events: Int16(POLLOUT), revents: 0)) }
            // No file tells of the end, so it is looked for every few milliseconds.
            poll(&waiting, nfds_t(waiting.count), 10)
            if isOpen { isOpen = drain(reading, &buffer, &output) }
            if writing >= 0 {
                let count = rest.withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
                if count > 0 { rest = rest.dropFirst(count) }
                // A command that does not care for its input closes it: that is no fault.
                if rest.isEmpty || (count < 0 && errno != EAGAIN && errno != EINTR) {
                    close(writing)
                    writing = -1
                }
            }
        }
    }

    /// Reads what is there, a bounded number of times.
    ///
    /// - Returns: false once there is no more to come.
    private static func drain(_ reading: Int32, _ buffer: inout [UInt8], _ output: inout [UInt8]) -> Bool {
        for _ in 0..<64 {
            let count = read(reading, &buffer, buffer.count)
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            if count == 0 { return false }
            output += buffer[..<min(count, max(0, outputLimit - output.count))]
        }
        return true
    }

    private static func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}
