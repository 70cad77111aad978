/// What can go wrong with the stored state: each says what happened, where, and what to do.
public enum StateStoreError: Error, Equatable, CustomStringConvertible {
    case newerVersion(path: String)
    case damaged(path: String, detail: String)
    case inUse(path: String, pid: Int32?)
    case cannotOpen(path: String, detail: String)
    case missing(path: String)

    public var description: String {
        switch self {
        case .newerVersion(let path):
            return "\(path): this state was written by a newer claimwatch; run that version, or name another state "
                + "directory with --state"
        case .damaged(let path, let detail):
            return "\(path): the state is damaged (\(detail)); stop the daemon and run `claimwatch rebuild`: it "
                + "keeps the damaged file aside and makes the state anew from the folders"
        case .inUse(let path, let pid):
            let holder = pid.map { "process \($0)" } ?? "another process"
            return "\(path): \(holder) is using this state; stop it first, or name another directory with --state"
        case .cannotOpen(let path, let detail):
            return "\(path): the state cannot be opened (\(detail)); check that the directory exists, may be written, "
                + "and has space left"
        case .missing(let path):
            return "\(path): there is no state here yet; start `claimwatch run` first, or name the directory with "
                + "--state"
        }
    }
}
