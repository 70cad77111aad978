import Glibc

/// The watching itself: waits for the kernel, keeps the watches, and decides what is reported. Lives on one thread.
final class WatchLoop {
    let options: FolderWatcher.Options
    let output: SignalQueue
    let wake: WakeSignal
    let pulse: WatchPulse
    let rules = NameRules()
    var inotify: InotifyQueue?
    var inotifyProblem: FolderProblem?
    var roots: [WatchedRoot]
    /// Where each watch stands.
    var watches: [Int32: Place] = [:]
    var pending: [Place: PendingFile] = [:]
    /// What a look found and was not handed on yet.
    var found: [DroppedFile] = []
    /// A part of what the look found has been handed on.
    var hasFound = false
    var isStopped = false
    /// When the look that is under way began; monotonic nanoseconds.
    var lookBegan: Int64?
    /// What was found is held back until then, so that the files of one look that have to keep still first are
    /// reported in their order among the others; monotonic nanoseconds.
    var heldUntil: Int64?
    /// Roots whose first look is not reported yet.
    var begun: [Int] = []
    var cookies = CookieJar<Place>()
    /// The look under way is one at intervals, that doubts what changed lately.
    var doubts = false

    struct Place: Hashable {
        var root: Int
        var relative: RawPath
    }

    /// How a file came to our notice.
    enum Sight {
        /// Closed after writing, or moved in: complete.
        case complete
        /// Created or linked, with nothing said of its end.
        case created
        /// Written to, or cut short by its path: where nothing closes it, nothing else will be said.
        case modified
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
            answerCookies()
            for root in roots { root.handle?.rest() }
        }
        output.close()
    }

    func waitForEvents() {
        var descriptors = [pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)]
        if let inotify { descriptors.append(pollfd(fd: inotify.descriptor, events: Int16(POLLIN), revents: 0)) }
        let ready = poll(&descriptors, nfds_t(descriptors.count), timeout())
        guard ready > 0 else { return }
        if descriptors[0].revents != 0 {
            let message = wake.take()
            if message.stop { isStopped = true }
            if message.rescan { for root in roots.indices { rescan(root, .requested) } }
            for file in wake.takeUnread() { lookAgain(file) }
        }
        guard !isStopped, descriptors.count > 1, descriptors[1].revents != 0, let inotify else { return }
        let events = inotify.read()
        // What becomes of the roots first: what cannot be looked at now is lost with its event, unless all is looked at
        // anew.
        for event in events where event.name.isEmpty && watches[event.watch]?.relative.bytes.isEmpty == true {
            handle(event)
        }
        for root in roots.indices where roots[root].handle?.wake() == false { lose(root, ESTALE) }
        for event in events where !isStopped { handle(event) }
    }

    /// Milliseconds until the next thing to do by time.
    func timeout() -> Int32 {
        var next = Int64.max / 2
        for file in pending.values { next = min(next, file.due) }
        if let heldUntil { next = min(next, heldUntil) }
        if cookies.isWaiting { next = 0 }
        for root in roots { next = min(next, root.handle == nil ? root.nextLook : min(root.nextLook, root.nextCheck)) }
        // A turn now and then whatever happens, as a sign of life.
        let wait = min((next - WatchClock.monotonic() + 999_999) / 1_000_000, 10_000)
        return Int32(clamping: max(0, wait))
    }

    // MARK: Events

    func handle(_ event: InotifyEvent) {
        if event.isOverflow {
            for root in roots.indices where roots[root].handle != nil { rescan(root, .overflow) }
            return
        }
        guard let folder = watches[event.watch] else { return }
        if event.has(Int32(IN_IGNORED)) {
            watches[event.watch] = nil
            if folder.relative.bytes.isEmpty {
                lose(folder.root)
            } else if roots[folder.root].handle?.isFolder(folder.relative) == true {
                // Another folder stands there, or the number was given to another: it is watched anew.
                look(folder)
            }
            return
        }
        guard !event.name.isEmpty else {
            let isUnmounted = event.has(Int32(IN_UNMOUNT))
            let isGone = isUnmounted || event.has(Int32(IN_DELETE_SELF)) || event.has(Int32(IN_MOVE_SELF))
            if isGone, folder.relative.bytes.isEmpty {
                lose(folder.root, isUnmounted ? ENODEV : ENOENT)
            } else if isUnmounted {
                // What it was mounted on shows again.
                removeWatches(folder)
                look(folder)
            } else if event.has(Int32(IN_ATTRIB)), folder.relative.bytes.isEmpty, roots[folder.root].hasMissed {
                // Of other folders the one above tells.
                roots[folder.root].forgetUnread()
                look(folder)
            }
            return
        }
        let place = Place(root: folder.root, relative: folder.relative.appending(RawPath(bytes: event.name)))
        if event.isFolder {
            if event.has(Int32(IN_MOVED_FROM)) {
                removeWatches(place)
            } else if let reason = rules.reasonToIgnore(folder: event.name) {
                ignore(place, reason, state: reason)
            } else {
                roots[place.root].forgetUnread()
                look(place)
            }
        } else if event.has(Int32(IN_CLOSE_WRITE)) || event.has(Int32(IN_MOVED_TO)) {
            consider(place, event.name, .complete)
        } else if event.has(Int32(IN_CREATE)) {
            consider(place, event.name, .created)
        } else if event.has(Int32(IN_MODIFY)) {
            consider(place, event.name, .modified)
        } else if event.has(Int32(IN_ATTRIB)) {
            consider(place, event.name, .met)
        }
    }

    func handleTimers() {
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
                    lose(root, ESTALE)
                    attach(root)
                    continue
                }
                if let problem = roots[root].handle?.listingProblem {
                    removeWatches(Place(root: root, relative: RawPath(bytes: [])))
                    degrade(root, problem)
                    continue
                }
            }
            if roots[root].nextLook <= now {
                guard roots[root].isPolled else {
                    rescan(root, .periodic)
                    continue
                }
                // The polling path looks all the time, and says nothing of it.
                doubts = roots[root].nextDoubt <= now
                if doubts {
                    roots[root].nextDoubt = now + options.rescanInterval.nanoseconds
                    roots[root].forgetUnread()
                }
                lookThrough(root)
                doubts = false
            }
        }
    }

    // MARK: Roots

    func attach(_ root: Int) {
        let now = WatchClock.monotonic()
        roots[root].nextLook = now + options.pollInterval.nanoseconds
        let handle: FolderHandle
        do throws(FolderProblem) {
            handle = try FolderHandle(root: roots[root].path, followsLinks: options.followsLinks)
            // That it opens does not say that it may be read.
            if let problem = handle.listingProblem { throw problem }
        } catch {
            degrade(root, error)
            return
        }
        roots[root].handle = handle
        let isRemote = handle.isRemote(RawPath(bytes: []))
        roots[root].isPolled = options.alwaysPolls || inotify == nil || isRemote
        roots[root].hasLooked = false
        roots[root].nextDoubt = now + options.rescanInterval.nanoseconds
        roots[root].nextCheck = now + options.pollInterval.nanoseconds
        if roots[root].problem != nil {
            roots[root].problem = nil
            tell(.back(root: roots[root].path))
        }
        if roots[root].isPolled {
            let problem = inotify == nil && !options.alwaysPolls ? inotifyProblem : .remote(roots[root].path)
            if let problem { tell(.polling(root: roots[root].path, problem)) }
        }
        lookThrough(root, holds: true)
        if roots[root].handle != nil { begun.append(root) }
        guard roots[root].handle != nil, !roots[root].isPolled else { return }
        tell(.watching(root: roots[root].path, folders: watches.values.count { $0.root == root }))
    }

    func degrade(_ root: Int, _ problem: FolderProblem) {
        roots[root].handle = nil
        roots[root].nextLook = WatchClock.monotonic() + options.pollInterval.nanoseconds
        guard roots[root].problem != problem else { return }
        roots[root].problem = problem
        tell(.degraded(root: roots[root].path, problem))
    }

    /// The root is gone from its path: what is watched of it is let go, and the path looked at anew.
    func lose(_ root: Int, _ code: Int32 = ENOENT) {
        guard roots[root].handle != nil else { return }
        removeWatches(Place(root: root, relative: RawPath(bytes: [])))
        degrade(root, FolderProblem(code == ENOENT ? .open : .watch, roots[root].path, errno: code))
        // It may have been replaced at once.
        roots[root].nextLook = WatchClock.monotonic()
    }

    func rescan(_ root: Int, _ reason: RescanReason) {
        guard roots[root].handle != nil else { return }
        tell(.rescan(root: roots[root].path, reason))
        doubts = reason != .overflow
        roots[root].forgetUnread()
        lookThrough(root, holds: true)
        doubts = false
    }

    func lookThrough(_ root: Int, holds: Bool = false) {
        let waiting = pending.count
        roots[root].beginLook()
        look(Place(root: root, relative: RawPath(bytes: [])))
        if holds, pending.count > waiting, heldUntil == nil {
            // As long as what this look met has to keep still, and no longer: a slow writer holds up nobody.
            heldUntil = WatchClock.monotonic() + options.settle.nanoseconds
        }
        if roots[root].handle != nil { roots[root].endLook() }
        roots[root].hasLooked = true
        // Asked at the end: the look itself may have found that there are no watches left.
        let interval = roots[root].isPolled ? options.pollInterval : options.rescanInterval
        roots[root].nextLook = WatchClock.monotonic() + interval.nanoseconds
    }

    // MARK: Looking

    /// Watches a folder and all below it, and considers what they hold: first the watch, then the look, so that what
    /// comes between is seen twice and not missed.
    func look(_ start: Place) {
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
                meet(Place(root: start.root, relative: path), reason)
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

    func watch(_ place: Place) {
        guard let inotify, !roots[place.root].isPolled else { return }
        let path = roots[place.root].path.appending(place.relative)
        // Another file system may be mounted beneath.
        if !place.relative.bytes.isEmpty, roots[place.root].handle?.isRemote(place.relative) == true {
            return pollInstead(place.root, .remote(path))
        }
        do {
            watches[try inotify.add(path, followLink: place.relative.bytes.isEmpty)] = place
        } catch {
            // A folder that cannot be watched because it is gone or closed to us is told of when it is listed.
            guard error.errno == ENOSPC || error.errno == ENOMEM else { return }
            pollInstead(place.root, error)
        }
    }

    private func pollInstead(_ root: Int, _ problem: FolderProblem) {
        roots[root].isPolled = true
        roots[root].nextLook = WatchClock.monotonic() + options.pollInterval.nanoseconds
        tell(.polling(root: roots[root].path, problem))
    }

    func removeWatches(_ place: Place) {
        for (watch, folder) in watches where folder.root == place.root && folder.relative.isWithin(place.relative) {
            watches[watch] = nil
            inotify?.remove(watch)
        }
        for file in pending.keys where file.root == place.root && file.relative.isWithin(place.relative) {
            pending[file] = nil
        }
    }
}
