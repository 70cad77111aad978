import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import TestSupport

/// A receiver with TLS that takes every message, with certificates of an authority of its own.
final class TLSReceiver: Sendable {
    let url: String
    private let channel: any Channel

    /// - Parameter name: whom its certificate is for.
    init(_ certificates: TestCertificates, name: String) async throws {
        let (chain, key) = try certificates.certificate(for: name)
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(chain).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        let context = try NIOSSLContext(configuration: configuration)
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    try channel.pipeline.syncOperations.addHandler(Answer())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        url = "https://localhost:\(channel.localAddress?.port ?? 0)/hook"
    }

    func stop() { channel.close(promise: nil) }

    /// Answers whatever comes.
    private final class Answer: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let text = ByteBuffer(string: "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
            context.writeAndFlush(wrapOutboundOut(text), promise: nil)
        }
    }

    /// With the outcomes that they are to have; none where no certificates can be made.
    static var misbehaviours: [Misbehaviour] {
        guard TestCertificates.canBeMade else { return [] }
        func receiver(
            _ name: String, trusts: Bool
        ) -> @Sendable () async throws -> (url: String, authority: String?, stop: @Sendable () -> Void) {
            {
                let certificates = try TestCertificates()
                let receiver = try await TLSReceiver(certificates, name: name)
                let stop: @Sendable () -> Void = {
                    receiver.stop()
                    // Its files are there as long as they may be read.
                    withExtendedLifetime(certificates) {}
                }
                return (receiver.url, trusts ? certificates.authority : nil, stop)
            }
        }
        return [
            Misbehaviour(
                what: "has a certificate that nobody here trusts", outcome: .retried, says: "not trusted here",
                receiver: receiver("localhost", trusts: false)),
            Misbehaviour(
                what: "has a certificate for another name", outcome: .retried, says: "another name",
                receiver: receiver("other.example", trusts: true)),
            Misbehaviour(
                what: "has a certificate of the authority in `ca:`", outcome: .delivered,
                receiver: receiver("localhost", trusts: true)),
            Misbehaviour(what: "does not speak TLS where it should", outcome: .retried, says: "does not speak TLS") {
                let receiver = try RawReceiver { _ = RawReceiver.send("HTTP/1.1 400 Bad Request\r\n\r\n", $0) }
                return (receiver.url.replacing("http://127.0.0.1", with: "https://localhost"), nil, { receiver.stop() })
            },
        ]
    }
}

/// An authority with certificates of its own, made by openssl for the test, gone with it.
final class TestCertificates: Sendable {
    private let directory: TemporaryDirectory
    let authority: String

    static let canBeMade = (try? run(["version"])) == 0

    init() throws {
        directory = try TemporaryDirectory()
        authority = "\(directory.path)/ca.pem"
        try Self.need([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/CN=Authority of a test", "-keyout", "\(directory.path)/ca.key", "-out", authority,
        ])
    }

    /// - Returns: the paths of the certificate and its key.
    func certificate(for name: String) throws -> (chain: String, key: String) {
        let base = "\(directory.path)/\(name)"
        try directory.write("subjectAltName=DNS:\(name)\n", to: "\(name).ext")
        try Self.need([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)", "-keyout",
            "\(base).key", "-out", "\(base).csr",
        ])
        try Self.need([
            "x509", "-req", "-in", "\(base).csr", "-CA", authority, "-CAkey", "\(directory.path)/ca.key",
            "-set_serial", "\(Int.random(in: 1...1_000_000))", "-days", "2", "-extfile", "\(base).ext", "-out",
            "\(base).pem",
        ])
        return ("\(base).pem", "\(base).key")
    }

    private static func need(_ arguments: [String]) throws {
        guard try run(arguments) == 0 else { throw CocoaError(.executableLoad) }
    }

    private static func run(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
