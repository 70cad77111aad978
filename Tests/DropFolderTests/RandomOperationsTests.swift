import DropFolder
import Foundation
import TestSupport
import Testing

/// Random sequences of file operations on a real folder, against a model: the contents that stand in the folder at the
/// end. Each must have been reported in the state in which it stands; nothing may be reported that never was there.
@Suite("Random file operations", .timeLimit(.minutes(5 + Repeats.sequences / 500)))
struct RandomOperationsTests {
    @Test("Many short sequences", arguments: bothWays)
    func short(polls: Bool) async throws {
        // Each begins in an empty folder; they share a watcher, so that their number costs nothing.
        let outside = try TemporaryDirectory()
        let folder = try WatchedFolder(polls: polls)
        var all: [RandomOperations] = []
        for seed in 1...Repeats.sequences {
            let inside = "\(folder.directory.path)/s\(seed)"
            try FileManager.default.makeFolder("\(inside)/d0")
            try FileManager.default.makeFolder("\(outside.path)/s\(seed)")
            var operations = RandomOperations(
                inside: inside, outside: "\(outside.path)/s\(seed)",
                generator: SeededBits(state: UInt64(seed + 1_000_000)))
            for _ in 0..<12 { try operations.perform() }
            all.append(operations)
            if seed % 50 == 0 { try await folder.sync("sync\(seed).txt") }
        }
        let missing = try await folder.unreported(of: all.flatMap { $0.standing() })
        #expect(missing == [])
        var named: Set<String> = []
        for (index, operations) in all.enumerated() {
            named.formUnion(operations.everNamed.map { "s\(index + 1)/\($0)" })
        }
        for name in folder.names where name.hasPrefix("s") && name.contains("/") {
            #expect(named.contains(name), "\(name) was never there")
        }
    }

    /// The seed is part of the test's name, so that a failure can be played again.
    @Test("Nothing is lost", arguments: bothWays, Array(1...6))
    func nothingIsLost(polls: Bool, seed: Int) async throws {
        let outside = try TemporaryDirectory()
        let folder = try WatchedFolder(polls: polls) { try FileManager.default.makeFolder("\($0.path)/d0") }
        var operations = RandomOperations(
            inside: folder.directory.path,
            outside: outside.path,
            generator: SeededBits(state: UInt64(seed))
        )
        for step in 0..<60 {
            try operations.perform()
            // Lets the watcher get into the middle of things now and then.
            if step % 20 == 19 { try await folder.sync("step\(step).txt") }
        }
        let missing = try await folder.unreported(of: operations.standing())
        #expect(missing == [], "seed \(seed)")
        for name in folder.names where name.hasPrefix("d") {
            #expect(operations.everNamed.contains(name), "seed \(seed): \(name) was never there")
        }
    }
}

extension WatchedFolder {
    /// Waits until all these have been reported, at most a minute.
    ///
    /// - Returns: those that have not been.
    func unreported(of standing: [Report]) async throws -> [Report] {
        var missing = Set(standing)
        // What is written by one of a file's names is told of by that name alone; the content is the same article.
        let named = Dictionary(grouping: standing.filter { $0.names > 1 }) { [UInt64($0.size), $0.inode] }
        var checked = 0
        let watchdog = Task { [watcher] in
            try await Task.sleep(for: .seconds(60))
            watcher.stop()
        }
        defer { watchdog.cancel() }
        do {
            try await until { folder in
                for file in folder.files[checked...] {
                    let report = Report(file)
                    missing.remove(report)
                    missing.subtract(named[[UInt64(report.size), report.inode]] ?? [])
                }
                checked = folder.files.count
                return missing.isEmpty
            }
        } catch is Ended {}
        return missing.sorted { $0.path < $1.path }
    }
}

/// A file in a state.
struct Report: Hashable {
    var path: String
    var size: Int
    var inode: UInt64
    /// How many hard links it has; no part of what is compared.
    var names = 1

