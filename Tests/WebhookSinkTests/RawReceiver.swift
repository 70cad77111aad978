import Foundation
import Glibc
import Testing

/// A server at the level of bytes: reads the request's first part, then does as its script says, then closes.
final class RawReceiver: Sendable {
    let url: String
    private let listening: Int32

    init(_ script: @escaping @Sendable (_ connection: Int32) -> Void) throws {
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, length) == 0 && listen(listening, 8) == 0
                    && getsockname(listening, $0, &length) == 0
            }
        }
        try #require(status)
        self.listening = listening
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/hook"
        Thread.detachNewThread {
            while true {
                let connection = accept(listening, nil, nil)
                guard connection >= 0 else {
                    // Closed here alone: elsewhere its number might be another's by the time that this takes up the next.
                    Glibc.close(listening)
                    return
                }
                var bytes = [UInt8](repeating: 0, count: 16_384)
                _ = recv(connection, &bytes, bytes.count, 0)
                script(connection)
                Glibc.close(connection)
            }
        }
    }

    /// Takes no more connections.
    func stop() {
        shutdown(listening, Int32(SHUT_RDWR))
    }

    /// - Returns: false once the other side has gone.
    static func send(_ text: String, _ connection: Int32) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Until the other side goes.
    static func wait(_ connection: Int32) {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        while recv(connection, &bytes, bytes.count, 0) > 0 {}
    }

    /// Ends the connection by a reset instead of an orderly end.
    static func reset(_ connection: Int32) {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }
}
