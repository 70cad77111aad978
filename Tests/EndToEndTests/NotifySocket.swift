import Foundation
import Glibc

/// The socket of a service manager, so that a test awaits READY=1 as systemd does.
final class NotifySocket: Sendable {
    let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard descriptor >= 0, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw POSIXError(.EINVAL)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    deinit { close(descriptor) }

    /// Waits for a message that holds `text`.
    ///
    /// - Returns: the message; nil where none came within `seconds`.
    func message(containing text: String, within seconds: Int = 180) async -> String? {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [descriptor] in
                let end = Date().addingTimeInterval(Double(seconds))
                var buffer = [UInt8](repeating: 0, count: 4_096)
                while true {
                    let left = Int32(max(0, end.timeIntervalSinceNow) * 1_000)
                    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                    guard Glibc.poll(&poll, 1, left) > 0 else { return continuation.resume(returning: nil) }
                    let count = recv(descriptor, &buffer, buffer.count, 0)
                    let message = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
                    if message.contains(text) { return continuation.resume(returning: message) }
                }
            }
        }
    }
}
