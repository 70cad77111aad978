import Glibc

/// Which addresses a webhook may have.
enum WebhookAddress {
    /// The address for a print: its host. What follows may be a secret.
    static func shown(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return "<REDACTED>" }
        let host = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let rest = url[scheme.upperBound...].dropFirst(host.count)
        let name = host.split(separator: "@").last ?? host
        return String(url[..<scheme.upperBound]) + name + (rest.count > 1 ? "/<REDACTED>" : rest)
    }

    /// What is wrong with an address, nil where nothing is.
    static func problem(_ url: String) -> String? {
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            return "`\(url)` is no web address; write one that begins with https://"
        }
        let rest = url.drop { $0 != "/" }.dropFirst(2)
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !host.isEmpty else { return "`\(url)` names no host" }
        guard !host.contains("@") else {
            return "a password in an address shows in logs; take it out and use `secret:`"
        }
        if url.hasPrefix("http://"), !isLocal(url) {
            return "`http://` sends alerts in the open; use https:// (http is taken for this machine only)"
        }
        // `config show` writes `<REDACTED>` into addresses, and what it prints is a configuration.
        let signs = Array("\"\\^`{|}".utf8)
        let encoded = url.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !signs.contains($0) }),
            encoded.allSatisfy({ $0.prefix(2).count == 2 && $0.prefix(2).allSatisfy(\.isHexDigit) })
        else { return "the address holds a space or a character that must be percent-encoded" }
        return hostProblem(host)
    }

    /// What is wrong with a host and its port, nil where nothing is.
    private static func hostProblem(_ text: Substring) -> String? {
        var (host, port) = (text, Substring())
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]"), isAddress(String(text[..<end].dropFirst())) else {
                return "`\(text)` is no host; in brackets stands an address of IPv6, as in [2001:db8::1]"
            }
            (host, port) = (text[...end], text[text.index(after: end)...])
        } else if let colon = text.firstIndex(of: ":") {
            (host, port) = (text[..<colon], text[colon...])
        }
        guard !host.isEmpty,
            host.hasPrefix("[") || host.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) })
        else { return "`\(text)` is no host; write a name or an address" }
        guard port.isEmpty || port.hasPrefix(":") && Int(port.dropFirst()).map((1...65_535).contains) == true else {
            return "the port of `\(text)` is not 1 to 65535"
        }
        return nil
    }

    /// Whether a text is an address (IP), of either kind.
    static func isAddress(_ text: String) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET, text, &bytes) == 1 || inet_pton(AF_INET6, text, &bytes) == 1
    }

    /// What of an address is a secret, whatever the format: nil where nothing is seen to be.
    static func secret(in url: String) -> String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let rest = url[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }.lowercased()
        let secretHosts = ["hooks.slack.com", "discord.com", "discordapp.com", "logic.azure.com", "webhook.office.com"]
        if secretHosts.contains(where: { host == $0 || host.hasSuffix("." + $0) }) {
            return "whoever knows an address at \(host) may post there"
        }
        let query = rest.drop { $0 != "?" }.dropFirst().prefix { $0 != "#" }
        let words: Set = [
            "token", "access_token", "key", "api_key", "apikey", "secret", "password", "sig", "signature",
        ]
        for part in query.split(separator: "&") {
            let name = part.prefix { $0 != "=" }.lowercased()
            if words.contains(name) { return "`\(name)=` in an address is a secret" }
        }
        return nil
    }

    /// Whether a name, and so likely a password, stands before the host.
    static func hasUser(_ url: String) -> Bool {
        url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }.contains("@")
    }

    /// Whether an address names this machine.
    static func isLocal(_ url: String) -> Bool {
        let host = url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let name = host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) + "]" : String(host.prefix { $0 != ":" })
        return ["localhost", "127.0.0.1", "[::1]"].contains(name)
    }

    /// What is wrong with a proxy's address, nil where nothing is.
    static func proxyProblem(_ url: String) -> String? {
        guard let scheme = ["http://", "socks5://"].first(where: url.hasPrefix) else {
            return "`\(url)` is no proxy; write http://HOST:PORT or socks5://HOST:PORT"
        }
        let rest = url.dropFirst(scheme.count)
        guard !rest.contains("@") else { return "a proxy's password shows in logs; take it out" }
        guard let colon = rest.lastIndex(of: ":"), colon != rest.startIndex,
            let port = Int(rest[rest.index(after: colon)...]), (1...65_535).contains(port),
            rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F })
        else { return "`\(url)` names no host and port; write \(scheme)HOST:PORT" }
        return nil
    }

    /// `type/subtype`, with parameters or without.
    static func isMediaType(_ text: String) -> Bool {
        let essence = text.prefix { $0 != ";" }.split(separator: "/", omittingEmptySubsequences: false)
        return essence.count == 2 && essence.allSatisfy { !$0.isEmpty }
            && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
