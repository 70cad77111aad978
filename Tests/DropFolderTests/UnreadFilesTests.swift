import DropFolder
import Foundation
import TestSupport
import Testing

/// What was reported and could not be read is reported again.
@Suite("Files that could not be read", .timeLimit(.minutes(5)))
struct UnreadFilesTests {
    let manager = FileManager.default

    @Test("A file that went before it was read, and came back as it was", arguments: bothWays)
    func wentAndCame(polls: Bool) async throws {
        let outside = try TemporaryDirectory()
        let folder = try WatchedFolder(polls: polls)
        try folder.directory.write("text", to: "d/a.txt")
        try await folder.until { $0.names == ["d/a.txt"] }
        // The whole folder goes: the file itself bears no trace of it.
        try manager.moveItem(atPath: "\(folder.directory.path)/d", toPath: "\(outside.path)/d")
        #expect(throws: FileReadProblem.vanished) { try FileReader.read(folder.files[0], limit: 10) }
        folder.watcher.reportAgain(folder.files[0], after: .vanished)
        try manager.moveItem(atPath: "\(outside.path)/d", toPath: "\(folder.directory.path)/d")
        try await folder.until { $0.files.count == 2 }
        #expect(folder.names == ["d/a.txt", "d/a.txt"])
    }

    @Test("It was back before we said that it was gone", arguments: bothWays)
    func wasBack(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        try folder.directory.write("text", to: "a.txt")
        try await folder.until { $0.names == ["a.txt"] }
        folder.watcher.reportAgain(folder.files[0], after: .vanished)
        try await folder.until { $0.files.count == 2 }
        #expect(folder.names == ["a.txt", "a.txt"])
    }

    @Test("A failing disk is asked again at intervals, not all the time", arguments: bothWays)
    func failing(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls, change: { $0.rescanInterval = .milliseconds(600) })
        try folder.directory.write("text", to: "a.txt")
        try await folder.until { $0.names == ["a.txt"] }
        let begin = ContinuousClock.now
        folder.watcher.reportAgain(
            folder.files[0], after: .failed(FolderProblem(.read, folder.files[0].path, errno: EIO)))
        try await folder.until { $0.files.count == 2 }
        #expect(folder.names == ["a.txt", "a.txt"])
        // Sooner only where the interval had begun before.
        #expect(ContinuousClock.now - begin < .seconds(30))
    }

    @Test(
        "Closed to us, and opened: the file, the folder it lies in, the right to look into it",
        .enabled(if: geteuid() == 0),
        arguments: bothWays, ["file", "owner", "folder", "search"])
    func closed(polls: Bool, what: String) async throws {
        let user: UInt32 = 65_534
        let folder = try WatchedFolder(
            polls: polls,
            prepare: { directory in
                chmod(directory.path, 0o755)
                let file = try directory.write("text", to: "d/a.txt")
                switch what {
                case "file", "owner": chmod(file, 0o600)
                case "folder": chmod("\(directory.path)/d", 0o700)
                default: chmod("\(directory.path)/d", 0o744)
                }
            }, change: { $0.rescanInterval = .milliseconds(500) }, asUser: user)
        let path = "\(folder.directory.path)/d"
        let isFile = what == "file" || what == "owner"
        if isFile {
            try await folder.until { $0.names == ["d/a.txt"] }
            let file = folder.files[0]
            withFileRights(of: user) {
                _ = #expect(throws: FileReadProblem.self) { try FileReader.read(file, limit: 10) }
            }
        } else {
            try await folder.until { !$0.ignored(what == "folder" ? "d" : "d/a.txt").isEmpty }
            #expect(folder.names == [])
        }
        switch what {
        case "file": chmod("\(path)/a.txt", 0o644)
        case "owner": chown("\(path)/a.txt", user, user)
        default: chmod(path, 0o755)
        }
        try await folder.until { $0.files.count == (isFile ? 2 : 1) }
        let file = folder.files[folder.files.count - 1]
        let bytes = try withFileRights(of: user) { try FileReader.read(file, limit: 10).bytes }
        #expect(bytes == Array("text".utf8))
    }

    @Test(
        "What came while the folder itself was closed to us is found when it is opened", .enabled(if: geteuid() == 0),
        arguments: bothWays)
    func closedRoot(polls: Bool) async throws {
        let folder = try WatchedFolder(
            polls: polls, prepare: { chmod($0.path, 0o755) }, asUser: 65_534)
        try await folder.ready()
        chmod(folder.directory.path, 0o700)
        try folder.directory.write("text", to: "a.txt")
        chmod(folder.directory.path, 0o755)
        try await folder.until { $0.names == ["a.txt"] }
        // Long enough closed to be noticed.
        chmod(folder.directory.path, 0o700)
        try await folder.until { $0.events.contains { if case .degraded = $0 { true } else { false } } }
        try folder.directory.write("text", to: "b.txt")
        chmod(folder.directory.path, 0o755)
        try await folder.until { $0.names == ["a.txt", "b.txt"] }
    }

    @Test("Nothing is opened that is no article: no pipe, no file over the limit", arguments: bothWays)
    func neverOpened(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls, change: { $0.sizeLimit = 10 })
        let (pipe, large) = ("\(folder.directory.path)/pipe.txt", "\(folder.directory.path)/large.txt")
        mkfifo(pipe, 0o644)
        try folder.directory.write("more than ten bytes", to: "large.txt")
        let witness = inotify_init1(Int32(IN_NONBLOCK))
        defer { close(witness) }
        for path in [pipe, large] { inotify_add_watch(witness, path, UInt32(IN_OPEN) | UInt32(IN_ACCESS)) }
        try await folder.until { !$0.ignored("pipe.txt").isEmpty && !$0.ignored("large.txt").isEmpty }
        for name in ["pipe.txt", "large.txt"] {
            let file = DroppedFile(
                root: RawPath(folder.directory.path), relative: RawPath(name),
                stamp: FileStamp(size: 1, modifiedSeconds: 0))
            #expect(throws: FileReadProblem.self) { try FileReader.read(file, limit: 10) }
        }
        var events = [UInt8](repeating: 0, count: 4_096)
        #expect(read(witness, &events, events.count) == -1, "something was opened")
        // The witness sees what is opened.
        close(open(large, O_RDONLY))
        #expect(read(witness, &events, events.count) > 0)
    }
}
