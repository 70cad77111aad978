import Foundation
import TestSupport
import Testing

@testable import WebhookSink

@Suite("Secrets of webhooks")
struct WebhookSecretTests {
    /// 24 bytes.
    static let text = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    @Test("No way of printing a secret shows it")
    func redacted() throws {
        let secret = try WebhookSecret(Self.text, name: "desk")
        var dumped = ""
        dump([secret], to: &dumped)
        let prints = [
            "\(secret)", String(describing: secret), String(reflecting: secret), "\([secret])", "\(["a": secret])",
            "\(Optional(secret) as Any)", dumped, "\(Mirror(reflecting: secret).children.map { $0.value })",
        ]
        for print in prints { #expect(!print.contains("MfKQ") && !print.contains("49")) }
        #expect("\(secret)" == "<REDACTED>")
        #expect(String(reflecting: secret) == "<REDACTED>")
    }

    @Test(
        "With or without prefix and padding, with a line end as files have it",
        arguments: [
            text, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", text + "\n", "  \(text)\r\n",
            "whsec_" + Data(repeating: 7, count: 32).base64EncodedString(),
            "whsec_" + Data(repeating: 7, count: 32).base64EncodedString().replacing("=", with: ""),
        ]
    )
    func read(text: String) throws {
        _ = try WebhookSecret(text, name: "desk")
    }

    @Test(
        "What is no secret is refused, by name and without showing it",
        arguments: [
            ("", WebhookSecretError.empty(name: "desk")),
            ("whsec_", .empty(name: "desk")),
            ("whsec_not base64!", .notBase64(name: "desk")),
            ("whsec_c2hvcnQ=", .length(name: "desk", bytes: 5)),
            (Data(repeating: 1, count: 65).base64EncodedString(), .length(name: "desk", bytes: 65)),
        ]
    )
    func refused(text: String, expected: WebhookSecretError) {
        #expect(throws: expected) { try WebhookSecret(text, name: "desk") }
        #expect("\(expected)".contains("desk") && "\(expected)".contains("Make one with"))
    }

    @Test("A token and a secret that is yet to be used do not show either, and a token is one word")
    func tokens() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("tk_hunter2\n", to: "token")
        let text = try SecretText.file(path, name: "desk")
        let token = try text.token(name: "desk")
        var dumped = ""
        dump([text], to: &dumped)
        dump([token], to: &dumped)
        for print in ["\(text)", "\(token)", String(reflecting: text), String(reflecting: [token]), dumped] {
            #expect(!print.contains("hunter2") && print.contains("<REDACTED>"))
        }
        #expect(token.header == "Bearer tk_hunter2" && text.address == "tk_hunter2")
        #expect(throws: WebhookSecretError.notOneWord(name: "desk")) { try WebhookToken("a\nb", name: "desk") }
    }

    @Test("A credential is a file in the service manager's folder, and nothing outside of it")
    func credential() throws {
        let folder = try TemporaryDirectory()
        try folder.write(Self.text + "\n", to: "credentials/desk")
        try folder.write(Self.text, to: "other")
        let directory = "\(folder.path)/credentials"
        _ = try SecretText.credential("desk", directory: directory)
        #expect(throws: WebhookSecretError.badName(name: "../other")) {
            try SecretText.credential("../other", directory: directory)
        }
        #expect(throws: WebhookSecretError.noCredentials(name: "desk")) {
            try SecretText.credential("desk", directory: nil)
        }
        let error = #expect(throws: WebhookSecretError.self) {
            try SecretText.credential("press", directory: directory)
        }
        #expect(error.map { "\($0)" }?.contains("No such file") == true)
        #expect(error.map { "\($0)" }?.contains("LoadCredential=press") == true)
    }
}
