import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The connections of all webhooks. Make one, give it to the sinks, and shut it down at the end; one that is let go
/// without, as on the way out of an error, ends its connections by itself.
public final class WebhookClient: Sendable {
    private let client: HTTPClient

    public init() {
        var configuration = HTTPClient.Configuration()
        // An address that the configuration did not name is not reached.
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(5)
        // Whoever takes nothing or sends nothing holds up nobody; the whole request has its own deadline.
        configuration.timeout.read = .seconds(30)
        configuration.timeout.write = .seconds(30)
        // A reply that is packed small and unpacks to gigabytes is not unpacked.
        configuration.decompression = .disabled
        configuration.httpVersion = .http1Only
        // Trying again is the pipeline's to decide.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        // A client that is not shut down crashes the process. The last word to it keeps it until it has ended.
        let client = client
        client.shutdown { _ in withExtendedLifetime(client) {} }
    }

    /// Ends all connections. Deliveries under way fail, and are tried again after the next start.
    public func shutdown() async throws { try await client.shutdown() }

    /// Posts JSON and waits for the answer.
    ///
    /// - Parameters:
    ///   - timeout: for all of it, from looking up the name to the head of the answer.
    ///   - replyLimit: how many bytes of the answer's body are read; the rest is left.
    func post(
        _ body: [UInt8],
        to url: String,
        headers: [(name: String, value: String)],
        timeout: Duration,
        replyLimit: Int
    ) async throws(WebhookTransportError) -> WebhookReply {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: .now() + .nanoseconds(timeout.nanoseconds))
        } catch {
            throw WebhookTransportError(error)
        }
        return WebhookReply(
            status: Int(response.status.code),
            retryAfter: response.headers.first(name: "retry-after"),
            location: response.headers.first(name: "location"),
            excerpt: await Self.excerpt(response.body, limit: replyLimit, within: min(timeout, .seconds(2)))
        )
    }

    /// The first bytes of the body, as far as they come in time. Reading it to its end lets the connection be used
    /// again; a body that is too long or too slow costs the connection and nothing else.
    private static func excerpt(_ body: HTTPClientResponse.Body, limit: Int, within time: Duration) async -> String {
        await withTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                var bytes: [UInt8] = []
                var rest = limit
                do {
                    for try await part in body {
                        bytes += part.readableBytesView.prefix(1_024 - min(bytes.count, 1_024))
                        rest -= part.readableBytes
                        if rest <= 0 { break }
                    }
                } catch {
                    // The status is known; what was read of the body is enough.
                }
                return bytes
            }
            group.addTask {
                try? await Task.sleep(for: time)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            if let first { return String(decoding: first, as: UTF8.self) }
            for await bytes in group {
                if let bytes { return String(decoding: bytes, as: UTF8.self) }
            }
            return ""
        }
    }
}

extension Duration {
    /// Whole nanoseconds, at most a day's.
    fileprivate var nanoseconds: Int64 {
        let bounded = min(self, .seconds(86_400)).components
        return bounded.seconds * 1_000_000_000 + bounded.attoseconds / 1_000_000_000
    }
}
