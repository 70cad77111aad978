import Glibc

/// Whether journald listens: found out by connecting, which says nothing to it.
public enum JournalSocket {
    /// - Returns: what is wrong, with the remedy; nil where journald listens.
    public static func trouble(at path: String = "/run/systemd/journal/socket") -> String? {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC | O_NONBLOCK, 0)
        guard descriptor >= 0 else { return "no socket for the journal: \(String(cString: strerror(errno)))" }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let isFitting = withUnsafeMutableBytes(of: &address.sun_path) { target in
            guard bytes.count < target.count else { return false }
            target.copyBytes(from: bytes)
            return true
        }
        guard isFitting else { return "the path of journald's socket is too long: \(path)" }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status != 0 else { return nil }
        return "journald does not listen at \(path) (\(String(cString: strerror(errno)))); see `systemctl status "
            + "systemd-journald`, or start it with `systemctl start systemd-journald`"
    }
}
