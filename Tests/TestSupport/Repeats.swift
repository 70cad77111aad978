import Foundation

/// How often tests that draw lots are played: a few times in each run, more by `make crash-test` and `make sequences`.
public enum Repeats {
    /// Kills at random times.
    public static let kills = number("CLAIMWATCH_KILLS") ?? 6
    /// Short random sequences of file operations, each way of watching.
    public static let sequences = number("CLAIMWATCH_SEQUENCES") ?? 1_000
    /// Changes to a configuration.
    public static let configurations = number("CLAIMWATCH_CONFIGURATIONS") ?? 500

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