    static func == (a: Report, b: Report) -> Bool {
        a.path == b.path && a.size == b.size && a.inode == b.inode
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(size)
        hasher.combine(inode)
    }

    init(_ file: DroppedFile) {
        (path, size, inode) = (file.path.description, file.stamp.size, file.stamp.inode)
    }

    init?(_ path: String) {
        var facts = stat()
        guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        (self.path, size, inode) = (path, Int(facts.st_size), UInt64(facts.st_ino))
        names = Int(facts.st_nlink)
    }
}

/// Does things to a folder as programs do.
struct RandomOperations {
    let inside: String
    let outside: String
    var generator: SeededBits
    /// Paths of articles that stood in the folder at some time, below it.
    private(set) var everNamed: Set<String> = []
    private var count = 0
    private let manager = FileManager.default

    init(inside: String, outside: String, generator: SeededBits) {
        (self.inside, self.outside, self.generator) = (inside, outside, generator)
    }

    /// All regular files with a name that is read, as they stand.
    func standing() -> [Report] {
        files(inside).filter { $0.hasSuffix(".txt") }.compactMap { Report("\(inside)/\($0)") }
    }

    private func files(_ root: String) -> [String] {
        (manager.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).sorted()
    }

    private func folders(_ root: String) -> [String] {
        files(root).filter { path in
            var isFolder: ObjCBool = false
            return manager.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder) && isFolder.boolValue
        }
    }

    mutating func perform() throws {
        count += 1
        let name = "f\(generator.next(8)).txt"
        let folder = pick(folders(inside)) ?? "d0"
        try? manager.makeFolder("\(inside)/\(folder)")
        let target = "\(inside)/\(folder)/\(name)"
        let text = String(repeating: "x", count: count)
        switch generator.next(17) {
        case 0, 1, 2: try Data(text.utf8).write(to: URL(fileURLWithPath: target))
        case 3:
            let writer = open(target, O_WRONLY | O_CREAT | O_APPEND, 0o644)
            _ = write(writer, "more", 4)
            close(writer)
        case 4:
            // Written under a temporary name, and renamed.
            try Data(text.utf8).write(to: URL(fileURLWithPath: target + ".tmp"))
            rename(target + ".tmp", target)
        case 5:
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(outside)/\(name)"))
            rename("\(outside)/\(name)", target)
        case 6:
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(outside)/\(name)"))
            link("\(outside)/\(name)", target)
            unlink("\(outside)/\(name)")
        case 7: unlink(target)
        case 8: try manager.makeFolder("\(inside)/\(folder)/d\(generator.next(3))/d\(generator.next(3))")
        case 9:
            // A whole tree comes in.
            try manager.makeFolder("\(outside)/tree\(count)/d1")
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(outside)/tree\(count)/d1/\(name)"))
            rename("\(outside)/tree\(count)", "\(inside)/\(folder)/d\(count)")
        case 11: truncate(target, off_t(generator.next(5)))
        case 12:
            // Unreadable for a while, for whoever is not root.
            chmod(target, 0o000)
            chmod(target, 0o644)
        case 13:
            symlink("\(outside)/\(name)", "\(inside)/\(folder)/link\(count).txt")
        case 14:
            // Another name for a file that stands there.
            link(target, "\(inside)/\(folder)/l\(count).txt")
        case 15:
            // The same file goes and comes back.
            rename(target, "\(outside)/away.txt")
            rename("\(outside)/away.txt", target)
        case 10:
            if let moved = pick(folders(inside)), moved != "d0" { rename("\(inside)/\(moved)", "\(inside)/d\(count)m") }
        default:
            if let moved = pick(folders(inside)), moved != "d0" {
                rename("\(inside)/\(moved)", "\(outside)/gone\(count)")
            }
        }
        everNamed.formUnion(files(inside))
    }

    private mutating func pick(_ paths: [String]) -> String? {
        paths.isEmpty ? nil : paths[generator.next(paths.count)]
    }
}

/// A small generator with a fixed start: the same operations in every run.
struct SeededBits {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
