import Glibc

/// A walk through a folder and all below it, folder by folder, without recursion and without following links.
struct TreeWalk {
    let handle: FolderHandle
    let rules: NameRules

    /// What a walk meets.
    enum Step {
        /// A folder, before its entries are listed: the moment to watch it.
        case folder(RawPath)
        /// Anything else with a name that is read.
        case entry(RawPath, stat)
        case ignored(RawPath, IgnoreReason)
        /// The start itself could not be listed.
        case failed(FolderProblem)
    }

    /// - Parameters:
    ///   - start: a folder beneath the handle; empty for the handle's own.
    ///   - visit: called for each step; returns false to end the walk.
    func walk(from start: RawPath, _ visit: (Step) -> Bool) {
        var waiting = [start]
        while let folder = waiting.popLast() {
            guard visit(.folder(folder)) else { return }
            let entries: [FolderHandle.Entry]
            do {
                entries = try handle.entries(folder)
            } catch {
                // Gone since it was seen is no problem, unless it is where we began.
                let isGone = error.errno == ENOENT || error.errno == ENOTDIR
                if folder == start {
                    guard visit(.failed(error)) else { return }
                } else if !isGone {
                    guard visit(.ignored(folder, .unreadable(error))) else { return }
                }
                continue
            }
            for entry in entries {
                let path = folder.appending(RawPath(bytes: entry.name))
                var facts: stat?
                var isFolder = entry.kind == .folder
                if entry.kind == .unknown {
                    facts = handle.facts(path)
                    isFolder = facts.map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
                }
                let reason =
                    isFolder
                    ? rules.reasonToIgnore(folder: entry.name) : rules.reasonToIgnore(file: entry.name)
                if let reason {
                    guard visit(.ignored(path, reason)) else { return }
                } else if isFolder {
                    waiting.append(path)
                } else if let found = facts ?? handle.facts(path) {
                    guard visit(.entry(path, found)) else { return }
                } else if let problem = handle.problem(path) {
                    // Whoever may list a folder may not always look at what is in it.
                    guard visit(.ignored(path, .unreadable(problem))) else { return }
                }
            }
        }
    }

    /// Why a file is passed over, by what the file system says of it; nil for one to be read.
    static func reasonToIgnore(_ facts: stat, limit: Int) -> IgnoreReason? {
        switch facts.st_mode & S_IFMT {
        case S_IFREG: facts.st_size > limit ? .tooLarge(size: Int(facts.st_size), limit: limit) : nil
        case S_IFLNK: .symbolicLink
        default: .notRegular
        }
    }
}
