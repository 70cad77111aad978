import Alerts
import Claims

/// The configuration, validated: what the rest of the program may rely on.
public struct Settings: Sendable, Equatable {
    /// The folders to watch, as written.
    public var folders: [String] = []
    /// Where the state lives; nil for the default of the command.
    public var state: String?
    /// Actors, topics and numbers as configured; a section that is left out is nil and means the built-in one.
    public var actors: [Watchlist.Actor]?
    public var topics: [Watchlist.Topic]?
    public var numbers: [Watchlist.Measure]?
    /// Without rules, every configured actor and topic alerts on a shift.
    public var rules: [AlertRule] = []
    public var sinks: [SinkSettings] = []
    /// Larger files are refused; bytes.
    public var articleLimit: Int = 16 * 1024 * 1024
    /// What files do that lay in a folder long before it was first watched.
    public var backfill = Backfill.quiet
    /// What becomes of symbolic links in the folders.
    public var links = Links.refuse
    /// How old such a file must be, days.
    public var historyDays: Int = 7
    /// How often the folders are walked through for what no event told, seconds.
    public var rescanInterval: Int = 300

    public init() {}

    /// The rules in force.
    public var effectiveRules: [AlertRule] {
        rules.isEmpty ? [.standard(send: sinks.map(\.name))] : rules
    }

    /// The watch list in force: what is configured, and the built-in section where one is left out.
    public func watchlist(builtIn: Watchlist) -> Watchlist {
        if actors == nil, topics == nil, numbers == nil { return builtIn }
        return Watchlist(
            actors: actors ?? builtIn.actors, topics: topics ?? builtIn.topics, numbers: numbers ?? [])
    }
}

/// What old files do that a folder holds when it is first watched.
public enum Backfill: String, Sendable, CaseIterable {
    /// They build positions, and nobody is told.
    case quiet
    /// They alert like all others.
    case alert
}

/// What becomes of symbolic links in the folders.
public enum Links: String, Sendable, CaseIterable {
    case refuse
    /// A link to a file beneath its folder is read; others never are.
    case follow
}
