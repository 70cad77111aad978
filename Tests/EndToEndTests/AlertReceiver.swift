import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A webhook's receiver: a real HTTP server that keeps the ids of what it took, and lets a test await a number of them.
final class AlertReceiver: Sendable {
    private struct State {
        var ids: [String] = []
        var isDown = false
        var refused = 0
        var waiting: [(ids: Set<String>, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    /// The `webhook-id` of each message taken, in order.
    var ids: [String] { state.withLock { $0.ids } }
    /// How many were refused while it was down.
    var refused: Int { state.withLock { $0.refused } }

    /// While it is down it answers 503.
    func setDown(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }

    /// Waits until messages with all these ids have come, at most `seconds`.
    ///
    /// - Returns: those that have not.
    func await(_ ids: Set<String>, within seconds: Int = 180) async -> Set<String> {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await withCheckedContinuation { continuation in
                    let isThere = self.state.withLock { state in
                        if ids.isSubset(of: state.ids) { return true }
                        state.waiting.append((ids, continuation))
                        return false
                    }
                    if isThere { continuation.resume() }
                }
            }
            group.addTask { try? await Task.sleep(for: .seconds(seconds)) }
            await group.next()
            group.cancelAll()
            let waiting = state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting
            }
            for one in waiting { one.continuation.resume() }
        }
        return ids.subtracting(self.ids)
    }

    private func take(_ id: String) -> Bool {
        let (isTaken, ready) = state.withLock { state -> (Bool, [CheckedContinuation<Void, Never>]) in
            guard !state.isDown else {
                state.refused += 1
                return (false, [])
            }
            state.ids.append(id)
            let ready = state.waiting.filter { $0.ids.isSubset(of: state.ids) }
            state.waiting.removeAll { $0.ids.isSubset(of: state.ids) }
            return (true, ready.map(\.continuation))
        }
        for continuation in ready { continuation.resume() }
        return isTaken
    }

    /// Runs a server on a free port while `body` runs.
    static func run(_ body: @Sendable (_ receiver: AlertReceiver, _ url: String) async throws -> Void) async throws {
        let receiver = AlertReceiver()
        let router = Router()
        router.post("**") { request, _ -> Response in
            _ = try await request.body.collect(upTo: 1 << 20)
            let id = request.headers.first { $0.name.canonicalName == "webhook-id" }?.value ?? ""
            return Response(status: receiver.take(id) ? .noContent : .serviceUnavailable)
        }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "receiver") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.runService(gracefulShutdownSignals: []) }
            var waiting = ports.makeAsyncIterator()
            let number = await waiting.next() ?? 0
            try await body(receiver, "http://127.0.0.1:\(number)/hook")
            group.cancelAll()
        }
    }
}
