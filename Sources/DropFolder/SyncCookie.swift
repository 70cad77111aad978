/// A file that `claimwatch sync` puts into a folder. Its turn comes when all that lay there before has been reported.
public enum SyncCookie {
    /// A hidden name, so that nothing takes the file for an article.
    public static let prefix = ".claimwatch-sync-"

    static func isCookie(_ name: [UInt8]) -> Bool { name.starts(with: prefix.utf8) }
}
