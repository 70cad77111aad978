import Glibc

/// The watching itself: waits for the kernel, keeps the watches, and decides what is reported. Lives on one thread.
final class WatchLoop {
    private let options: FolderWatcher.Options
    private let output: SignalQueue
    private let wake: WakeSignal
    private let pulse: WatchPulse
    private let rules = NameRules()
    private var inotify: InotifyQueue?
    private var inotifyProblem: FolderProblem?
    private var roots: [WatchedRoot]
    /// Where each watch stands.
    private var watches: [Int32: Place] = [:]
    private var pending: [Place: PendingFile] = [:]
    /// What a look found, until it is reported as one.
    private var found: [DroppedFile] = []
    private var isStopped = false
    /// When the look that is under way began; monotonic nanoseconds.
    private var lookBegan: Int64?

    private struct Place: Hashable {
        var root: Int
        var relative: RawPath
    }

    /// How a file came to our notice.
    private enum Sight {
        /// Closed after writing, or moved in: complete.
        case complete
        /// Created or linked, with nothing said of its end.
        case created
        /// Met in a look, or its attributes changed.
        case met
    }

    init(_ options: FolderWatcher.Options, _ output: SignalQueue, _ wake: WakeSignal, _ pulse: WatchPulse) {
        (self.options, self.output, self.wake, self.pulse) = (options, output, wake, pulse)
        roots = options.roots.map { WatchedRoot(path: $0) }
    }

    func run() {
        if !options.alwaysPolls {
            do {
                inotify = try InotifyQueue()
            } catch {
                inotifyProblem = error
            }
        }
        for root in roots.indices { attach(root) }
        report()
        while !isStopped, !output.isOver {
            waitForEvents()
            pulse.beat()
            handleTimers()
            report()
        }
        output.close()
    }

