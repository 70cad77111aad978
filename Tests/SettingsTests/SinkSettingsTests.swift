import Settings
import Testing

@Suite struct SinkSettingsTests {
    private func read(_ sinks: String) throws -> [SinkSettings] {
        try SettingsReader.read(Array("sinks:\n\(sinks)\n".utf8), file: "c.yaml").sinks
    }

    private func problems(_ sinks: String) -> [String] {
        do {
            _ = try read(sinks)
            return []
        } catch let problems as SettingsProblems {
            return problems.problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func aWebhookWithAllThatItMaySay() throws {
        let sinks = try read(
            """
              wiki:
                webhook: "https://wiki.example.org/hook"
                format: template
                template: /etc/claimwatch/wiki.mustache
                content_type: text/plain
                secret: [{credential: new}, {file: /run/old}]
                token: {credential: wiki}
                ca: /etc/claimwatch/ca.pem
                proxy: "socks5://proxy:1080"
                allow_addresses: [169.254.10.1]
                body_bytes: 2048
                reply_bytes: 0
                order: kept
                timeout: 30
                give_up_hours: 1
            """)
        var webhook = WebhookSettings(address: .open("https://wiki.example.org/hook"))
        (webhook.format, webhook.template, webhook.contentType) = (
            .template, "/etc/claimwatch/wiki.mustache", "text/plain"
        )
        (webhook.secrets, webhook.token) = ([.credential("new"), .file("/run/old")], .credential("wiki"))
        (webhook.authority, webhook.proxy) = ("/etc/claimwatch/ca.pem", "socks5://proxy:1080")
        (webhook.allowedAddresses, webhook.bodyLimit, webhook.replyLimit) = (["169.254.10.1"], 2_048, 0)
        var sink = SinkSettings(name: "wiki", kind: .webhook(webhook))
        (sink.order, sink.timeout, sink.giveUpHours) = (.kept, 30, 1)
        #expect(sinks == [sink])
    }

    @Test func commandsFilesAndAddressesThatAreSecrets() throws {
        let sinks = try read(
            """
              pager: {exec: [/usr/local/bin/page, --loud], concurrency: 4}
              archive: {file: /var/log/a.jsonl, rotate_bytes: 4096, keep: 0}
              chat: {webhook: {credential: slack}, format: slack}
            """)
        #expect(sinks.map(\.name) == ["pager", "archive", "chat"])
        #expect(sinks[0].kind == .exec(["/usr/local/bin/page", "--loud"]) && sinks[0].concurrency == 4)
        var file = AlertFileSettings(path: "/var/log/a.jsonl")
        (file.rotateBytes, file.keep) = (4_096, 0)
        #expect(sinks[1].kind == .file(file))
        var chat = WebhookSettings(address: .secret(.credential("slack")))
        chat.format = .slack
        #expect(sinks[2].kind == .webhook(chat))
    }

    @Test(arguments: [
        ("  a: {format: slack}", "missing"), ("  a: {webhook: \"https://e.org/\", exec: [/bin/x]}", "doubled-name"),
        ("  a: {webhook: \"https://hooks.slack.com/services/T/B/x\", format: slack}", "open-secret"),
        ("  a: {webhook: \"https://e.org/\", token: abc}", "open-secret"),
        ("  a: {webhook: \"https://hooks.slack.com/services/T/B/x\"}", "open-secret"),
        ("  a: {webhook: \"https://e.org/hook?x=1&Token=abc\"}", "open-secret"),
        ("  a: {webhook: \"https://u:p@e.org/\"}", "open-secret"),
        ("  a: {webhook: \"https://e.org:99999/\"}", "is not 1 to 65535"),
        ("  a: {webhook: \"https://e.org:/\"}", "is not 1 to 65535"),
        ("  a: {webhook: \"https://[::1/\"}", "an address of IPv6"),
        ("  a: {webhook: \"https://[1.2]:3/\"}", "an address of IPv6"),
        ("  a: {webhook: \"https://e.org/%zz\"}", "percent-encoded"),
        ("  a: {webhook: \"https://e.org/a|b\"}", "percent-encoded"),
        ("  a: {webhook: \"https://e.org\\\\x\"}", "percent-encoded"),
        ("  a: {webhook: \"https://e$.org/\"}", "is no host"),
        ("  a: {webhook: \"https://e.org/\", allow_addresses: [169.254.1.1, e.org]}", "`e.org` is no address"),
        ("  a: {exec: []}", "exec names no program"),
        ("  a: {webhook: \"https://e.org/\", proxy: \"http://u:p@e.org:3\"}", "open-secret"),
        ("  a: {exec: [/bin/curl, -H, \"Authorization: Bearer abc\"]}", "open-secret"),
        ("  a: {webhook: \"https://e.org/\", format: slak}", "did you mean `slack`"),
        ("  a: {webhook: \"https://e.org/\", format: template}", "missing"),
        ("  a: {webhook: \"https://e.org/\", template: /x}", "is for `format: template`"),
        ("  a: {webhook: \"https://e.org/\", proxy: \"https://p:1\"}", "no proxy"),
        ("  a: {webhook: \"https://e.org/\", proxy: \"http://u:p@p:1\"}", "proxy's password"),
        ("  a: {webhook: \"https://e.org/\", order: kept, concurrency: 2}", "one alert at a time"),
        ("  a: {webhook: \"https://e.org/\", keep: 2}", "unknown-key"), ("  a: {exec: page}", "whole path"),
        ("  a: {exec: [/bin/page], ca: /x}", "unknown-key"), ("  a: {file: alerts.jsonl}", "whole path"),
        ("  a: {file: /x, concurrency: 0}", "must be a whole number"),
    ])
    func whatIsWrongIsSaid(text: String, part: String) {
        #expect(problems(text).contains { $0.contains(part) }, "\(problems(text))")
    }
}
