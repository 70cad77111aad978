/// What a value of the configuration may be. The reader decides; this says the same for editors (JSON Schema), for
/// `config show` and for the test that holds the two together.
public indirect enum SettingsShape: Sendable {
    /// A word or a text.
    case text
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// One of a few words.
    case choice([String])
    /// One of a few words, or a text that the whole of the regular expression fits.
    case pattern(String, of: [String])
    /// A list of what is given; one alone may stand without its brackets where `orOne`.
    case list(of: SettingsShape, orOne: Bool = false)
    /// Names of the user's own, each with what is given.
    case table(of: SettingsShape)
    /// The keys given and no others.
    case mapping([SettingsKey])
    /// Nothing: the name alone, `Russia:`.
    case empty
    /// The first that fits.
    case either([SettingsShape])
}

/// A key with what it may hold.
public struct SettingsKey: Sendable {
    public var name: String
    public var shape: SettingsShape
    /// What holds where it is left out, as it would be written; nil where nothing does.
    public var standard: String?
    public var isRequired: Bool
    /// One sentence, for whoever writes a configuration.
    public var summary: String

    init(
        _ name: String, _ shape: SettingsShape, standard: String? = nil, isRequired: Bool = false, _ summary: String
    ) {
        (self.name, self.shape, self.standard) = (name, shape, standard)
        (self.isRequired, self.summary) = (isRequired, summary)
    }
}
