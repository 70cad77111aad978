import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Why no answer came, in words for whoever runs the daemon. The receiver's address is left out: it may hold a secret.
struct WebhookTransportError: Error {
    var reason: String

    init(_ error: any Error) {
        switch error {
        case let error as HTTPClientError: reason = Self.reason(error)
        case let error as NIOConnectionError: reason = Self.reason(error)
        case let error as IOError: reason = Self.reason(error)
        case is HTTPParserError: reason = "what the receiver answers is not HTTP; see that the address is right"
        case is CancellationError: reason = "the delivery was interrupted"
        default: reason = "no answer: \(error)"
        }
    }

    private static func reason(_ error: HTTPClientError) -> String {
        switch error {
        case .cancelled: "the delivery was interrupted"
        case .connectTimeout, .getConnectionFromPoolTimeout:
            "no connection in time; see that the receiver is up and its address is right"
        case .deadlineExceeded, .readTimeout, .writeTimeout: "no answer in time"
        case .remoteConnectionClosed: "the receiver closed the connection without an answer"
        case .tlsHandshakeTimeout: "no TLS handshake in time"
        default: "no answer: \(error)"
        }
    }

    /// No address of the host could be reached, or none is known.
    private static func reason(_ error: NIOConnectionError) -> String {
        guard let first = error.connectionErrors.first else {
            return "the name \(error.host) leads to no address; see that it is right and that names can be looked up"
        }
        return WebhookTransportError(first.error).reason
    }

    private static func reason(_ error: IOError) -> String {
        let text = String(cString: strerror(error.errnoCode))
        return switch error.errnoCode {
        case ECONNREFUSED: "nobody listens there (\(text)); see that the receiver is up and its address is right"
        case ENETUNREACH, EHOSTUNREACH: "there is no way to the receiver (\(text)); see the network of this machine"
        default: "the connection broke: \(text)"
        }
    }
}
