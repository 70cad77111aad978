import Alerts
import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Why no answer came, in words for whoever runs the daemon. The receiver's address is left out: it may hold a secret.
struct WebhookTransportError: Error {
    var reason: String
    /// No connection came about, so the receiver has seen nothing.
    var isBeforeSending = false

    init(reason: String) { self.reason = reason }

    init(_ error: any Error) {
        isBeforeSending = Self.isBeforeSending(error)
        switch error {
        case let error as HTTPClientError: reason = Self.reason(error)
        case let error as NIOConnectionError: reason = Self.reason(error)
        case let error as IOError: reason = Self.reason(error)
        case is HTTPParserError: reason = "what the receiver answers is not HTTP; see that the address is right"
        case let error as NIOSSLError: reason = Self.reason(error)
        case is NIOSSLExtraError:
            reason = "the receiver's certificate is for another name; see that the address is right"
        case is CancellationError: reason = "the delivery was interrupted"
        default: reason = "no answer: \(error)"
        }
    }

    private static func isBeforeSending(_ error: any Error) -> Bool {
        switch error {
        case let error as HTTPClientError: error == .connectTimeout
        case is NIOConnectionError: true
        case let error as IOError:
            [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL].contains(error.errnoCode)
        default: false
        }
    }

    private static func reason(_ error: NIOSSLError) -> String {
        let detail = "\(error)"
        if detail.contains("CERTIFICATE_VERIFY_FAILED") {
            return "the receiver's certificate is not trusted here, or is over; name its authority in `ca:`"
        }
        if detail.contains("WRONG_VERSION_NUMBER") || detail.contains("HTTP_REQUEST") {
            return "the receiver does not speak TLS; see that the port is right"
        }
        return "no TLS with the receiver: \(OneLine.text(detail, limit: 200))"
    }

    private static func reason(_ error: HTTPClientError) -> String {
        switch error {
        case .cancelled: "the delivery was interrupted"
        case .connectTimeout, .getConnectionFromPoolTimeout:
            "no connection in time; see that the receiver is up and its address is right"
        case .deadlineExceeded, .readTimeout, .writeTimeout: "no answer in time"
        case .remoteConnectionClosed: "the receiver closed the connection without an answer"
        case .tlsHandshakeTimeout: "no TLS handshake in time"
        case .invalidProxyResponse, .proxyAuthenticationRequired: "the proxy does not let it through: \(error)"
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
