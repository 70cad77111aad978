import Glibc

/// Which addresses (IP) a webhook may lead to. A name may lead anywhere by the time it is looked up; what gives out the
/// secrets of a machine, and what is no host at all, is never reached unless the configuration names the address.
struct AddressPolicy: Sendable {
    /// Addresses that are reached whatever is known of them, in the form that ``normal(_:)`` gives.
    let allowed: Set<[UInt8]>

    /// - Returns: nil where a text is no address.
    init?(allowing texts: [String]) {
        var allowed: Set<[UInt8]> = []
        for text in texts {
            guard let bytes = Self.bytes(text) else { return nil }
            allowed.insert(Self.normal(bytes))
        }
        self.allowed = allowed
    }

    /// Why an address is not reached; nil where it is.
    func refusal(_ text: String) -> String? {
        guard let bytes = Self.bytes(text) else { return "\(text) is no address" }
        let address = Self.normal(bytes)
        guard !allowed.contains(address), let kind = Self.kind(address) else { return nil }
        return "\(text) is \(kind), which is not reached unless `allow_addresses` names it"
    }

    /// 4 or 16 bytes; nil where the text is neither.
    static func bytes(_ text: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        // Without the name of an interface, which only link-local addresses have.
        let plain = text.prefix { $0 != "%" }
        return inet_pton(AF_INET6, String(plain), &sixteen) == 1 ? sixteen : nil
    }

    /// IPv4 inside IPv6 (mapped, NAT64, 6to4, compatible) as the IPv4 address that it leads to.
    static func normal(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count == 16 else { return bytes }
        let zeros = bytes[0..<10].allSatisfy { $0 == 0 }
        if zeros, bytes[10] == 0xFF, bytes[11] == 0xFF { return Array(bytes[12...]) }
        if zeros, bytes[10] == 0, bytes[11] == 0, bytes[12] != 0 { return Array(bytes[12...]) }
        if bytes[0..<12].elementsEqual([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) { return Array(bytes[12...]) }
        if bytes[0] == 0x20, bytes[1] == 0x02 { return Array(bytes[2..<6]) }
        return bytes
    }

    /// What it is, where it is not reached.
    private static func kind(_ address: [UInt8]) -> String? {
        if address.count == 4 {
            switch (address[0], address[1]) {
            case (0, _): return "no address of a host"
            case (169, 254): return "a link-local address, where clouds give out a machine's secrets"
            case (100, 100) where address[2] == 100 && address[3] == 200,
                (192, 0) where address[2] == 0 && address[3] == 192:
                return "where a cloud gives out a machine's secrets"
            case (224..., _): return "a multicast or reserved address"
            default: return nil
            }
        }
        if address.allSatisfy({ $0 == 0 }) { return "no address of a host" }
        if address[0] == 0xFE, address[1] & 0xC0 == 0x80 { return "a link-local address" }
        if address[0] == 0xFF { return "a multicast address" }
        let metadata: [[UInt8]] = [
            // fd00:ec2::254 (Amazon) and fd20:ce::254 (Google).
            [0xFD, 0, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54],
            [0xFD, 0x20, 0, 0xCE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54],
        ]
        return metadata.contains(address) ? "where a cloud gives out a machine's secrets" : nil
    }
}
