import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A real HTTP server that keeps what it was sent.
final class Receiver: Sendable {
    struct Message: Sendable {
        /// Names in small letters.
        var headers: [String: String]
        var body: String
    }

    struct Answer: Sendable {
        var status: Int
        var retryAfter: String?
        var location: String?
    }

    private let messages = Mutex<[Message]>([])

    var received: [Message] { messages.withLock { $0 } }

    /// Runs a server on a free port while `body` runs.
    ///
    /// - Parameter answers: one for each message; the last for all further ones.
    static func run(
        _ answers: [Answer],
        _ body: @Sendable (_ receiver: Receiver, _ url: String) async throws -> Void
    ) async throws {
        let receiver = Receiver()
        let router = Router()
        router.post("**") { request, _ -> Response in
            let bytes = try await request.body.collect(upTo: 1 << 20)
            var names: [String: String] = [:]
            for field in request.headers { names[field.name.canonicalName] = field.value }
            let text = String(buffer: bytes)
            let number = receiver.messages.withLock { messages in
                messages.append(Message(headers: names, body: text))
                return messages.count
            }
            let answer = answers[min(number, answers.count) - 1]
            var headers = HTTPFields()
            headers[.retryAfter] = answer.retryAfter
            headers[.location] = answer.location
            return Response(status: .init(code: answer.status), headers: headers)
        }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            // It is ended by cancelling it, of which it complains.
            logger: Logger(label: "receiver") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.runService(gracefulShutdownSignals: []) }
            var waiting = ports.makeAsyncIterator()
            let number = await waiting.next() ?? 0
            try await body(receiver, "http://127.0.0.1:\(number)/hook")
            group.cancelAll()
        }
    }
}
