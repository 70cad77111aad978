import Foundation
import TestSupport
import Testing

/// Secrets of webhooks as the service manager gives them.
struct SecretTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private let directory: TemporaryDirectory
    private let config: String

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("", to: "news/.keep")
        config = try directory.write(
            """
            folders: ["\(directory.path)/news"]
            sinks:
              desk: {webhook: "http://127.0.0.1:1/hook", secret: {credential: desk}}

            """,
            to: "claimwatch.yaml"
        )
    }

    private func runOnce(_ credentials: String) async throws -> Program.Output {
        try await Program.run(
            ["run", "--once", "--no-journal", "--config", config, "--state", "\(directory.path)/state"],
            environment: ["CREDENTIALS_DIRECTORY": credentials]
        )
    }

    @Test func aSecretIsReadFromTheCredentials() async throws {
        try directory.write(Self.secret + "\n", to: "credentials/desk")
        let output = try await runOnce("\(directory.path)/credentials")
        #expect(output.status == 0, "\(output.error)")
    }

    @Test func aMissingSecretIsAWrongConfigurationAndNamed() async throws {
        let output = try await runOnce("")
        #expect(output.status == 78)
        #expect(output.error.contains("desk") && output.error.contains("LoadCredential=desk"), "\(output.error)")
    }

    @Test func aMissingSecretEndsTheDaemonToo() async throws {
        let output = try await Program.run(
            ["run", "--no-journal", "--config", config, "--state", "\(directory.path)/state"],
            environment: ["CREDENTIALS_DIRECTORY": ""]
        )
        #expect(output.status == 78, "\(output.error)")
    }

    @Test func aBadSecretIsNotShown() async throws {
        try directory.write("whsec_hunter2hunter2!", to: "credentials/desk")
        let output = try await runOnce("\(directory.path)/credentials")
        #expect(output.status == 78)
        #expect(output.error.contains("not base64") && !output.error.contains("hunter2"), "\(output.error)")
    }
}
