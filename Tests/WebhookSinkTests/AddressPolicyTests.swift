import Alerts
import Glibc
import NewsFixtures
import Testing

@testable import WebhookSink

@Suite("Addresses that are reached")
struct AddressPolicyTests {
    @Test(
        "Not what gives out a machine's secrets, or is no host",
        arguments: [
            "169.254.169.254", "169.254.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "100.100.100.200",
            "192.0.0.192", "::", "fe80::1", "febf::1", "fe80::1%eth0", "ff02::1", "fd00:ec2::254",
            "::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "not an address",
        ]
    )
    func refused(address: String) throws {
        #expect(try #require(AddressPolicy(allowing: [])).refusal(address) != nil)
    }

    @Test(
        "A host of one's own network is, or of the world",
        arguments: ["127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "192.0.2.1", "fd00::1", "2001:db8::1", "8.8.8.8"]
    )
    func reached(address: String) throws {
        #expect(try #require(AddressPolicy(allowing: [])).refusal(address) == nil)
    }

    @Test("What the configuration names is reached, in whatever form it is written")
    func allowed() throws {
        let policy = try #require(AddressPolicy(allowing: ["169.254.10.1", "fe80::1"]))
        #expect(policy.refusal("::ffff:169.254.10.1") == nil && policy.refusal("fe80:0::1") == nil)
        #expect(policy.refusal("169.254.10.2") != nil)
        #expect(AddressPolicy(allowing: ["example.org"]) == nil)
    }

    @Test("A name is looked up once, and the address that was looked at is the one connected to")
    func pinned() async throws {
        try await Receiver.run([.init(status: 204)]) { receiver, url in
            let named = url.replacing("127.0.0.1", with: "localhost")
            let sink = try WebhookSink(name: "desk", url: named, secrets: [])
            for _ in 0..<2 {
                #expect(await sink.deliver(SampleAlert.delivery(try SampleAlert.make())) == .delivered)
            }
            // The name is still the one that the request is for.
            #expect(receiver.received.count == 2)
        }
    }

    @Test("A name that is not there says so")
    func lookup() async {
        #expect(await NameLookup.addresses(of: "localhost", within: .seconds(20)) != .unknown)
        let answer = await NameLookup.addresses(of: "claimwatch.invalid", within: .seconds(20))
        #expect(answer == .unknown || answer == .late)
    }

    @Test("A proxy is asked for the receiver, and looks up its name itself")
    func proxy() async throws {
        let proxy = try RawReceiver { connection in
            guard RawReceiver.send("HTTP/1.1 200 Connection established\r\n\r\n", connection) else { return }
            var request = [UInt8](repeating: 0, count: 16_384)
            guard recv(connection, &request, request.count, 0) > 0 else { return }
            _ = RawReceiver.send("HTTP/1.1 204 No Content\r\n\r\n", connection)
        }
        defer { proxy.stop() }
        var options = WebhookOptions()
        options.proxy = String(proxy.url.dropLast("/hook".count))
        let sink = try WebhookSink(name: "desk", url: "http://receiver.invalid/hook", secrets: [], options: options)
        #expect(await sink.deliver(SampleAlert.delivery(try SampleAlert.make())) == .delivered)
    }

    @Test("A SOCKS proxy is asked for the receiver by its name")
    func socks() async throws {
        let proxy = try RawReceiver { connection in
            // RFC 1928: no authentication; then CONNECT (1) to a name (3) of 16 letters.
            guard RawReceiver.send("\u{5}\u{0}", connection) else { return }
            var bytes = [UInt8](repeating: 0, count: 16_384)
            let asked = recv(connection, &bytes, bytes.count, 0)
            guard asked > 5, bytes.starts(with: [5, 1, 0, 3, 16] + Array("receiver.invalid".utf8)) else { return }
            guard RawReceiver.send("\u{5}\u{0}\u{0}\u{1}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}", connection) else { return }
            guard recv(connection, &bytes, bytes.count, 0) > 0 else { return }
            _ = RawReceiver.send("HTTP/1.1 204 No Content\r\n\r\n", connection)
        }
        defer { proxy.stop() }
        var options = WebhookOptions()
        options.proxy = "socks5://" + proxy.url.dropFirst("http://".count).dropLast("/hook".count)
        let sink = try WebhookSink(name: "desk", url: "http://receiver.invalid/hook", secrets: [], options: options)
        #expect(await sink.deliver(SampleAlert.delivery(try SampleAlert.make())) == .delivered)
    }

    @Test("Options that cannot be used are refused when the sink is made")
    func options() {
        var wrong = WebhookOptions()
        wrong.allowedAddresses = ["example.org"]
        #expect(throws: WebhookAddressError.self) {
            try WebhookSink(name: "desk", url: "https://e.org/", secrets: [], options: wrong)
        }
        wrong = WebhookOptions()
        wrong.authority = "/no/such.pem"
        #expect(throws: WebhookAddressError.self) {
            try WebhookSink(name: "desk", url: "https://e.org/", secrets: [], options: wrong)
        }
    }
}
