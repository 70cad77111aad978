import Glibc

/// What becomes of a file that was noticed.
extension WatchLoop {
    func consider(_ place: Place, _ name: [UInt8], _ sight: Sight) {
        if let reason = rules.reasonToIgnore(file: name) {
            meet(place, reason)
        } else if let facts = roots[place.root].handle?.facts(place.relative) {
            consider(place, facts, sight)
        } else {
            pending[place] = nil
            if roots[place.root].handle?.problem(place.relative) != nil { roots[place.root].hasMissed = true }
        }
    }

    func consider(_ place: Place, _ facts: stat, _ sight: Sight) {
        if facts.st_mode & S_IFMT == S_IFDIR { return }
        // What is too large may still grow, and is said to be so when it is done.
        guard facts.st_mode & S_IFMT == S_IFREG else { return emit(place, facts, inLook: false) }
        let now = WatchClock.monotonic()
        let age = WatchClock.real() - FileStamp(facts).changed
        if roots[place.root].knows(place.relative, FileState(facts)) {
            pending[place] = nil
            // A second write within one tick of the clock, or through mapped memory, leaves the state as it was.
            let isWritten = sight == .modified || sight == .complete
            if doubts || isWritten && age < Self.tick { doubt(place, facts, age) }
            return
        }
        let modified = Int64(facts.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(facts.st_mtim.tv_nsec)
        let settle = options.settle.nanoseconds
        switch sight {
        case .complete:
            emit(place, facts, inLook: false)
        case .met:
            if pending[place] != nil { return }
            // By another machine's clock nothing can be told: there it must be seen to keep still. Nor where the clock
            // was put back.
            if age < settle || roots[place.root].isPolled && roots[place.root].hasLooked {
                // All of a look at one time, so that they are reported in their order.
                let due = (lookBegan ?? now) + settle
                pending[place] = PendingFile(stamp: FileStamp(facts), due: due, firstSeen: now)
            } else {
                emit(place, facts, inLook: true)
            }
        case .modified:
            if pending[place] != nil { return }
            let due = now + options.settleOpen.nanoseconds
            pending[place] = PendingFile(stamp: FileStamp(facts), due: due, firstSeen: now)
        case .created:
            // A link to a file that was finished before; else the writer has just begun.
            let isWhole = facts.st_nlink > 1 || roots[place.root].handle?.isLink(place.relative) == true
            if isWhole, WatchClock.real() - modified > settle {
                emit(place, facts, inLook: false)
            } else {
                let wait = isWhole ? settle : options.settleOpen.nanoseconds
                pending[place] = PendingFile(stamp: FileStamp(facts), due: now + wait, firstSeen: now)
            }
        }
    }

    /// A pending file's time has come: it is reported if it kept still, or has been waited for long enough.
    func settle(_ place: Place, _ file: PendingFile, _ now: Int64) {
        guard let facts = roots[place.root].handle?.facts(place.relative), facts.st_mode & S_IFMT == S_IFREG else {
            pending[place] = nil
            return consider(place, place.relative.name, .complete)
        }
        let isStill = FileStamp(facts) == file.stamp
        if isStill || now - file.firstSeen >= options.longestWait.nanoseconds {
            emit(place, facts, inLook: true)
        } else {
            pending[place]?.stamp = FileStamp(facts)
            pending[place]?.due = now + options.settleOpen.nanoseconds
        }
    }

    func emit(_ place: Place, _ facts: stat, inLook: Bool) {
        pending[place] = nil
        if let reason = TreeWalk.reasonToIgnore(facts, limit: options.sizeLimit) {
            return ignore(place, reason, state: FileState(facts))
        }
        guard roots[place.root].note(place.relative, FileState(facts)) else { return }
        let file = dropped(place, facts)
        if inLook || heldUntil != nil {
            find(file)
        } else {
            report()
            push(.file(file))
        }
    }

    /// Reports what a look found, the oldest first.
    func report() {
        if let heldUntil, heldUntil > WatchClock.monotonic() { return }
        heldUntil = nil
        defer {
            for root in begun { push(.looked(root: roots[root].path)) }
            begun = []
        }
        guard !found.isEmpty || hasFound else { return }
        hasFound = false
        push(.found(takeFound()))
    }

    /// What a look finds is handed on in parts: it may be all of a million files.
    private func find(_ file: DroppedFile) {
        found.append(file)
        guard found.count >= Self.part else { return }
        hasFound = true
        push(.finding(takeFound()))
    }

    private static let part = 1_000

    private func takeFound() -> [DroppedFile] {
        defer { found = [] }
        return found.sorted { a, b in
            let times = (a.stamp.modifiedSeconds, a.stamp.modifiedNanoseconds)
            let others = (b.stamp.modifiedSeconds, b.stamp.modifiedNanoseconds)
            return times != others ? times < others : a.path < b.path
        }
    }

    /// More than a tick of any kernel's clock, by which file systems date what is written.
    private static let tick: Int64 = 2_000_000_000

    /// A file that is known is read again where it changed lately.
    /// - Parameter age: nanoseconds since its last change.
    private func doubt(_ place: Place, _ facts: stat, _ age: Int64) {
        guard age < options.doubtAge.nanoseconds, facts.st_size <= options.sizeLimit else { return }
        var file = dropped(place, facts)
        file.isDoubtful = true
        find(file)
    }

    /// What was reported could not be read: it is to be reported again. Where it was gone or was being written it may
    /// stand there by now, and nothing more would be said of it.
    func lookAgain(_ file: UnreadFile) {
        guard let root = roots.firstIndex(where: { $0.path == file.root }) else { return }
        guard file.atOnce else { return roots[root].noteUnread(file.relative) }
        roots[root].forget(file.relative)
        guard roots[root].handle != nil else { return }
        consider(Place(root: root, relative: file.relative), file.relative.name, .modified)
    }

    private func dropped(_ place: Place, _ facts: stat) -> DroppedFile {
        var file = DroppedFile(root: roots[place.root].path, relative: place.relative, stamp: FileStamp(facts))
        file.followsLinks = options.followsLinks
        return file
    }

    /// A name that is passed over, or somebody's cookie.
    func meet(_ place: Place, _ reason: IgnoreReason) {
        if reason == .hiddenName, SyncCookie.isCookie(place.relative.name) {
            cookies.meet(place)
        } else {
            ignore(place, reason, state: reason)
        }
    }

    /// Reports the cookies before which everything has been reported.
    func answerCookies() {
        guard cookies.isWaiting || cookies.hasOpen else { return }
        // Where we look at intervals, what came before the cookie may lie where the look had already been.
        for root in roots.indices where roots[root].isPolled && cookies.isNew({ $0.root == root }) { lookThrough(root) }
        cookies.settle(waitingFor: pending.keys)
        guard heldUntil == nil else { return }
        report()
        for place in cookies.take(pending: pending.keys) {
            push(.cookie(roots[place.root].path.appending(place.relative)))
        }
    }

    func ignore(_ place: Place, _ reason: IgnoreReason, state: some Hashable) {
        guard roots[place.root].note(place.relative, state) else { return }
        tell(.ignored(path: roots[place.root].path.appending(place.relative), reason))
    }

    func tell(_ event: FolderEvent) { push(.event(event)) }

    func push(_ signal: FolderSignal) {
        if !isStopped, !output.push(signal) { isStopped = true }
    }
}

/// The state that decides whether a file is news: its stamp, and who may read it (a file that becomes readable is).
struct FileState: Hashable {
    var stamp: FileStamp
    var mode: UInt32

    init(_ facts: stat) {
        stamp = FileStamp(facts)
        mode = UInt32(facts.st_mode)
    }
}
