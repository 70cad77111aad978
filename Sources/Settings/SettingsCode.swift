/// What kind of error a configuration has: a name that scripts and documentation can rely on.
public enum SettingsCode: String, Sendable, CaseIterable {
    /// The file is too large, empty, or no UTF-8.
    case unreadable
    /// No YAML at all.
    case syntax
    /// YAML, but not of the subset that is taken: anchors, aliases, tags, several documents, tabs.
    case notInSubset = "not-in-subset"
    case unknownKey = "unknown-key"
    case doubledKey = "doubled-key"
    /// What a section or an entry needs is not there.
    case missing
    /// A list where a word should be, a word where a mapping should be, text where a number should be.
    case wrongType = "wrong-type"
    /// The right type, but not one of the values that are taken.
    case wrongValue = "wrong-value"
    /// A name that stands nowhere: a sink, an actor, a topic.
    case undefinedName = "undefined-name"
    /// Two things of the same name.
    case doubledName = "doubled-name"
    /// A rule that no change can ever satisfy.
    case deadRule = "dead-rule"
    /// A word that stands in every article.
    case catchAll = "catch-all"
    /// A secret written into the configuration.
    case openSecret = "open-secret"
}
