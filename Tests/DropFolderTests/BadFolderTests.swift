import DropFolder
import Foundation
import TestSupport
import Testing

@Suite("Bad files and folders", .timeLimit(.minutes(5)))
struct BadFolderTests {
    let manager = FileManager.default

    /// Degraded events, and returns.
    func changes(_ folder: WatchedFolder) -> [String] {
        folder.events.compactMap { event in
            switch event {
            case .degraded(_, let problem): "degraded \(problem.errno)"
            case .back: "back"
            default: nil
            }
        }
    }

    @Test("A folder that is missing is said so, and taken up when it appears", arguments: bothWays)
    func missing(polls: Bool) async throws {
        let folder = try WatchedFolder("/news", polls: polls)
        try await folder.until { changes($0) == ["degraded \(ENOENT)"] }
        guard case .degraded(_, let problem)? = folder.events.first else {
            Issue.record("not degraded")
            return
        }
        #expect(problem.description.contains("/news"))
        #expect(problem.description.contains("create it"))
        try folder.directory.write("text", to: "news/a.txt")
        try await folder.until { $0.names == ["news/a.txt"] }
        #expect(changes(folder) == ["degraded \(ENOENT)", "back"])
    }

    @Test("A folder that is removed, or replaced by another, is taken up again", arguments: bothWays)
    func replaced(polls: Bool) async throws {
        let folder = try WatchedFolder("/news", polls: polls) { try $0.write("one", to: "news/one.txt") }
        try await folder.until { $0.names == ["news/one.txt"] }
        try manager.removeItem(atPath: "\(folder.directory.path)/news")
        try await folder.until { changes($0).count == 1 }
        try folder.directory.write("two", to: "news/two.txt")
        try await folder.until { $0.names.contains("news/two.txt") }
        // Another folder in its place, at once.
        try folder.directory.write("three", to: "next/three.txt")
        try manager.moveItem(atPath: "\(folder.directory.path)/news", toPath: "\(folder.directory.path)/old")
        try manager.moveItem(atPath: "\(folder.directory.path)/next", toPath: "\(folder.directory.path)/news")
        try await folder.until { $0.names.contains("news/three.txt") }
        try folder.directory.write("four", to: "old/four.txt")
        try folder.directory.write("five", to: "news/five.txt")
        try await folder.until { $0.names.contains("news/five.txt") }
        #expect(!folder.names.contains { $0.hasSuffix("four.txt") })
    }

    @Test("A root that is a file is said so", arguments: bothWays)
    func file(polls: Bool) async throws {
        let folder = try WatchedFolder("/news", polls: polls) { try $0.write("text", to: "news") }
        try await folder.until { changes($0) == ["degraded \(ENOTDIR)"] }
    }

    @Test(
        "A folder that may not be read is said so, and taken up when it may", .enabled(if: geteuid() == 0),
        arguments: bothWays)
    func unreadableFolder(polls: Bool) async throws {
        let folder = try WatchedFolder(
            "/news",
            polls: polls,
            prepare: { directory in
                try directory.write("text", to: "news/a.txt")
                chmod(directory.path, 0o755)
                chmod("\(directory.path)/news", 0o700)
            },
            asUser: 65_534
        )
        try await folder.until { changes($0) == ["degraded \(EACCES)"] }
        chmod("\(folder.directory.path)/news", 0o755)
        try await folder.until { $0.names == ["news/a.txt"] }
    }

    @Test("A file of 1 GB is refused without reading it", arguments: bothWays)
    func large(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        let path = "\(folder.directory.path)/large.txt"
        close(open(path, O_WRONLY | O_CREAT, 0o644))
        truncate(path, 1 << 30)
        try await folder.until { !$0.ignored("large.txt").isEmpty }
        #expect(folder.ignored("large.txt") == [.tooLarge(size: 1 << 30, limit: 8 << 20)])
        let file = DroppedFile(
            root: RawPath(folder.directory.path),
            relative: RawPath("large.txt"),
            stamp: FileStamp(size: 1, modifiedSeconds: 0)
        )
        #expect(throws: FileReadProblem.tooLarge(size: 1 << 30, limit: 100)) { try FileReader.read(file, limit: 100) }
    }

    @Test("A file that vanishes before it is read")
    func vanished() throws {
        let directory = try TemporaryDirectory()
        let file = DroppedFile(
            root: RawPath(directory.path),
            relative: RawPath("gone.txt"),
            stamp: FileStamp(size: 1, modifiedSeconds: 0)
        )
        #expect(throws: FileReadProblem.vanished) { try FileReader.read(file, limit: 100) }
    }

