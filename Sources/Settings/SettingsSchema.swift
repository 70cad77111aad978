import Alerts
import Claims

/// Every key of a configuration.
public enum SettingsSchema {
    public static let keys: [SettingsKey] = [
        SettingsKey(
            "folders", .list(of: .text, orOne: true),
            "Folders to watch, with all folders below them."),
        SettingsKey(
            "state", .text,
            "Where articles, positions, alerts and undelivered messages are kept; left out, $STATE_DIRECTORY, else "
                + "~/.local/state/claimwatch."),
        SettingsKey(
            "actors", .table(of: .either([names, .empty, .mapping(actor)])),
            "Whom to follow: a name, and other names for it. Left out: the built-in ones."),
        SettingsKey(
            "topics", .table(of: .either([names, .empty, .mapping(topic)])),
            "On what: a name, and the words that mean it. Left out: the built-in ones."),
        SettingsKey(
            "numbers", .table(of: .mapping(number)),
            "Measures: the words for the measure, and what it must be about."),
        SettingsKey(
            "rules", .list(of: .mapping(rule)),
            "Which changes to hear of; the first rule that asks for a change has it. Left out: every shift alerts."),
        SettingsKey(
            "mute_times", .table(of: .mapping(muteTime)),
            "Times in which the alerts of rules that name them wait, by the clock of this machine."),
        SettingsKey(
            "sinks", .table(of: .either([.mapping(webhook), .mapping(exec), .mapping(file)])),
            "Where alerts go besides the journal: webhooks, commands, files."),
        SettingsKey(
            "backfill", .choice(Backfill.allCases.map(\.rawValue)), standard: "quiet",
            "What old files do that a folder holds when it is first watched: build positions quietly, or alert too."),
        SettingsKey(
            "links", .choice(Links.allCases.map(\.rawValue)), standard: "refuse",
            "Symbolic links in the folders: refuse them, or read those that lead to a file beneath the same folder."),
        SettingsKey("limits", .mapping(limits), "Bounds on what is read, and how often."),
    ]

    static let names = SettingsShape.list(of: .text, orOne: true)

    static let actor: [SettingsKey] = [
        SettingsKey("names", names, "Other names for it."),
        SettingsKey("aliases", names, "The same as `names`."),
        SettingsKey("weak", names, "Names that count only where the actor is named more fully in the same article."),
        SettingsKey("members", names, "Who belongs to it: what they say and do is the actor's."),
        SettingsKey("kind", .choice(Watchlist.Actor.Kind.allCases.map(\.rawValue)), "What it is."),
    ]

    static let topic: [SettingsKey] = [
        SettingsKey("terms", names, "Words and terms that mean it."),
        SettingsKey("for", names, "Words for it happening: who does or wants that is for the topic."),
        SettingsKey("against", names, "Words for its opposite: who does or wants that is against the topic."),
    ]

    static let number: [SettingsKey] = [
        SettingsKey("terms", names, isRequired: true, "Words for the measure."),
        SettingsKey("of", names, "What it must be about."),
    ]

    static let rule: [SettingsKey] = [
        SettingsKey("name", .text, isRequired: true, "By which its alerts are known."),
        SettingsKey("actors", names, standard: "any", "Names from `actors`, or `any`."),
        SettingsKey("topics", names, standard: "any", "Names from `topics` or `numbers`, or `any`."),
        SettingsKey(
            "when", .list(of: .pattern(trigger, of: RuleTrigger.named.map(\.name)), orOne: true), standard: "[shift]",
            "The changes that it asks for: a name, `changes by 10%`, `changes by 5`, `crosses 1000`, `reaches imposed`, "
                + "`quiet for 14 days`."
        ),
        SettingsKey("if", .mapping(conditions), "What must hold besides."),
        SettingsKey(
            "raise", .list(of: .mapping(raise)), "Severities of their own where more holds; the first that fits."),
        SettingsKey(
            "severity", .choice(Severity.allCases.map(\.rawValue)), standard: "warning", "The priority in the journal."),
        SettingsKey("send", names, standard: "[]", "Sinks besides the journal."),
        SettingsKey(
            "hold_minutes", .integer(0...1_440), standard: "0",
            "How long an alert waits for what confirms or retracts it."),
        SettingsKey(
            "sources", .integer(1...10), standard: "1",
            "How many independent sources must say so before it is sent; within 14 days, or it is kept quiet."),
        SettingsKey("once_hours", .integer(1...8_760), "For how long the same change is not told again."),
        SettingsKey(
            "repeat_hours", .integer(1...720),
            "After how long it is sent again to the sinks of `send`, up to 7 times, until `claimwatch ack`."),
        SettingsKey(
            "group", .choice(["none", "article"]), standard: "none",
            "Whether the alerts of one article about one actor are one message at the sinks of `send`."),
        SettingsKey("mute", names, standard: "[]", "Names from `mute_times`."),
    ]

    /// Changes that carry a figure or a status.
    static let trigger =
        "quiet for [0-9]+ days?|changes by [0-9]+(\\.[0-9]+)?%?|crosses -?[0-9]+(\\.[0-9]+)?|reaches ("
        + ActionStatus.allCases.map(\.rawValue).joined(separator: "|") + ")"

    static let conditions: [SettingsKey] = [
        SettingsKey(
            "certainty", choices(["asserted", "hedged", "conditional", "denied"]), "How certain the new word is."),
        SettingsKey(
            "directness", choices(RuleConditions.Directness.allCases.map(\.rawValue)),
            "Whose word it is: the actor's own, that of a named third party, or of nobody with a name."),
        SettingsKey("said_by", names, "Somebody whom the article names as its source, or the actor itself."),
        SettingsKey("publishers", names, "Whose article it is."),
        SettingsKey("from", levels, "What was held: levels from -2 (rejects) to 2 (accepts)."),
        SettingsKey("to", levels, "What is held now."),
    ]

    static let muteTime: [SettingsKey] = [
        SettingsKey("from", timeOfDay, "When it begins; left out, at midnight."),
        SettingsKey("to", timeOfDay, "When it ends, on the next day where that is not later; left out, at midnight."),
        SettingsKey("days", choices(MuteTime.dayNames), "The days on which it begins; left out, every day."),
    ]

    private static let timeOfDay = SettingsShape.pattern("([01]?[0-9]|2[0-3]):[0-5][0-9]", of: ["00:00"])

    static let raise: [SettingsKey] = [
        SettingsKey(
            "severity", .choice(Severity.allCases.map(\.rawValue)), isRequired: true, "The severity where this holds."),
        SettingsKey("if", .mapping(conditions), "What must hold; this, `sources` or both are given."),
        SettingsKey(
            "sources", .integer(2...10), "How many independent sources must say so, by the time it is sent."),
    ]

    private static let levels = SettingsShape.list(of: .integer(-2...2), orOne: true)

    private static func choices(_ words: [String]) -> SettingsShape { .list(of: .choice(words), orOne: true) }

    static let limits: [SettingsKey] = [
        SettingsKey(
            "article_bytes", .integer(1_024...1_073_741_824), standard: "16777216",
            "Larger files are refused without being read."),
        SettingsKey(
            "rescan_seconds", .integer(1...86_400), standard: "300",
            "How often the folders are walked through for what no event told of."),
        SettingsKey(
            "backfill_days", .integer(1...36_500), standard: "7",
            "How long ago a file must have been changed last to be an old one, by its own time."),
    ]
}
