import Glibc

/// One root as the watching thread keeps it.
struct WatchedRoot {
    let path: RawPath
    /// nil while the root is missing or unreadable.
    var handle: FolderHandle?
    /// Watches are not to be had: the root is looked through at the poll interval.
    var isPolled = false
    /// It has been looked through since it was taken up.
    var hasLooked = false
    /// Something is in it that could not be looked at, or not be read.
    var hasMissed = false
    /// Why it is degraded; told once for each reason.
    var problem: FolderProblem?
    /// When to look through it next, or, while it is away, for it; monotonic nanoseconds.
    var nextLook: Int64 = 0
    /// When to see next whether the path still names the folder that is watched.
    var nextCheck: Int64 = 0
    /// When to look next at a root that is polled for what changed without a sign.
    var nextDoubt: Int64 = 0

    /// What was reported of each path, so that it is not reported again: hash of the path to hash of the state. Sixteen
    /// bytes a file, whatever its name. The lowest bit of the state tells by which of two looks it was met.
    private var reported: [UInt64: UInt64] = [:]
    private var look: UInt64 = 0
    /// What was reported and could not be read, by the hash of its path.
    private var unread: Set<UInt64> = []

    init(path: RawPath) { self.path = path }

    /// Notes the state of a path.
    /// - Returns: false where it was noted before.
    mutating func note(_ relative: RawPath, _ state: some Hashable) -> Bool {
        let value = Self.hash(state) & ~1 | look
        let old = reported.updateValue(value, forKey: Self.hash(relative))
        return old.map { $0 & ~1 } != value & ~1
    }

    /// The state of a path has been noted and is the same. Marks it as seen in this look.
    mutating func knows(_ relative: RawPath, _ state: some Hashable) -> Bool {
        let (key, value) = (Self.hash(relative), Self.hash(state) & ~1 | look)
        guard let old = reported[key], old & ~1 == value & ~1 else { return false }
        if old != value { reported[key] = value }
        return true
    }

    /// Forgets the state of a path: whatever stands there is news.
    mutating func forget(_ relative: RawPath) { reported[Self.hash(relative)] = nil }

    mutating func noteUnread(_ relative: RawPath) {
        unread.insert(Self.hash(relative))
        hasMissed = true
    }

    /// Forgets what could not be read, so that it is tried again: not in every look of a folder that is looked at all
    /// the time, but where something was done to folders, and at intervals.
    mutating func forgetUnread() {
        for key in unread { reported[key] = nil }
        unread = []
        hasMissed = false
    }

    mutating func beginLook() { look ^= 1 }

    /// Forgets what the look did not meet: it is gone, and news if it returns.
    mutating func endLook() {
        let gone = reported.filter { $0.value & 1 != look }
        for key in gone.keys { reported[key] = nil }
    }

    private static func hash(_ value: some Hashable) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(value)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}

/// A file that has to keep still before it is reported.
struct PendingFile {
    var stamp: FileStamp
    /// Monotonic nanoseconds.
    var due: Int64
    var firstSeen: Int64
}

/// The clocks of the watching thread.
enum WatchClock {
    /// Nanoseconds that only go up.
    static func monotonic() -> Int64 { now(CLOCK_MONOTONIC) }
    /// Nanoseconds since 1970.
    static func real() -> Int64 { now(CLOCK_REALTIME) }

    private static func now(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

extension Duration {
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