    private func waitForEvents() {
        var descriptors = [pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)]
        if let inotify { descriptors.append(pollfd(fd: inotify.descriptor, events: Int16(POLLIN), revents: 0)) }
        let ready = poll(&descriptors, nfds_t(descriptors.count), timeout())
        guard ready > 0 else { return }
        if descriptors[0].revents != 0 {
            let message = wake.take()
            if message.stop { isStopped = true }
            if message.rescan { for root in roots.indices { rescan(root, .requested) } }
        }
        guard !isStopped, descriptors.count > 1, descriptors[1].revents != 0, let inotify else { return }
        for event in inotify.read() where !isStopped { handle(event) }
    }

    /// Milliseconds until the next thing to do by time.
    private func timeout() -> Int32 {
        var next = Int64.max / 2
        for file in pending.values { next = min(next, file.due) }
        for root in roots { next = min(next, root.handle == nil ? root.nextLook : min(root.nextLook, root.nextCheck)) }
        // A turn now and then whatever happens, as a sign of life.
        let wait = min((next - WatchClock.monotonic() + 999_999) / 1_000_000, 10_000)
        return Int32(clamping: max(0, wait))
    }

    // MARK: Events

    private func handle(_ event: InotifyEvent) {
        if event.isOverflow {
            for root in roots.indices where roots[root].handle != nil { rescan(root, .overflow) }
            return
        }
        guard let folder = watches[event.watch] else { return }
        if event.has(Int32(IN_IGNORED)) {
            watches[event.watch] = nil
            if folder.relative.bytes.isEmpty { lose(folder.root) }
            return
        }
        guard !event.name.isEmpty else {
            let isGone = [IN_DELETE_SELF, IN_MOVE_SELF, IN_UNMOUNT].contains { event.has(Int32($0)) }
            if isGone, folder.relative.bytes.isEmpty { lose(folder.root) }
            return
        }
        let place = Place(root: folder.root, relative: folder.relative.appending(RawPath(bytes: event.name)))
        if event.isFolder {
            if event.has(Int32(IN_MOVED_FROM)) {
                removeWatches(place)
            } else if let reason = rules.reasonToIgnore(folder: event.name) {
                ignore(place, reason, state: reason)
            } else {
                look(place)
            }
        } else if event.has(Int32(IN_CLOSE_WRITE)) || event.has(Int32(IN_MOVED_TO)) {
            consider(place, event.name, .complete)
        } else if event.has(Int32(IN_CREATE)) {
            consider(place, event.name, .created)
        } else if event.has(Int32(IN_ATTRIB)) {
            consider(place, event.name, .met)
        }
    }

    private func handleTimers() {
        let now = WatchClock.monotonic()
        for (place, file) in pending where file.due <= now { settle(place, file, now) }
        for root in roots.indices where !isStopped {
            if roots[root].handle == nil {
                if roots[root].nextLook <= now { attach(root) }
                continue
            }
            if roots[root].nextCheck <= now {
                roots[root].nextCheck = now + options.pollInterval.nanoseconds
                if roots[root].handle?.isCurrent == false {
                    lose(root)
                    attach(root)
                    continue
                }
            }
            if roots[root].nextLook <= now {
                // The polling path looks all the time, and says nothing of it.
                if roots[root].isPolled { lookThrough(root) } else { rescan(root, .periodic) }
            }
        }
    }

    // MARK: Roots

    private func attach(_ root: Int) {
        let now = WatchClock.monotonic()
        roots[root].nextLook = now + options.pollInterval.nanoseconds
        let handle: FolderHandle
        do {
            handle = try FolderHandle(root: roots[root].path)
            // That it opens does not say that it may be read.
            close(try handle.open(RawPath(bytes: []), flags: O_RDONLY | O_DIRECTORY, for: .list))
        } catch {
            degrade(root, error)
            return
        }
        roots[root].handle = handle
        roots[root].isPolled = options.alwaysPolls || inotify == nil || handle.isRemote
        roots[root].nextCheck = now + options.pollInterval.nanoseconds
        if roots[root].problem != nil {
            roots[root].problem = nil
            tell(.back(root: roots[root].path))
        }
        if roots[root].isPolled {
            let problem = inotify == nil && !options.alwaysPolls ? inotifyProblem : .remote(roots[root].path)
            if let problem { tell(.polling(root: roots[root].path, problem)) }
        }
        lookThrough(root)
        guard roots[root].handle != nil, !roots[root].isPolled else { return }
        tell(.watching(root: roots[root].path, folders: watches.values.count { $0.root == root }))
    }

    private func degrade(_ root: Int, _ problem: FolderProblem) {
        roots[root].handle = nil
        roots[root].nextLook = WatchClock.monotonic() + options.pollInterval.nanoseconds
        guard roots[root].problem != problem else { return }
        roots[root].problem = problem
        tell(.degraded(root: roots[root].path, problem))
    }

    /// The root is gone from its path: what is watched of it is let go, and the path looked at anew.
    private func lose(_ root: Int) {
        guard roots[root].handle != nil else { return }
        removeWatches(Place(root: root, relative: RawPath(bytes: [])))
        degrade(root, FolderProblem(.open, roots[root].path, errno: ENOENT))
        // It may have been replaced at once.
        roots[root].nextLook = WatchClock.monotonic()
    }

    private func rescan(_ root: Int, _ reason: RescanReason) {
        guard roots[root].handle != nil else { return }
        tell(.rescan(root: roots[root].path, reason))
        lookThrough(root)
    }

    private func lookThrough(_ root: Int) {
        let interval = roots[root].isPolled ? options.pollInterval : options.rescanInterval
        roots[root].beginLook()
        look(Place(root: root, relative: RawPath(bytes: [])))
        if roots[root].handle != nil { roots[root].endLook() }
        roots[root].nextLook = WatchClock.monotonic() + interval.nanoseconds
    }

    // MARK: Looking

    /// Watches a folder and all below it, and considers what they hold: first the watch, then the look, so that what
    /// comes between is seen twice and not missed.
    private func look(_ start: Place) {
        guard let handle = roots[start.root].handle else { return }
        if lookBegan == nil { lookBegan = WatchClock.monotonic() }
        defer { lookBegan = nil }
        TreeWalk(handle: handle, rules: rules).walk(from: start.relative) { step in
            switch step {
            case .folder(let folder):
                pulse.beat()
                watch(Place(root: start.root, relative: folder))
            case .entry(let path, let facts):
                consider(Place(root: start.root, relative: path), facts, .met)
            case .ignored(let path, let reason):
                ignore(Place(root: start.root, relative: path), reason, state: reason)
            case .failed(let problem):
                if start.relative.bytes.isEmpty {
                    removeWatches(start)
                    degrade(start.root, problem)
                } else if problem.errno != ENOENT, problem.errno != ENOTDIR {
                    let reason = IgnoreReason.unreadable(problem)
                    ignore(start, reason, state: reason)
                }
            }
            return !isStopped
        }
    }

    private func watch(_ place: Place) {
        guard let inotify, !roots[place.root].isPolled else { return }
        let path = roots[place.root].path.appending(place.relative)
        do {
            watches[try inotify.add(path, followLink: place.relative.bytes.isEmpty)] = place
        } catch {
            // A folder that cannot be watched because it is gone or closed to us is told of when it is listed.
            guard error.errno == ENOSPC || error.errno == ENOMEM else { return }
            roots[place.root].isPolled = true
            tell(.polling(root: roots[place.root].path, error))
        }
    }

    private func removeWatches(_ place: Place) {
        for (watch, folder) in watches where folder.root == place.root && folder.relative.isWithin(place.relative) {
            watches[watch] = nil
            inotify?.remove(watch)
        }
        for file in pending.keys where file.root == place.root && file.relative.isWithin(place.relative) {
            pending[file] = nil
        }
    }

    // MARK: Files

    private func consider(_ place: Place, _ name: [UInt8], _ sight: Sight) {
        if let reason = rules.reasonToIgnore(file: name) {
            ignore(place, reason, state: reason)
        } else if let facts = roots[place.root].handle?.facts(place.relative) {
            consider(place, facts, sight)
        } else {
            pending[place] = nil
        }
    }

    private func consider(_ place: Place, _ facts: stat, _ sight: Sight) {
        if facts.st_mode & S_IFMT == S_IFDIR { return }
        if let reason = TreeWalk.reasonToIgnore(facts, limit: options.sizeLimit) {
            pending[place] = nil
            ignore(place, reason, state: FileState(facts))
            return
        }
        if roots[place.root].knows(place.relative, FileState(facts)) {
            pending[place] = nil
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
        case .created:
            // A link to a file that was finished before; else the writer has just begun.
            if facts.st_nlink > 1, WatchClock.real() - modified > settle {
                emit(place, facts, inLook: false)
            } else {
                let wait = facts.st_nlink > 1 ? settle : options.settleOpen.nanoseconds
                pending[place] = PendingFile(stamp: FileStamp(facts), due: now + wait, firstSeen: now)
            }
        }
    }

    /// A pending file's time has come: it is reported if it kept still, or has been waited for long enough.
    private func settle(_ place: Place, _ file: PendingFile, _ now: Int64) {
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

    private func emit(_ place: Place, _ facts: stat, inLook: Bool) {
        pending[place] = nil
        guard roots[place.root].note(place.relative, FileState(facts)) else { return }
        let file = DroppedFile(
            root: roots[place.root].path,
            relative: place.relative,
            stamp: FileStamp(facts)
        )
        if inLook {
            found.append(file)
        } else {
            report()
            push(.file(file))
        }
    }

    /// Reports what a look found, the oldest first.
    private func report() {
        guard !found.isEmpty else { return }
        let files = found.sorted { a, b in
            (a.stamp.modifiedSeconds, a.stamp.modifiedNanoseconds, a.path)
                < (b.stamp.modifiedSeconds, b.stamp.modifiedNanoseconds, b.path)
        }
        found = []
        push(.found(files))
    }

    private func ignore(_ place: Place, _ reason: IgnoreReason, state: some Hashable) {
        guard roots[place.root].note(place.relative, state) else { return }
        tell(.ignored(path: roots[place.root].path.appending(place.relative), reason))
    }

    private func tell(_ event: FolderEvent) { push(.event(event)) }

    private func push(_ signal: FolderSignal) {
        if !isStopped, !output.push(signal) { isStopped = true }
    }
}

/// The state that decides whether a file is news: its stamp, and who may read it (a file that becomes readable is).
private struct FileState: Hashable {
    var stamp: FileStamp
    var mode: UInt32

    init(_ facts: stat) {
        stamp = FileStamp(facts)
        mode = UInt32(facts.st_mode)
    }
}
