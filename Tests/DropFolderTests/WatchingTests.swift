import DropFolder
import Foundation
import TestSupport
import Testing

@Suite("Watching a folder", .timeLimit(.minutes(5)))
struct WatchingTests {
    let manager = FileManager.default

    @Test(
        "What lies there at the start is found, the oldest first, and what comes later is reported",
        arguments: bothWays
    )
    func start(polls: Bool) async throws {
        let prepare: (TemporaryDirectory) throws -> Void = { directory in
            for (index, name) in ["b.txt", "sub/a.txt", "c.txt"].enumerated() {
                let path = try directory.write("text", to: name)
                let date = Date(timeIntervalSince1970: 1_750_000_000 + Double(index))
                try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
            }
        }
        let folder = try WatchedFolder(polls: polls, prepare: prepare, change: { $0.settle = .zero })
        try await folder.until { $0.files.count == 3 }
        #expect(folder.names == ["b.txt", "sub/a.txt", "c.txt"])
        #expect(folder.files.map(\.stamp.modifiedSeconds) == [1_750_000_000, 1_750_000_001, 1_750_000_002])
        try folder.directory.write("later", to: "sub/later.txt")
        try await folder.until { $0.files.count == 4 }
        #expect(folder.names.last == "sub/later.txt")
        #expect(folder.files.last?.stamp.size == 5)
    }

    @Test("A file is reported once, when it is closed; opening it again without writing is no news")
    func closeWrite() async throws {
        let folder = try WatchedFolder(change: { $0.settleOpen = .seconds(30) })
        try await folder.ready()
        let path = "\(folder.directory.path)/slow.txt"
        let writer = open(path, O_WRONLY | O_CREAT, 0o644)
        _ = write(writer, "one ", 4)
        try await folder.sync("first.txt")
        _ = write(writer, "two", 3)
        close(writer)
        try await folder.until { $0.names.contains("slow.txt") }
        #expect(folder.files.last?.stamp.size == 7)
        try FileHandle(forWritingAtPath: path)?.close()
        try await folder.sync("second.txt")
        #expect(folder.names == ["first.txt", "slow.txt", "second.txt"])
    }

    @Test("Changed content under the same name is reported again", arguments: bothWays)
    func changed(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        try folder.directory.write("one", to: "a.txt")
        try await folder.until { $0.names == ["a.txt"] }
        try folder.directory.write("another", to: "a.txt")
        // A look may meet it cut short, where the writer is slow; in the end it is whole.
        try await folder.until { $0.files.last?.stamp.size == 7 }
        #expect(Set(folder.names) == ["a.txt"])
    }

    @Test("Moved in, linked in, and made without a name and linked", arguments: bothWays)
    func otherWaysIn(polls: Bool) async throws {
        let outside = try TemporaryDirectory()
        try outside.write("moved", to: "moved.txt")
        try outside.write("linked", to: "linked.txt")
        let folder = try WatchedFolder(polls: polls)
        try folder.directory.write("first", to: "first.txt")
        try await folder.until { $0.names == ["first.txt"] }
        try manager.moveItem(atPath: "\(outside.path)/moved.txt", toPath: "\(folder.directory.path)/moved.txt")
        try await folder.until { $0.names.contains("moved.txt") }
        try manager.linkItem(atPath: "\(outside.path)/linked.txt", toPath: "\(folder.directory.path)/linked.txt")
        try await folder.until { $0.names.contains("linked.txt") }
        // O_TMPFILE is not in the module: 020000000 with O_DIRECTORY.
        let unnamed = open(folder.directory.path, 0o20_000_000 | O_DIRECTORY | O_RDWR, 0o644)
        guard unnamed >= 0 else { return }
        _ = "unnamed".withCString { write(unnamed, $0, 7) }
        linkat(
            AT_FDCWD,
            "/proc/self/fd/\(unnamed)",
            AT_FDCWD,
            "\(folder.directory.path)/unnamed.txt",
            AT_SYMLINK_FOLLOW
        )
        close(unnamed)
        try await folder.until { $0.names.contains("unnamed.txt") }
        #expect(folder.files.last?.stamp.size == 7)
    }

