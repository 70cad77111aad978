import DropFolder
import Foundation
import Synchronization
import TestSupport
import Testing

/// Programs that write slowly, hold files open, or write without a sign.
@Suite("Writers", .timeLimit(.minutes(5)))
struct WritersTests {
    /// Waits that a slow machine does not exhaust between two bytes.
    private func patient(
        polls: Bool, longestWait: Duration = .seconds(60), sizeLimit: Int = 1_000
    ) throws -> WatchedFolder {
        try WatchedFolder(
            polls: polls,
            change: {
                ($0.settle, $0.settleOpen, $0.longestWait) = (.milliseconds(700), .milliseconds(700), longestWait)
                $0.sizeLimit = sizeLimit
            })
    }

    private func writeSlowly(to path: String, bytes: Int, closing: Bool) -> SlowWriter {
        SlowWriter(path, bytes: bytes, closing: closing)
    }

    @Test("A byte every 30 ms: read once, when it is whole", arguments: bothWays)
    func slow(polls: Bool) async throws {
        let folder = try patient(polls: polls)
        try await folder.until { $0.looked == 1 }
        let writing = writeSlowly(to: "\(folder.directory.path)/slow.txt", bytes: 60, closing: true)
        try await folder.until { $0.names.contains("slow.txt") }
        _ = await writing.end()
        try await folder.sync()
        #expect(folder.names.filter { $0 == "slow.txt" }.count == 1)
        #expect(folder.files.first?.stamp.size == 60)
    }

    @Test("One that never ends is read after the longest wait", arguments: bothWays)
    func endless(polls: Bool) async throws {
        let folder = try patient(polls: polls, longestWait: .milliseconds(1_500))
        try await folder.until { $0.looked == 1 }
        let writing = writeSlowly(to: "\(folder.directory.path)/endless.txt", bytes: .max, closing: true)
        let begin = ContinuousClock.now
        try await folder.until { $0.names.contains("endless.txt") }
        #expect(ContinuousClock.now - begin >= .milliseconds(1_500))
        writing.stop()
        _ = await writing.end()
    }

    @Test(
        "Kept open after the last byte: read once it has kept still, and not again when it is closed",
        arguments: bothWays)
    func keptOpen(polls: Bool) async throws {
        let folder = try patient(polls: polls)
        try await folder.until { $0.looked == 1 }
        let writer = await writeSlowly(to: "\(folder.directory.path)/open.txt", bytes: 5, closing: false).end()
        try await folder.until { $0.names.contains("open.txt") }
        #expect(folder.files.last?.stamp.size == 5)
        close(writer)
        try await folder.sync()
        #expect(folder.names.filter { $0 == "open.txt" }.count == 1)
    }

    @Test("Opened for writing and closed without is no news", arguments: bothWays)
    func untouched(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        let path = try folder.directory.write("text", to: "a.txt")
        try await folder.until { $0.names == ["a.txt"] }
        // Longer ago than any clock's tick.
        try await Task.sleep(for: .milliseconds(2_100))
        close(open(path, O_WRONLY))
        try await folder.sync()
        #expect(folder.names == ["a.txt", "sync.txt"])
        #expect(folder.doubtful == [])
    }

    @Test(
        "Written through memory that it mapped before it was closed: seen by its time, or doubted in a look",
        arguments: bothWays, [nil, "/dev/shm"])
    func mapped(polls: Bool, place: String?) async throws {
        // The looks that doubt are the periodic ones, where the folder is polled too.
        let folder = try WatchedFolder(polls: polls, change: { $0.rescanInterval = .milliseconds(400) }, in: place)
        let path = try folder.directory.write("one", to: "a.txt")
        try await folder.until { $0.names.contains("a.txt") }
        let writer = open(path, O_RDWR)
        let memory = try #require(mmap(nil, 3, PROT_READ | PROT_WRITE, MAP_SHARED, writer, 0))
        close(writer)
        // What tells of the closing is told by then.
        try await folder.sync()
        let doubted = folder.doubtful.count
        memory.copyMemory(from: Array("two".utf8), byteCount: 3)
        try await folder.until { folder in
            folder.doubtful.dropFirst(doubted).contains { $0.relative == RawPath("a.txt") } || folder.files.count > 2
        }
        munmap(memory, 3)
    }

    @Test("A file that grows over the limit is said to be too large once", arguments: bothWays)
    func growing(polls: Bool) async throws {
        let folder = try patient(polls: polls, sizeLimit: 10)
        try await folder.until { $0.looked == 1 }
        let writing = writeSlowly(to: "\(folder.directory.path)/grown.txt", bytes: 40, closing: true)
        try await folder.until { !$0.ignored("grown.txt").isEmpty }
        _ = await writing.end()
        try await folder.sync("s.txt")
        #expect(folder.ignored("grown.txt") == [.tooLarge(size: 40, limit: 10)])
        #expect(folder.names == ["s.txt"])
    }

    @Test("Another file of the same size and time, in place of the first, is news", arguments: bothWays)
    func sameSizeAndTime(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        let path = try folder.directory.write("one", to: "a.txt")
        try await folder.until { $0.names == ["a.txt"] }
        let other = try folder.directory.write("two", to: "a.txt.tmp")
        var facts = stat()
        stat(path, &facts)
        utimensat(AT_FDCWD, other, [facts.st_atim, facts.st_mtim], 0)
        rename(other, path)
        try await folder.until { $0.files.count == 2 }
        #expect(try FileReader.read(folder.files[1], limit: 10).bytes == Array("two".utf8))
        // Written in place, and its time put back.
        let writer = open(path, O_WRONLY)
        _ = write(writer, "six", 3)
        futimens(writer, [facts.st_atim, facts.st_mtim])
        close(writer)
        try await folder.until { $0.files.count == 3 }
        #expect(folder.files.map(\.stamp.modifiedSeconds).allSatisfy { $0 == facts.st_mtim.tv_sec })
    }
}

/// Writes a byte every 30 ms, on a thread of its own: other tests may hold up those of the tasks for seconds.
private final class SlowWriter: Sendable {
    private let isStopped = Atomic(false)
    private let ending: AsyncStream<Int32>

    init(_ path: String, bytes: Int, closing: Bool) {
        let writer = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        let (stream, continuation) = AsyncStream<Int32>.makeStream()
        ending = stream
        Thread.detachNewThread { [self] in
            var written = 0
            while written < bytes, !isStopped.load(ordering: .relaxed) {
                written += write(writer, "x", 1)
                usleep(30_000)
            }
            if closing { close(writer) }
            continuation.yield(writer)
        }
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }

    /// Waits until it has written all.
    /// - Returns: its descriptor.
    func end() async -> Int32 { await ending.first { _ in true } ?? -1 }
}
