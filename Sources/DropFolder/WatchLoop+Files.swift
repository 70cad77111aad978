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
        }
    }

    func consider(_ place: Place, _ facts: stat, _ sight: Sight) {
        if facts.st_mode & S_IFMT == S_IFDIR { return }
        if let reason = TreeWalk.reasonToIgnore(facts, limit: options.sizeLimit) {
            pending[place] = nil
            ignore(place, reason, state: FileState(facts))
            return
        }
        if roots[place.root].knows(place.relative, FileState(facts)) {
            pending[place] = nil
            if doubts { doubt(place, facts) }
            return
        }
        let now = WatchClock.monotonic()
        // The kernel's time of the last change, which nobody can set.
        let changed = Int64(facts.st_ctim.tv_sec) * 1_000_000_000 + Int64(facts.st_ctim.tv_nsec)
        let modified = Int64(facts.st_mtim.tv_sec) * 1_000_000_000 + Int64(facts.st_mtim.tv_nsec)
        let settle = options.settle.nanoseconds
        switch sight {
        case .complete:
            emit(place, facts, inLook: false)
        case .met:
            if pending[place] != nil { return }
            let age = WatchClock.real() - changed
            if (0..<settle).contains(age) {
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
        guard let facts = roots[place.root].handle?.facts(place.relative),
            TreeWalk.reasonToIgnore(facts, limit: options.sizeLimit) == nil
        else {
            pending[place] = nil
            if let facts = roots[place.root].handle?.facts(place.relative) { consider(place, facts, .complete) }
            return
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
        guard roots[place.root].note(place.relative, FileState(facts)) else { return }
        let file = dropped(place, facts)
        if inLook || heldUntil != nil {
            found.append(file)
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
        guard !found.isEmpty else { return }
        let files = found.sorted { a, b in
            (a.stamp.modifiedSeconds, a.stamp.modifiedNanoseconds, a.path)
                < (b.stamp.modifiedSeconds, b.stamp.modifiedNanoseconds, b.path)
        }
        found = []
        push(.found(files))
    }

    /// A file that is known is read again where it changed lately.
    func doubt(_ place: Place, _ facts: stat) {
        let changed = Int64(facts.st_ctim.tv_sec) * 1_000_000_000 + Int64(facts.st_ctim.tv_nsec)
        guard WatchClock.real() - changed < options.doubtAge.nanoseconds else { return }
        var file = dropped(place, facts)
        file.isDoubtful = true
        found.append(file)
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