    @Test("Links are not followed, neither to files nor to folders, nor on the way to a file", arguments: bothWays)
    func links(polls: Bool) async throws {
        let outside = try TemporaryDirectory()
        try outside.write("secret", to: "secret.txt")
        let folder = try WatchedFolder(polls: polls)
        let inside = folder.directory.path
        try manager.createSymbolicLink(atPath: "\(inside)/file.txt", withDestinationPath: "\(outside.path)/secret.txt")
        try manager.createSymbolicLink(atPath: "\(inside)/folder", withDestinationPath: outside.path)
        try manager.createSymbolicLink(atPath: "\(inside)/loop", withDestinationPath: inside)
        try await folder.until { folder in
            ["file.txt", "folder", "loop"].allSatisfy { folder.ignored($0) == [.symbolicLink] }
        }
        try await folder.sync()
        #expect(folder.names == ["sync.txt"])
        for path in [
            "file.txt", "folder/secret.txt", "../\(URL(fileURLWithPath: outside.path).lastPathComponent)/secret.txt",
        ] {
            let file = DroppedFile(
                root: RawPath(inside),
                relative: RawPath(path),
                stamp: FileStamp(size: 6, modifiedSeconds: 0)
            )
            #expect(throws: FileReadProblem.notRegular) { try FileReader.read(file, limit: 100) }
        }
    }

    @Test("Where links are asked for, those to files beneath the folder are read, and no others", arguments: bothWays)
    func followedLinks(polls: Bool) async throws {
        let outside = try TemporaryDirectory()
        try outside.write("secret", to: "secret.txt")
        let folder = try WatchedFolder(polls: polls, change: { $0.followsLinks = true })
        let inside = folder.directory.path
        // As a volume of configuration is laid out: a name, by a link to the current version, in a hidden folder.
        try folder.directory.write("first", to: "..v1/a.txt")
        try folder.directory.write("other", to: "..v2/a.txt")
        func link(_ name: String, to target: String) throws {
            try manager.createSymbolicLink(atPath: "\(inside)/\(name)", withDestinationPath: target)
        }
        try link("..data", to: "..v1")
        try link("a.txt", to: "..data/a.txt")
        try link("absolute.txt", to: "\(outside.path)/secret.txt")
        try link("up.txt", to: "../\(URL(fileURLWithPath: outside.path).lastPathComponent)/secret.txt")
        try link("around.txt", to: "around.txt")
        try link("folder", to: "..v1")
        try link("loop", to: ".")
        try await folder.until { folder in
            ["absolute.txt", "up.txt", "around.txt"].allSatisfy { folder.ignored($0) == [.symbolicLink] }
                && folder.names.contains("a.txt")
        }
        let file = try #require(folder.files.first)
        #expect(try FileReader.read(file, limit: 100).bytes == Array("first".utf8))
        // The next version is put in place at once; no event tells of it at the name, a look does.
        try link("..next", to: "..v2")
        rename("\(inside)/..next", "\(inside)/..data")
        folder.watcher.rescan()
        try await folder.until { $0.files.count == 2 }
        #expect(try FileReader.read(folder.files[1], limit: 100).bytes == Array("other".utf8))
        try await folder.sync()
        #expect(folder.names == ["a.txt", "a.txt", "sync.txt"])
        for name in ["absolute.txt", "up.txt", "around.txt"] {
            var stray = file
            stray.relative = RawPath(name)
            #expect(throws: FileReadProblem.notRegular) { try FileReader.read(stray, limit: 100) }
        }
    }

    @Test("A pipe is never opened for reading", arguments: bothWays)
    func pipe(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        mkfifo("\(folder.directory.path)/pipe.txt", 0o644)
        try await folder.until { $0.ignored("pipe.txt") == [.notRegular] }
        let file = DroppedFile(
            root: RawPath(folder.directory.path),
            relative: RawPath("pipe.txt"),
            stamp: FileStamp(size: 0, modifiedSeconds: 0)
        )
        #expect(throws: FileReadProblem.notRegular) { try FileReader.read(file, limit: 100) }
    }

    @Test("Below a path that is too long nothing is read, and it is said; what is beside it is", arguments: bothWays)
    func tooDeep(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        try await folder.ready()
        let name = String(repeating: "d", count: 200)
        var descriptor = open(folder.directory.path, O_RDONLY | O_DIRECTORY)
        for _ in 0..<22 {
            mkdirat(descriptor, name, 0o755)
            let next = openat(descriptor, name, O_RDONLY | O_DIRECTORY)
            close(descriptor)
            descriptor = next
        }
        let file = openat(descriptor, "bottom.txt", O_WRONLY | O_CREAT, 0o644)
        #expect(file >= 0)
        close(file)
        close(descriptor)
        try await folder.until { folder in
            folder.events.contains { event in
                if case .ignored(_, .unreadable(let problem)) = event { problem.errno == ENAMETOOLONG } else { false }
            }
        }
        try await folder.sync()
        #expect(folder.names == ["sync.txt"])
        // Foundation cannot remove what is so deep.
        let removal = try ChildProcess("/bin/rm", ["-rf", "\(folder.directory.path)/\(name)"])
        #expect(await removal.end() == 0)
    }

    @Test("Problems name the remedy")
    func remedies() {
        let path = RawPath("/srv/news")
        #expect(FolderProblem(.watch, path, errno: ENOSPC).description.contains("sysctl fs.inotify.max_user_watches"))
        #expect(
            FolderProblem(.startWatching, path, errno: EMFILE).description.contains(
                "sysctl fs.inotify.max_user_instances"
            )
        )
        #expect(FolderProblem(.list, path, errno: EACCES).description.contains("right to read"))
    }
}
