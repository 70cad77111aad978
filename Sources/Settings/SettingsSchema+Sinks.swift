extension SettingsSchema {
    static let webhook: [SettingsKey] =
        [
            SettingsKey(
                "webhook", .either([.text, .mapping(secret)]), isRequired: true,
                "The address that alerts are posted to, or where it is read from if it is a secret."),
            SettingsKey(
                "format", .choice(WebhookSettings.Format.allCases.map(\.rawValue)), standard: "standard",
                "The form of the body."),
            SettingsKey("template", .text, "A mustache template, for the format `template`."),
            SettingsKey("content_type", .text, standard: "application/json", "What the template makes."),
            SettingsKey(
                "secret", .list(of: .mapping(secret), orOne: true),
                "Where the signing secret is read from; several while it changes, the new one first."),
            SettingsKey("token", .mapping(secret), "Where a token is read from, sent as `Authorization: Bearer`."),
            SettingsKey("ca", .text, "A file of certificates (PEM) that are trusted instead of the system's."),
            SettingsKey("proxy", .text, "`http://HOST:PORT` or `socks5://HOST:PORT`."),
            SettingsKey(
                "allow_addresses", names, standard: "[]",
                "Addresses (IP) that are reached although they are link-local or give out a machine's secrets."),
            SettingsKey(
                "body_bytes", .integer(1_024...16_777_216), standard: "262144", "Larger bodies are not sent."),
            SettingsKey(
                "reply_bytes", .integer(0...16_777_216), standard: "65536", "More of an answer is not read."),
        ] + delivery

    static let exec: [SettingsKey] =
        [
            SettingsKey(
                "exec", names, isRequired: true,
                "A program's whole path and its arguments; it gets the alert as JSON on standard input.")
        ] + delivery

    static let file: [SettingsKey] =
        [
            SettingsKey("file", .text, isRequired: true, "A file that a line of JSON is written to for every alert."),
            SettingsKey(
                "rotate_bytes", .integer(4_096...1_099_511_627_776), standard: "10485760",
                "A file that would grow beyond this is set aside first."),
            SettingsKey("keep", .integer(0...100), standard: "5", "How many of those are kept."),
        ] + delivery

    /// What every sink may say of how it is delivered to.
    private static let delivery: [SettingsKey] = [
        SettingsKey(
            "order", .choice(SinkSettings.Order.allCases.map(\.rawValue)), standard: "free",
            "Whether alerts wait for an earlier one that is to be tried again."),
        SettingsKey("concurrency", .integer(1...32), standard: "1", "Alerts under way at once."),
        SettingsKey("timeout", .integer(1...300), standard: "10", "Seconds for one attempt."),
        SettingsKey(
            "give_up_hours", .integer(1...720), standard: "72",
            "An alert that could not be delivered for so long goes to the dead letters."),
    ]

    static let secret: [SettingsKey] = [
        SettingsKey("credential", .text, "A systemd credential of this name."),
        SettingsKey("file", .text, "A file that holds it."),
    ]
}
