import Dispatch
import Foundation
import Glibc
import Synchronization

/// Looks up names, in time.
enum NameLookup {
    enum Answer: Sendable, Equatable {
        /// In the order of preference (RFC 6724), each once, eight at most.
        case addresses([String])
        case unknown
        case late
    }

    /// - Parameter time: the system's own may take half a minute; what comes later is let go.
    static func addresses(of host: String, within time: Duration) async -> Answer {
        await withCheckedContinuation { continuation in
            let once = Once(continuation)
            Thread.detachNewThread { once.resume(look(host)) }
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(time / .milliseconds(1)))) {
                once.resume(.late)
            }
        }
    }

    private static func look(_ host: String) -> Answer {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return .unknown }
        defer { freeaddrinfo(list) }
        var found: [String] = []
        var next = list
        while let entry = next?.pointee, found.count < 8 {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            if let address = entry.ai_addr,
                getnameinfo(address, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            {
                let name = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                if !found.contains(name) { found.append(name) }
            }
            next = entry.ai_next
        }
        return found.isEmpty ? .unknown : .addresses(found)
    }

    /// The first answer counts.
    private final class Once: Sendable {
        private let continuation: Mutex<CheckedContinuation<Answer, Never>?>

        init(_ continuation: CheckedContinuation<Answer, Never>) { self.continuation = Mutex(continuation) }

        func resume(_ answer: Answer) {
            let waiting = continuation.withLock { continuation in
                defer { continuation = nil }
                return continuation
            }
            waiting?.resume(returning: answer)
        }
    }
}
