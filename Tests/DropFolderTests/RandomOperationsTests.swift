import DropFolder
import Foundation
import TestSupport
import Testing

/// Random sequences of file operations on a real folder, against a model: the contents that stand in the folder at the
/// end. Each must have been reported in the state in which it stands; nothing may be reported that never was there.
@Suite("Random file operations", .timeLimit(.minutes(2)))
struct RandomOperationsTests {
    /// The seed is part of the test's name, so that a failure can be played again.
    @Test("Nothing is lost", arguments: bothWays, Array(1...12))
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
        let standing = operations.standing()
        try await folder.until { folder in
            let reported = Set(folder.files.map { Report($0) })
            return standing.allSatisfy { reported.contains($0) }
        }
        for name in folder.names where name.hasPrefix("d") {
            #expect(operations.everNamed.contains(name), "seed \(seed): \(name) was never there")
        }
    }
}

/// A file in a state.
struct Report: Hashable {
    var path: String
    var size: Int
    var inode: UInt64

    init(_ file: DroppedFile) {
        (path, size, inode) = (file.path.description, file.stamp.size, file.stamp.inode)
    }

    init?(_ path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        (self.path, size, inode) = (path, Int(facts.st_size), UInt64(facts.st_ino))
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
        switch generator.next(12) {
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
