/// A configuration to begin with: what was asked for, and beside it, commented out, what else there is.
public struct SettingsTemplate: Sendable, Equatable {
    /// A name with the words that stand for it.
    public struct Entry: Sendable, Equatable {
        public var name: String
        public var words: [String]

        public init(name: String, words: [String] = []) { (self.name, self.words) = (name, words) }

        /// Reads `Russia` or `Russia=Kremlin,Moscow`.
        public init(_ text: String) {
            let parts = text.split(separator: "=", maxSplits: 1)
            let words = parts.count > 1 ? parts[1].split(separator: ",").map(Self.trimmed) : []
            self.init(name: Self.trimmed(parts.first ?? ""), words: words.filter { !$0.isEmpty })
        }

        private static func trimmed(_ text: Substring) -> String {
            String(String(text.drop { $0 == " " }.reversed()).drop { $0 == " " }.reversed())
        }
    }

    /// Folders to watch; one or more.
    public var folders: [String]
    /// With none the built-in actors are followed.
    public var actors: [Entry]
    /// With none the built-in topics are followed.
    public var topics: [Entry]
    /// Where alerts are posted to; nil for the journal alone.
    public var webhook: String?

    public init(folders: [String], actors: [Entry] = [], topics: [Entry] = [], webhook: String? = nil) {
        (self.folders, self.actors, self.topics, self.webhook) = (folders, actors, topics, webhook)
    }

    /// A correct configuration.
    public var text: String {
        """
        # The configuration of Claimwatch. `claimwatch check FILE` shows every error of it at once, `claimwatch config show
        # FILE` what it comes to, `claimwatch replay --config FILE FOLDER` what it would have said of old articles.

        # Folders to watch, with all folders below them. Articles are complete when they are closed after writing or moved in.
        folders: \(Self.list(folders))

        # Whom to follow: a name, and other names for it: demonyms, capitals, leaders, offices. Left out, the built-in ones
        # are followed: all countries, international organisations, armed groups.
        \(section("actors", actors, example: "Russia: [Russian, Kremlin, Moscow, Putin]"))

        # On what: a name, and the words that mean it; their forms are found by themselves. Left out, the built-in topics.
        \(section("topics", topics, example: "ceasefire: [ceasefire, cease-fire, truce]"))

        # Measures: the words for the measure, and what it must be about.
        # numbers:
        #   tariff on India: {terms: [tariff, duty], of: [India, Indian]}

        # Which changes to hear of; the first rule that asks for a change has it. Left out, every shift alerts.
        # rules:
        #   - name: every-shift
        #     actors: any
        #     topics: any
        #     when: [shift, contradicted, missed]
        #     severity: warning
        \(sinks)
        """
    }

    private func section(_ name: String, _ entries: [Entry], example: String) -> String {
        guard !entries.isEmpty else { return "# \(name):\n#   \(example)" }
        let lines = entries.map { "  \(EffectiveSettings.quoted($0.name)): \(Self.list($0.words))" }
        return "\(name):\n" + lines.joined(separator: "\n")
    }

    private var sinks: String {
        let head = """

            # Where alerts go besides the journal. The secret is a systemd credential or a file, never written here.

            """
        guard let webhook else {
            return head
                + "# sinks:\n#   desk: {webhook: \"https://alerts.example.org/claimwatch\", secret: {credential: desk}}\n"
        }
        return head
            + "sinks:\n  desk: {webhook: \(EffectiveSettings.quoted(webhook))}   # add secret: {credential: desk}\n"
    }

    private static func list(_ words: [String]) -> String {
        "[" + words.map { EffectiveSettings.quoted($0) }.joined(separator: ", ") + "]"
    }
}