    @Test("Cut short by its path, which closes nothing", arguments: bothWays)
    func truncated(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        let path = try folder.directory.write("a long text", to: "a.txt")
        try await folder.sync()
        truncate(path, 6)
        try await folder.until { $0.files.count == 3 }
        #expect(folder.names == ["a.txt", "sync.txt", "a.txt"])
        #expect(try FileReader.read(folder.files[2], limit: 100).bytes == Array("a long".utf8))
    }

    @Test("Hidden and temporary names wait for their rename", arguments: bothWays)
    func temporaryNames(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        let names = [".a.txt.X2kd", "b.txt~", "c.txt.tmp", "d.part", "e.txt.filepart", ".hidden.txt"]
        for name in names { try folder.directory.write("text", to: name) }
        try await folder.sync()
        try await folder.until { folder in names.allSatisfy { !folder.ignored($0).isEmpty } }
        #expect(folder.names == ["sync.txt"])
        #expect(folder.ignored("c.txt.tmp") == [.temporaryName])
        #expect(folder.ignored(".hidden.txt") == [.hiddenName])
        try manager.moveItem(
            atPath: "\(folder.directory.path)/c.txt.tmp",
            toPath: "\(folder.directory.path)/c.txt"
        )
        try await folder.until { $0.names.last == "c.txt" }
    }

    @Test(
        "Other formats are passed over with a reason, said once; a name without a dot is read", arguments: bothWays)
    func formats(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        try folder.directory.write("text", to: "page.html")
        try folder.directory.write("text", to: "page.html")
        try folder.directory.write("text", to: "README")
        try folder.directory.write("text", to: "LOUD.TXT")
        try await folder.until { $0.names.contains("README") && $0.names.contains("LOUD.TXT") }
        try await folder.sync()
        #expect(folder.ignored("page.html") == [.otherFormat("html")])
    }

    @Test("Folders made and filled at once lose nothing", arguments: bothWays)
    func nestedFolders(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        var expected: Set<String> = []
        for round in 0..<60 {
            let name = "d\(round)/x/y\(round % 7)/f.txt"
            try folder.directory.write("text \(round)", to: name)
            expected.insert(name)
        }
        try await folder.until { $0.names.count >= expected.count && Set($0.names) == expected }
        #expect(folder.names.count == expected.count, "none twice")
    }

    @Test("A tree moved in is read, moved on is followed, moved out is forgotten", arguments: bothWays)
    func movedTrees(polls: Bool) async throws {
        let outside = try TemporaryDirectory()
        try outside.write("one", to: "tree/a/one.txt")
        try outside.write("two", to: "tree/two.txt")
        let folder = try WatchedFolder(polls: polls)
        try await folder.ready()
        let inside = "\(folder.directory.path)/tree"
        try manager.moveItem(atPath: "\(outside.path)/tree", toPath: inside)
        try await folder.until { Set($0.names) == ["tree/a/one.txt", "tree/two.txt"] }
        try manager.moveItem(atPath: inside, toPath: "\(folder.directory.path)/grove")
        try await folder.until { Set($0.names).isSuperset(of: ["grove/a/one.txt", "grove/two.txt"]) }
        try folder.directory.write("three", to: "grove/a/three.txt")
        try await folder.until { $0.names.last == "grove/a/three.txt" }
        try manager.moveItem(atPath: "\(folder.directory.path)/grove", toPath: "\(outside.path)/tree")
        try outside.write("four", to: "tree/a/four.txt")
        try await folder.sync()
        #expect(!folder.names.contains { $0.hasSuffix("four.txt") })
    }

    @Test("A flood that overflows the kernel's queue is told and mended by a rescan")
    func overflow() async throws {
        let setting = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let limit = try #require(Int(setting.trimmingCharacters(in: .whitespacesAndNewlines)))
        try #require(limit <= 65_536, "the kernel's queue here is too long to fill in a test")
        let folder = try WatchedFolder(change: { $0.capacity = 4 })
        try await folder.ready()
        // Nobody reads meanwhile: the watcher waits, and the kernel's queue fills with two events or more a file.
        let count = limit / 2 + 500
        for index in 0..<count {
            let descriptor = open("\(folder.directory.path)/\(index).txt", O_WRONLY | O_CREAT, 0o644)
            _ = write(descriptor, "x", 1)
            close(descriptor)
        }
        try await folder.until { $0.files.count >= count }
        #expect(folder.files.count == count, "none twice")
        #expect(folder.events.contains(.rescan(root: RawPath(folder.directory.path), .overflow)))
    }

