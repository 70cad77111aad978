import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// The way to one webhook: its name is looked up, what it leads to is looked at, and the address that was looked at is
/// the one that is connected to, until it fails. Connections end with the last reference.
final class WebhookClient: Sendable {
    private let host: String
    private let options: WebhookOptions
    private let policy: AddressPolicy
    private let configuration: HTTPClient.Configuration
    /// Whether the receiver's name is somebody else's to look up.
    private let isProxied: Bool
    /// The address that answered last, with its connections.
    private let pinned = Mutex<(address: String, connections: Connections)?>(nil)

    /// - Parameter host: of the receiver; an address (IPv6 without brackets) or a name.
    /// - Throws: ``WebhookAddressError`` where the options cannot be used.
    init(host: String, options: WebhookOptions, sink: String) throws(WebhookAddressError) {
        guard let policy = AddressPolicy(allowing: options.allowedAddresses) else {
            throw WebhookAddressError(sink: sink, reason: "`allow_addresses` holds what is no address (IP)")
        }
        (self.host, self.options, self.policy) = (host, options, policy)
        var configuration = HTTPClient.Configuration()
        // An address that the configuration did not name is not reached.
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .nanoseconds(min(options.timeout, .seconds(5)).nanoseconds)
        // Whoever takes nothing or sends nothing holds up nobody; the whole request has its own deadline.
        configuration.timeout.read = .seconds(30)
        configuration.timeout.write = .seconds(30)
        // A reply that is packed small and unpacks to gigabytes is not unpacked.
        configuration.decompression = .disabled
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 32
        // Trying again is the pipeline's to decide.
        configuration.connectionPool.retryConnectionEstablishment = false
        isProxied = options.proxy != nil
        if let proxy = options.proxy { configuration.proxy = try Self.proxy(proxy, sink: sink) }
        if let path = options.authority {
            do {
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
                configuration.tlsConfiguration = tls
            } catch {
                throw WebhookAddressError(
                    sink: sink, reason: "the certificates in \(path) (`ca:`) cannot be read; see that it is PEM")
            }
        }
        self.configuration = configuration
    }

    private static func proxy(_ url: String, sink: String) throws(WebhookAddressError) -> HTTPClient.Configuration.Proxy
    {
        let isSocks = url.hasPrefix("socks5://")
        let rest = url.dropFirst(isSocks ? 9 : 7)
        guard isSocks || url.hasPrefix("http://"), let colon = rest.lastIndex(of: ":"),
            let port = Int(rest[rest.index(after: colon)...]), colon != rest.startIndex
        else { throw WebhookAddressError(sink: sink, reason: "`proxy:` is not http://HOST:PORT or socks5://HOST:PORT") }
        let host = String(rest[..<colon])
        return isSocks ? .socksServer(host: host, port: port) : .server(host: host, port: port)
    }

    /// Posts and waits for the answer.
    func post(
        _ body: [UInt8], to url: String, headers: [(name: String, value: String)]
    ) async throws(WebhookTransportError) -> WebhookReply {
        try await send(.POST, body, to: url, headers)
    }

    /// Asks for the head of what stands at an address, which takes nothing and gives nothing.
    func head(of url: String) async throws(WebhookTransportError) -> WebhookReply {
        try await send(.HEAD, [], to: url, [("user-agent", "claimwatch")])
    }

    private func send(
        _ method: HTTPMethod, _ body: [UInt8], to url: String, _ headers: [(name: String, value: String)]
    ) async throws(WebhookTransportError) -> WebhookReply {
        let end = ContinuousClock.now + options.timeout
        if let pinned = pinned.withLock({ $0 }) {
            do {
                return try await pinned.connections.send(
                    method, body, to: url, headers: headers, until: end, options.replyLimit)
            } catch {
                // It may have moved: the name is looked up again at the next attempt.
                self.pinned.withLock { if $0?.connections === pinned.connections { $0 = nil } }
                throw error
            }
        }
        var last = WebhookTransportError(reason: "the name leads to no address")
        for address in try await addresses(until: end) {
            let connections = Connections(configuration, host: host, address: address)
            do {
                let reply = try await connections.send(
                    method, body, to: url, headers: headers, until: end, options.replyLimit)
                pinned.withLock { $0 = (address ?? host, connections) }
                return reply
            } catch {
                last = error
                // Only where nothing can have been taken yet is the next address tried in the same attempt.
                guard error.isBeforeSending, ContinuousClock.now < end else { throw error }
            }
        }
        throw last
    }

    /// What the name leads to, without what is not reached; one nil where the proxy looks it up.
    private func addresses(until end: ContinuousClock.Instant) async throws(WebhookTransportError) -> [String?] {
        if AddressPolicy.bytes(host) != nil {
            if let refusal = policy.refusal(host) { throw WebhookTransportError(reason: refusal) }
            return [nil]
        }
        guard !isProxied else { return [nil] }
        switch await NameLookup.addresses(of: host, within: end - ContinuousClock.now) {
        case .late: throw WebhookTransportError(reason: "the name \(host) could not be looked up in time")
        case .unknown:
            throw WebhookTransportError(
                reason: "the name \(host) leads to no address; see that it is right and that names can be looked up")
        case .addresses(let found):
            let good = found.filter { policy.refusal($0) == nil }
            guard !good.isEmpty else {
                throw WebhookTransportError(
                    reason: "the name \(host) leads to \(policy.refusal(found[0]) ?? "nothing")")
            }
            return good
        }
    }
}

/// The connections to one address.
private final class Connections: Sendable {
    private let client: HTTPClient

    /// - Parameter address: in place of what the name leads to; nil where the host is an address, or a proxy's matter.
    init(_ configuration: HTTPClient.Configuration, host: String, address: String?) {
        var configuration = configuration
        // The certificate is still checked for the name.
        if let address { configuration.dnsOverride = [host: address] }
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        // A client that is not shut down crashes the process. The last word to it keeps it until it has ended.
        let client = client
        client.shutdown { _ in withExtendedLifetime(client) {} }
    }

    func send(
        _ method: HTTPMethod, _ body: [UInt8], to url: String, headers: [(name: String, value: String)],
        until end: ContinuousClock.Instant, _ replyLimit: Int
    ) async throws(WebhookTransportError) -> WebhookReply {
        var request = HTTPClientRequest(url: url)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if method == .POST { request.body = .bytes(ByteBuffer(bytes: body)) }
        let left = max(end - ContinuousClock.now, .zero)
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: .now() + .nanoseconds(left.nanoseconds))
        } catch {
            throw WebhookTransportError(error)
        }
        return WebhookReply(
            status: Int(response.status.code),
            retryAfter: response.headers.first(name: "retry-after"),
            location: response.headers.first(name: "location"),
            excerpt: await Self.excerpt(
                response.body, limit: replyLimit, within: min(max(left, .seconds(1)), .seconds(2)))
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
