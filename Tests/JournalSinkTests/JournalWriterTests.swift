import Alerts
import Dispatch
import Foundation
import Glibc
import Synchronization
import Testing

@testable import JournalSink

@Suite("Writing to a journal that is away or stalled", .timeLimit(.minutes(5)))
struct JournalWriterTests {
    private let entry = JournalEntry(.firstPosition, priority: 5, message: "A message")

    @Test("Without journald's socket nothing is sent, and the remedy is named")
    func missingSocket() async throws {
        let sent = Sent()
        let writer = try sent.writer(socket: "/nonexistent/journal/socket")
        guard case .unavailable(let reason) = await writer.write(entry) else { return #expect(Bool(false)) }
        #expect(reason.contains("/nonexistent/journal/socket"))
        #expect(reason.contains("systemctl start systemd-journald"))
        #expect(sent.count == 0)
    }

    @Test("A socket that nobody listens at is no journal")
    func deadSocket() async throws {
        let socket = try ListeningSocket()
        #expect(JournalSocket.trouble(at: socket.path) == nil)
        socket.close()
        #expect(JournalSocket.trouble(at: socket.path)?.contains("Connection refused") == true)
    }

    @Test("A path that fits no socket is refused")
    func longPath() {
        #expect(JournalSocket.trouble(at: "/" + String(repeating: "x", count: 200))?.contains("too long") == true)
    }

    @Test("A stalled journal holds a caller only for the set time, and what it takes later is not written twice")
    func stalled() async throws {
        let socket = try ListeningSocket()
        defer { socket.close() }
        let sent = Sent()
        let gate = DispatchSemaphore(value: 0)
        let writer = try sent.writer(socket: socket.path, limit: .milliseconds(50), gate: gate)

        guard case .unavailable(let reason) = await writer.write(entry, key: "a") else { return #expect(Bool(false)) }
        #expect(reason.contains("journald takes nothing"))
        // Tried again while the first is still under way: not queued a second time.
        #expect(await writer.write(entry, key: "a") != .written)
        gate.signal()
        while sent.count < 1 { await Task.yield() }
        // Whether the end has been noted or not, it is never sent twice.
        while await writer.write(entry, key: "a") != .written { await Task.yield() }
        #expect(sent.count == 1)
        // And the key is free again.
        gate.signal()
        while await writer.write(entry, key: "a") != .written { await Task.yield() }
        #expect(sent.count == 2)
    }

    @Test("A full queue says so at once")
    func full() async throws {
        let socket = try ListeningSocket()
        defer { socket.close() }
        let sent = Sent()
        let gate = DispatchSemaphore(value: 0)
        let writer = try sent.writer(socket: socket.path, limit: .seconds(30), capacity: 1, gate: gate)
        await withTaskGroup(of: JournalWriter.Outcome.self) { group in
            group.addTask { await writer.write(entry, key: "under way") }
            while sent.begun < 1 { await Task.yield() }
            for index in 0..<7 {
                group.addTask { await writer.write(entry, key: "\(index)") }
            }
            // One is under way and one waits; the others come back while those two are still blocked.
            for _ in 0..<6 {
                let outcome = await group.next()
                #expect(outcome != .written)
            }
            gate.signal()
            gate.signal()
            for await outcome in group { #expect(outcome == .written) }
        }
        #expect(sent.count == 2)
    }

    @Test("An error of journald is told, and the entry may be tried again")
    func failing() async throws {
        let socket = try ListeningSocket()
        defer { socket.close() }
        let sent = Sent()
        let writer = try sent.writer(socket: socket.path, status: -ENOSPC)
        for _ in 0..<2 {
            let outcome = await writer.write(entry, key: "a")
            #expect(outcome == .unavailable(reason: "journald took no entry: No space left on device"))
        }
        #expect(sent.count == 2)
    }
}

/// Counts what would have gone to the journal.
final class Sent: Sendable {
    private let fields = Mutex<[[String]]>([])

    private let entered = Mutex(0)

    /// Entries that the thread took up.
    var begun: Int { entered.withLock { $0 } }
    /// Entries that were sent.
    var count: Int { fields.withLock { $0.count } }

    func writer(
        socket: String,
        limit: Duration = .seconds(30),
        capacity: Int = 8,
        gate: DispatchSemaphore? = nil,
        status: Int32 = 0
    ) throws -> JournalWriter {
        try JournalWriter(socket: socket, limit: limit, capacity: capacity) { [self] entry in
            entered.withLock { $0 += 1 }
            gate?.wait()
            fields.withLock { $0.append(entry) }
            return status
        }
    }
}

/// A socket as journald has one, without a journald.
final class ListeningSocket: Sendable {
    let path: String
    private let descriptor: Int32

    init() throws {
        path = "/tmp/claimwatch-test-\(UUID().uuidString.prefix(13)).socket"
        descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(status == 0)
    }

    func close() { _ = Glibc.close(descriptor) }

    /// The next message, as text.
    func receive() -> String {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    deinit { unlink(path) }
}