    @Test("A file that is still being written when it is found is reported when it is closed")
    func foundOpen() async throws {
        let folder = try WatchedFolder(
            "/in",
            prepare: { try FileManager.default.makeFolder("\($0.path)/in") },
            change: { ($0.settle, $0.settleOpen) = (.seconds(30), .seconds(30)) }
        )
        try await folder.ready()
        let path = "\(folder.directory.path)/in/new/open.txt"
        try manager.makeFolder("\(folder.directory.path)/in/new")
        let writer = open(path, O_WRONLY | O_CREAT, 0o644)
        _ = write(writer, "who", 3)
        try await folder.sync("in/first.txt")
        _ = write(writer, "le", 2)
        close(writer)
        try await folder.until { $0.names.contains("in/new/open.txt") }
        #expect(folder.files.last?.stamp.size == 5)
    }

    @Test("Names that are not UTF-8, with a newline, of 255 bytes", arguments: bothWays)
    func names(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        let names: [[UInt8]] = [
            [0x63, 0x61, 0x66, 0xE9, 0x2E, 0x74, 0x78, 0x74], Array("two\nlines.txt".utf8),
            [UInt8](repeating: 0x61, count: 255),
        ]
        for name in names {
            let path = Array("\(folder.directory.path)/".utf8) + name + [0]
            let descriptor = open(path.map { CChar(bitPattern: $0) }, O_WRONLY | O_CREAT, 0o644)
            #expect(descriptor >= 0)
            _ = write(descriptor, "text", 4)
            close(descriptor)
        }
        try await folder.until { $0.files.count == 3 }
        #expect(Set(folder.files.map(\.relative.bytes)) == Set(names))
        #expect(Set(folder.names.prefix(3)).isSuperset(of: ["caf\\xE9.txt", "two\\x0Alines.txt"]))
        for file in folder.files { #expect(try FileReader.read(file, limit: 10).bytes.count == 4) }
    }

    @Test("What was written just before the start is reported in its order with the rest", arguments: bothWays)
    func freshAtTheStart(polls: Bool) async throws {
        let prepare: (TemporaryDirectory) throws -> Void = { directory in
            // The first in order is the last that was written, and has to keep still first.
            for index in 0..<3 {
                let path = try directory.write("text", to: "\(index).txt")
                let date = Date(timeIntervalSince1970: 1_750_000_000 - Double(index))
                try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
                if index == 0 { usleep(150_000) }
            }
        }
        let folder = try WatchedFolder(polls: polls, prepare: prepare, change: { $0.settle = .milliseconds(120) })
        try await folder.until { $0.looked == 1 }
        #expect(folder.names == ["2.txt", "1.txt", "0.txt"])
        let reports = folder.signals.filter { if case .found = $0 { true } else { false } }
        #expect(reports.count == 1)
    }

    @Test("A cookie comes after all that lay in the folder, also what still has to keep still", arguments: bothWays)
    func cookie(polls: Bool) async throws {
        let folder = try WatchedFolder(polls: polls)
        try await folder.until { $0.looked == 1 }
        var expected: Set<String> = []
        for round in 0..<12 {
            for name in ["a\(round).txt", "d\(round)/x/b.txt"] {
                try folder.directory.write("text \(round)", to: name)
                expected.insert(name)
            }
            let cookie = try folder.directory.write("", to: "\(SyncCookie.prefix)\(round)")
            try await folder.until { $0.cookies.contains(cookie) }
            #expect(Set(folder.names).isSuperset(of: expected), "round \(round)")
        }
        #expect(folder.names.count == expected.count)
    }

    @Test("Stopping and cancelling end the sequence at once")
    func ending() async throws {
        let folder = try WatchedFolder()
        folder.watcher.stop()
        await #expect(throws: WatchedFolder.Ended.self) { try await folder.until { _ in false } }

        let directory = try TemporaryDirectory()
        let watcher = FolderWatcher(FolderWatcher.Options(roots: [RawPath(directory.path)]))
        let reading = Task {
            for await _ in watcher.signals() {}
            return true
        }
        reading.cancel()
        #expect(await reading.value)
    }
}
