import Foundation

/// How often tests that draw lots are played: a few times in each run, more by `make crash-test` and `make sequences`.
public enum Repeats {
    /// Kills at random times.
    public static let kills = number("CLAIMWATCH_KILLS") ?? 6
    /// Short random sequences of file operations, each way of watching.
    public static let sequences = number("CLAIMWATCH_SEQUENCES") ?? 1_000
    /// Changes to a configuration.
    public static let configurations = number("CLAIMWATCH_CONFIGURATIONS") ?? 500

    /// Files that come at once.
    public static let floods = number("CLAIMWATCH_FLOOD") ?? 3_000
    /// Where to begin with the lots, to play a failure again; each test that draws them prints where it began.
    public static let seed = number("CLAIMWATCH_SEED").map { UInt64($0) }

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
